package io.foretoken.cli;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.PackageMatcher;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The map of docs/architecture.md, and the habits that keep results reproducible, as rules. */
class ArchitectureTest {
  private static final String SIM = "io.foretoken.sim..";
  private static final String INPUT = "io.foretoken.input..";
  private static final String HARDWARE = "io.foretoken.hardware..";
  private static final String WORKLOAD = "io.foretoken.workload..";
  private static final String SCENARIO = "io.foretoken.scenario..";
  private static final String VALIDATION = "io.foretoken.validation..";
  private static final String CLI = "io.foretoken.cli..";

  /** Packages whose arithmetic ends up in results. */
  private static final String[] RESULT_PATHS = {SIM, HARDWARE, WORKLOAD, SCENARIO, VALIDATION};

  /** Methods of {@link Math} whose last bit may differ between JVMs; sqrt and rint may not. */
  private static final Set<String> INEXACT =
      Set.of(
          "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "exp",
          "expm1", "log", "log10", "log1p", "pow", "cbrt", "hypot");

  private static final Set<String> CLOCKS =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.time.Instant.now",
          "java.time.LocalDate.now",
          "java.time.LocalDateTime.now",
          "java.time.ZonedDateTime.now",
          "java.time.OffsetDateTime.now");

  private static final Set<String> RANDOM_SOURCES =
      Set.of(
          "java.util.Random",
          "java.util.SplittableRandom",
          "java.util.concurrent.ThreadLocalRandom",
          "java.security.SecureRandom");

  private static final List<Class<?>> MUTABLE =
      List.of(
          ArrayList.class,
          HashMap.class,
          HashSet.class,
          TreeMap.class,
          ArrayDeque.class,
          ConcurrentMap.class,
          AtomicInteger.class,
          AtomicLong.class,
          AtomicReference.class,
          StringBuilder.class,
          ThreadLocal.class);

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.foretoken");

  private static final List<ArchRule> RULES =
      List.of(
          mayDependOn(
              "sim-core knows time, requests and batches and nothing else: whoever embeds it takes"
                  + " on no library, and no file format or GPU name can leak into it",
              SIM,
              "java.lang..",
              "java.util",
              "java.util.function",
              "java.util.stream",
              "java.util.concurrent.."),
          mayDependOn(
              "input is about text that people write, whatever it means",
              INPUT,
              "java..",
              "com.fasterxml.jackson..",
              "org.yaml.snakeyaml..",
              "de.siegmar.fastcsv.."),
          mayDependOn(
              "hardware-profiles evaluates physics in plain Java; fitting it is another module's job",
              HARDWARE,
              INPUT,
              SIM,
              "java.."),
          mayDependOn(
              "workloads makes requests and does not know what serves them",
              WORKLOAD,
              INPUT,
              SIM,
              "java..",
              "org.apache.commons.math3.."),
          mayDependOn(
              "scenarios joins the parts; libraries for files and numbers stay behind their modules,"
                  + " but for what writes JSON and reads it back, what writes PNG, the distributions"
                  + " and sequences of statistics, and linear programs",
              SCENARIO,
              WORKLOAD,
              HARDWARE,
              INPUT,
              SIM,
              "java..",
              "javax.imageio..",
              "com.fasterxml.jackson.core..",
              "org.apache.commons.math3..",
              "org.ojalgo.."),
          mayDependOn(
              "validation judges what scenarios predicts, so nothing that predicts may know it",
              VALIDATION,
              SCENARIO,
              WORKLOAD,
              HARDWARE,
              INPUT,
              SIM,
              "java..",
              "org.apache.commons.math3..",
              "org.ojalgo..",
              "com.fasterxml.jackson.."),
          mayDependOn(
              "the command line prints what others answer",
              CLI,
              VALIDATION,
              SCENARIO,
              WORKLOAD,
              HARDWARE,
              INPUT,
              SIM,
              "java..",
              "picocli..",
              "com.fasterxml.jackson.."),
          noClasses()
              .that()
              .resideInAPackage(SIM)
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage("java.io..", "java.nio..", "java.net..")
              .because("a simulation that reads or writes something cannot be repeated at will"),
          noClasses()
              .that()
              .resideOutsideOfPackage(CLI)
              .should()
              .dependOnClassesThat()
              .resideInAPackage("picocli..")
              .because("the workbench and a user's own program have no command line"),
          slices()
              .matching("io.foretoken.(*).(*)..")
              .should()
              .beFreeOfCycles()
              // A policy reads the engine's knobs, which stand where a deployment is described.
              .ignoreDependency(
                  resideInAPackage("io.foretoken.sim.batch"), simpleName("EngineConfig"))
              .because("packages in a cycle can only be understood together"),
          noClasses()
              .that()
              .resideInAnyPackage(RESULT_PATHS)
              .should()
              .accessTargetWhere(
                  access(
                      "an inexact method of Math",
                      target ->
                          isOwnedBy(target, Math.class.getName())
                              && INEXACT.contains(target.getTarget().getName())))
              .because(
                  "Math.exp and its like may differ in the last bit between JVMs, and results must"
                      + " not: use StrictMath, or FastMath of Commons Math"),
          // A calibration searches and draws samples of its data; no result of a scenario does.
          noClasses()
              .that()
              .resideOutsideOfPackage("io.foretoken.validation.calibrate..")
              .should()
              .accessTargetWhere(
                  access(
                      "a random source that is not keyed",
                      target ->
                          RANDOM_SOURCES.contains(target.getTargetOwner().getName())
                              || isMethod(target, "java.lang.Math.random")
                              || isMethod(target, "java.util.UUID.randomUUID")))
              .because(
                  "a draw must depend on what it is for, not on how many came before: use"
                      + " KeyedRandom"),
          noClasses()
              .that()
              .resideOutsideOfPackage(CLI)
              .should()
              .accessTargetWhere(
                  access("a clock", target -> CLOCKS.stream().anyMatch(c -> isMethod(target, c))))
              .because("the same scenario gives the same bytes at any time of day"),
          noClasses()
              .should()
              .accessTargetWhere(
                  access("Thread.sleep", target -> isMethod(target, "java.lang.Thread.sleep")))
              .because(
                  "what waits for a fixed time is too slow on one machine, too fast on another"),
          noClasses()
              .that()
              .resideOutsideOfPackage(CLI)
              .should()
              .accessTargetWhere(
                  access(
                      "standard output or error",
                      target ->
                          isMethod(target, "java.lang.System.out")
                              || isMethod(target, "java.lang.System.err")
                              || target.getTarget().getName().equals("printStackTrace")))
              .because("who calls a module decides where its words go"),
          noClasses()
              .that()
              .resideInAnyPackage(HARDWARE, WORKLOAD, SCENARIO, VALIDATION, CLI)
              .should()
              .accessTargetWhere(
                  access(
                      "formatting by the default locale",
                      target -> formatsText(target) && !takesLocale(target)))
              .because(
                  "a German decimal comma in a CSV file is a different file: pass Locale.ROOT"),
          fields()
              .that()
              .areStatic()
              .and()
              .doNotHaveModifier(JavaModifier.SYNTHETIC)
              .should()
              .beFinal()
              .andShould()
              .notHaveRawType(
                  describe("mutable", type -> MUTABLE.stream().anyMatch(type::isAssignableTo)))
              .because("runs share a JVM in sweeps, and must not see each other"),
          fields()
              .that()
              .areStatic()
              .and()
              .doNotHaveModifier(JavaModifier.SYNTHETIC)
              .and()
              .haveRawType(describe("an array", type -> type.isArray()))
              .should()
              .bePrivate()
              .because("a static array that others see is a static variable"),
          classes()
              .that()
              .resideInAPackage("io.foretoken..")
              .should()
              .resideOutsideOfPackages("..util..", "..common..", "..helper..", "..manager..")
              .because("a package is named after what it is about"));

  private static final AtomicInteger CHECKED = new AtomicInteger();

  static List<ArchRule> rules() {
    return RULES;
  }

  @ParameterizedTest
  @MethodSource("rules")
  void holds(ArchRule rule) {
    rule.check(CLASSES);
    CHECKED.incrementAndGet();
  }

  @AfterAll
  static void everyRuleRan() {
    assertThat(CHECKED).hasValue(19);
  }

  /** A rule about a module that the importer does not see would hold for the wrong reason. */
  @Test
  void everyModuleIsLookedAt() {
    Map<String, Integer> atLeast =
        Map.of(
            "sim",
            20,
            "input",
            20,
            "hardware",
            20,
            "workload",
            20,
            "scenario",
            20,
            "validation",
            20,
            "cli",
            10);
    atLeast.forEach(
        (root, count) -> {
          Collection<String> names = new TreeSet<>();
          CLASSES.stream()
              .filter(type -> type.getPackageName().startsWith("io.foretoken." + root))
              .forEach(type -> names.add(type.getName()));
          assertThat(names).as(root).hasSizeGreaterThanOrEqualTo(count);
        });
  }

  private static ArchRule mayDependOn(String because, String module, String... others) {
    List<String> allowed = new ArrayList<>(List.of(others));
    allowed.add(module);
    return classes()
        .that()
        .resideInAPackage(module)
        .should()
        .onlyDependOnClassesThat(
            describe(
                "are arrays of primitives or in " + allowed,
                type ->
                    type.getBaseComponentType().isPrimitive()
                        || allowed.stream()
                            .anyMatch(
                                packages ->
                                    PackageMatcher.of(packages)
                                        .matches(type.getBaseComponentType().getPackageName()))))
        .because(because);
  }

  private static DescribedPredicate<JavaAccess<?>> access(
      String what, Predicate<JavaAccess<?>> predicate) {
    return describe(what, predicate);
  }

  private static boolean isOwnedBy(JavaAccess<?> access, String owner) {
    return access.getTargetOwner().getName().equals(owner);
  }

  private static boolean isMethod(JavaAccess<?> access, String qualifiedName) {
    return qualifiedName.equals(
        access.getTargetOwner().getName() + "." + access.getTarget().getName());
  }

  private static boolean formatsText(JavaAccess<?> access) {
    String name = access.getTarget().getName();
    return isMethod(access, "java.lang.String.format")
        || isMethod(access, "java.lang.String.formatted")
        || (name.equals("printf") && access.getTargetOwner().getName().startsWith("java.io."));
  }

  private static boolean takesLocale(JavaAccess<?> access) {
    return access.getTarget().getFullName().contains("(java.util.Locale");
  }
}
