package io.foretoken.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The place of this module on the map. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.foretoken");

  @Test
  void nobodyElseKnowsSpark() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.foretoken.spark..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "scala..", "io.foretoken.spark..")
        .because("230 MB of libraries are for those who ask for them: the runner is found by name")
        .check(CLASSES);
    assertThat(CLASSES.size()).isGreaterThan(300);
  }

  @Test
  void itKnowsTasksAndNotWhatTheyAreFor() {
    noClasses()
        .that()
        .resideInAPackage("io.foretoken.spark..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.foretoken.cli..",
            "io.foretoken.ui..",
            "io.foretoken.validation..",
            "io.foretoken.scenario.capacity..",
            "picocli..",
            "org.apache.hadoop..")
        .because("sweeps, searches and validations all go through the same seam")
        .check(CLASSES);
  }
}
