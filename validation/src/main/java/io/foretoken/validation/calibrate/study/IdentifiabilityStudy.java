package io.foretoken.validation.calibrate.study;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.hardware.engine.EngineProfiles;
import io.foretoken.hardware.model.ModelShape;
import io.foretoken.sim.CancelToken;
import io.foretoken.validation.calibrate.CalibratedConstant;
import io.foretoken.validation.calibrate.Calibration;
import io.foretoken.validation.calibrate.CalibrationOptions;
import io.foretoken.validation.calibrate.CalibrationProgress;
import io.foretoken.validation.calibrate.CalibrationResult;
import io.foretoken.validation.calibrate.CalibrationRun;
import io.foretoken.validation.fit.engine.ProfileParameter;
import io.foretoken.validation.fit.engine.RecordEdit;
import io.foretoken.validation.measured.Setup;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Whether runs made with known constants give these constants back: how often 90 % intervals hold
 * the truth, constant by constant.
 *
 * <pre>java io.foretoken.validation.calibrate.study.IdentifiabilityStudy OUT [SEEDS]</pre>
 */
public final class IdentifiabilityStudy {
  private static final int SEEDS = 50;
  private static final Setup SETUP =
      new Setup(
          "llama-3.1-8b", "", "", "h100-sxm-80gb", 1, 1, 1, 1, 1, "vllm", "0.19", Map.of(), true);

  /** From a nearly idle engine to a busy one, short prompts and long. */
  static final List<MadeUpRun> RUNS =
      List.of(
          new MadeUpRun(SETUP, 200, 2, new int[] {100, 3000}, new int[] {20, 120}),
          new MadeUpRun(SETUP, 300, 8, new int[] {100, 3000}, new int[] {20, 120}),
          new MadeUpRun(SETUP, 400, 14, new int[] {100, 3000}, new int[] {20, 120}));

  /** What a constant is moved by, in spreads of its prior; no further than one and a half. */
  private static final double FARTHEST = 1.5;

  /**
   * How a constant fared.
   *
   * @param held in how many of the seeds its interval held the truth
   * @param before median distance of the true value from the shipped one, percent of the true one
   * @param after the same of the fitted value
   * @param identified in how many of the seeds the data identify it
   * @param kept in how many they say nothing of it
   */
  public record Fate(int held, double before, double after, int identified, int kept) {}

  private IdentifiabilityStudy() {}

  /**
   * Writes a table.
   *
   * @param args file to write, and if wanted the number of seeds
   */
  public static void main(String[] args) throws InterruptedException, IOException {
    int seeds = args.length > 1 ? Integer.parseInt(args[1]) : SEEDS;
    try (PrintStream out = new PrintStream(args[0], StandardCharsets.UTF_8)) {
      write(seeds, out);
    }
  }

  private static void write(int seeds, PrintStream out) throws InterruptedException {
    run(seeds, out)
        .forEach(
            (path, fate) ->
                out.printf(
                    Locale.ROOT,
                    "| %s | %d of %d | %.1f %% | %.1f %% | %d | %d |%n",
                    path,
                    fate.held(),
                    seeds,
                    fate.before(),
                    fate.after(),
                    fate.identified(),
                    fate.kept()));
  }

  /** A profile that differs from the shipped one as far as priors say that engines may. */
  static EngineProfile truth(Catalog catalog, long seed) {
    EngineProfile shipped = EngineProfiles.find("vllm", "0.19");
    ModelShape model = catalog.findModel(SETUP.model()).orElseThrow().shape();
    EngineProfile truth = shipped;
    Random random = new Random(seed);
    for (ProfileParameter parameter : Calibration.parameters(shipped, model, SETUP)) {
      double drawn = Math.max(-FARTHEST, Math.min(FARTHEST, random.nextGaussian()));
      double value = parameter.value(parameter.start(List.of(shipped)), drawn * parameter.spread());
      truth = parameter.apply(truth, value);
    }
    return truth;
  }

  /** Calibrates with each seed; a line on every one goes to a log. */
  public static Map<String, Fate> run(int seeds, PrintStream log) throws InterruptedException {
    Catalog catalog = Catalog.shipped();
    Map<String, List<double[]>> found = new LinkedHashMap<>();
    for (int seed = 1; seed <= seeds; seed++) {
      EngineProfile truth = truth(catalog, seed);
      List<CalibrationRun> runs = new ArrayList<>();
      for (int i = 0; i < RUNS.size(); i++) {
        runs.add(RUNS.get(i).serve(catalog, truth, Jitter.USUAL, 1000L * seed + i));
      }
      CalibrationResult result =
          new Calibration(catalog)
              .run(
                  runs,
                  CalibrationOptions.DEFAULT.withSeed(seed).withAllData().withSearch(1, 4),
                  CalibrationProgress.SILENT,
                  CancelToken.NEVER);
      for (CalibratedConstant constant : result.constants()) {
        double is = RecordEdit.get(truth, constant.path());
        found
            .computeIfAbsent(constant.path(), path -> new ArrayList<>())
            .add(
                new double[] {
                  constant.low() <= is && is <= constant.high() ? 1 : 0,
                  percent(constant.before(), is),
                  percent(constant.value(), is),
                  constant.standing() == CalibratedConstant.Standing.IDENTIFIED ? 1 : 0,
                  constant.standing() == CalibratedConstant.Standing.KEPT ? 1 : 0
                });
      }
      log.printf(Locale.ROOT, "seed %d: misfit %.2f%n", seed, result.misfit());
    }
    Map<String, Fate> fates = new LinkedHashMap<>();
    found.forEach(
        (path, rows) ->
            fates.put(
                path,
                new Fate(
                    sum(rows, 0), median(rows, 1), median(rows, 2), sum(rows, 3), sum(rows, 4))));
    return fates;
  }

  private static double percent(double value, double truth) {
    return truth == 0 ? 0 : 100 * Math.abs(value / truth - 1);
  }

  private static int sum(List<double[]> rows, int column) {
    return (int) rows.stream().mapToDouble(row -> row[column]).sum();
  }

  private static double median(List<double[]> rows, int column) {
    double[] sorted = rows.stream().mapToDouble(row -> row[column]).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
