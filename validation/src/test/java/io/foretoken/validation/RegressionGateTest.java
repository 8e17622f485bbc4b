package io.foretoken.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.sim.CancelToken;
import io.foretoken.validation.measured.BatchLoad;
import io.foretoken.validation.measured.ClosedLoad;
import io.foretoken.validation.measured.Collected;
import io.foretoken.validation.measured.MeasuredRun;
import io.foretoken.validation.measured.Regime;
import io.foretoken.validation.shipped.ShippedSuites;
import io.foretoken.validation.suite.RooflineCheck;
import io.foretoken.validation.suite.SuiteReport;
import io.foretoken.validation.suite.Validation;
import io.foretoken.validation.suite.ValidationResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Predictions may not get worse unnoticed: the median errors on a small part of the shipped suite
 * (the runs of {@code gate-runs.txt}) stay within a margin of those in {@code gate.csv}. Whoever
 * makes them better, or worse for a good reason, writes both files anew with {@code mvn test -pl
 * validation -am -Dtest=RegressionGateTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Dsurefire.argLine=-Dforetoken.gate=write} and shows the difference in the review.
 */
class RegressionGateTest {
  /** Percentage points, and share of the old error, by which a median may rise. */
  private static final double MARGIN_POINTS = 1.0;

  private static final double MARGIN_SHARE = 0.1;
  private static final List<String> ENGINES = List.of("vllm", "tensorrt-llm");

  /** Of the closed loops of an engine, every so many. */
  private static final int ONE_OF = 4;

  private static final int FEW_REQUESTS = 5100;
  private static final String HEADER = "suite,metric,runs,median_ape";
  private static final String GATE = "gate.csv";
  private static final String RUNS = "gate-runs.txt";
  private static final boolean WRITES = "write".equals(System.getProperty("foretoken.gate"));

  private static ValidationResult result;

  @BeforeAll
  static void predict() throws InterruptedException, IOException {
    List<MeasuredRun> part = WRITES ? quickRuns() : gatedRuns();
    result =
        new Validation(Collected.of(part), List.of())
            .run(2, (runs, ofRuns, share) -> {}, CancelToken.NEVER);
  }

  /** Runs named in the file: one that can be simulated since counts when the file is written. */
  private static List<MeasuredRun> gatedRuns() throws IOException {
    List<String> names = lines(RUNS);
    List<MeasuredRun> gated = new ArrayList<>();
    for (MeasuredRun run : ShippedSuites.read(List.of())) {
      if (names.contains(name(run))) {
        gated.add(run);
      }
    }
    assertThat(gated).hasSameSizeAs(names);
    return gated;
  }

  private static List<MeasuredRun> quickRuns() {
    List<MeasuredRun> part = new ArrayList<>();
    Map<String, Integer> closed = new HashMap<>();
    for (MeasuredRun run : ShippedSuites.read(List.of())) {
      if (isQuick(run)
          && (!(run.load() instanceof ClosedLoad)
              || closed.merge(run.setup().engine(), 1, Integer::sum) % ONE_OF == 1)) {
        part.add(run);
      }
    }
    return part;
  }

  private static String name(MeasuredRun run) {
    return run.suite() + "/" + run.id();
  }

  private static boolean isQuick(MeasuredRun run) {
    boolean closed = run.load() instanceof ClosedLoad;
    return ENGINES.contains(run.setup().engine())
        && !(run.load() instanceof BatchLoad)
        && run.setup().data() == 1
        && run.regime() != Regime.OVERLOADED
        && run.load().requests() <= (closed ? 160 : FEW_REQUESTS);
  }

  @Test
  void noMedianErrorRises() throws IOException {
    List<String> now = new ArrayList<>(List.of(HEADER));
    TreeMap<String, Double> errors = new TreeMap<>();
    for (SuiteReport suite : result.suites()) {
      suite
          .errors()
          .forEach(
              (metric, summary) -> {
                String key = suite.name() + "," + metric.key() + "," + summary.runs();
                errors.put(key, summary.medianApe());
                now.add(String.format(Locale.ROOT, "%s,%.2f", key, summary.medianApe()));
              });
    }
    if (WRITES) {
      write(GATE, now);
      write(RUNS, result.scored().stream().map(scored -> name(scored.run())).toList());
      return;
    }
    for (String line : lines(GATE).subList(1, lines(GATE).size())) {
      int comma = line.lastIndexOf(',');
      String key = line.substring(0, comma);
      double before = Double.parseDouble(line.substring(comma + 1));
      assertThat(errors).as("runs compared as before; now:\n%s", now).containsKey(key);
      assertThat(errors.get(key))
          .as("median error of %s, was %s; now:\n%s", key, before, String.join("\n", now))
          .isLessThanOrEqualTo(before + Math.max(MARGIN_POINTS, MARGIN_SHARE * before));
    }
  }

  private static void write(String file, List<String> lines) throws IOException {
    Path path = Path.of("src/test/resources/io/foretoken/validation", file);
    Files.writeString(path, String.join("\n", lines) + "\n");
  }

  private static List<String> lines(String file) throws IOException {
    try (var in = RegressionGateTest.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  @Test
  void nothingIsFasterThanTheHardware() {
    assertThat(RooflineCheck.of(result.scored()).holds()).isTrue();
    assertThat(result.scored()).hasSizeGreaterThan(60);
  }
}
