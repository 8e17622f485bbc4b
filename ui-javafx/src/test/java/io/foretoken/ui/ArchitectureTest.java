package io.foretoken.ui;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who knows whom in the window. */
class ArchitectureTest {
  private static final String VIEW = "io.foretoken.ui.view..";
  private static final String VIEW_MODEL = "io.foretoken.ui.viewmodel..";
  private static final String CHART = "io.foretoken.ui.chart..";
  private static final String THEME = "io.foretoken.ui.theme..";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.foretoken.ui");

  private static final AtomicInteger CHECKED = new AtomicInteger();

  static List<ArchRule> rules() {
    return List.of(
        noClasses()
            .that()
            .resideInAPackage(VIEW_MODEL)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx..", "org.fxmisc..", "atlantafx..", "org.kordamp..")
            .because("what the window does is tested without a window"),
        noClasses()
            .that()
            .resideInAPackage(VIEW_MODEL)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(VIEW, CHART, THEME)
            .because("views know view models, not the other way round"),
        noClasses()
            .that()
            .resideInAnyPackage(CHART, THEME)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(VIEW, VIEW_MODEL)
            .because("painters and colours serve any screen"),
        noClasses()
            .that()
            .resideInAPackage("io.foretoken.ui..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.foretoken.cli..", "picocli..")
            .because("the command line finds the window, the window needs no command line"),
        noClasses()
            .that()
            .resideInAPackage(VIEW)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "io.foretoken.scenario.run..", "io.foretoken.sim..", "java.util.concurrent.locks..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching(
                "java\\.nio\\.file\\.Files|io\\.foretoken\\.scenario\\.sweep\\.(?!SweepLoad).*")
            .because("views draw; what reads, simulates or waits is a view model's task"),
        slices()
            .matching("io.foretoken.ui.(*)..")
            .should()
            .beFreeOfCycles()
            .because("packages in a cycle can only be understood together"));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void holds(ArchRule rule) {
    rule.check(CLASSES);
    CHECKED.incrementAndGet();
  }

  @AfterAll
  static void everyRuleRan() {
    assertThat(CHECKED).hasValue(6);
    assertThat(CLASSES.size()).isGreaterThan(30);
  }
}
