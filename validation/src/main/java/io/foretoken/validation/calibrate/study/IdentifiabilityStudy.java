package io.foretoken.validation.calibrate.study;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.hardware.engine.EngineProfiles;
import io.foretoken.sim.CancelToken;
import io.foretoken.validation.calibrate.CalibratedConstant;
import io.foretoken.validation.calibrate.Calibration;
import io.foretoken.validation.calibrate.CalibrationOptions;
import io.foretoken.validation.calibrate.CalibrationProgress;
import io.foretoken.validation.calibrate.CalibrationResult;
import io.foretoken.validation.calibrate.CalibrationRun;
import io.foretoken.validation.fit.engine.RecordEdit;
import io.foretoken.validation.measured.Setup;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Whether runs made with known constants give these constants back: how often 90 % intervals hold
 * the truth, constant by constant.
 *
 * <pre>java io.foretoken.validation.calibrate.study.IdentifiabilityStudy [SEEDS]</pre>
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

  /** The constants of the host that the made-up runs have, unlike the shipped ones. */
  static final Map<String, Double> TRUTH =
      Map.of(
          "api.latency_ms", 10.0,
          "api.ingest_ms", 1.1,
          "api.token_us", 0.4,
          "host.step_us", 2900.0,
          "device.step_us", 120.0,
          "device.sequence_us", 11.0,
          "kernels.gemm", 1.08,
          "kernels.gemm_compute", 1.12,
          "kernels.decode_attention", 1.1);

  /**
   * How a constant fared.
   *
   * @param truth its value in the made-up runs
   * @param held in how many of the seeds its interval held the truth
   * @param bias mean of fitted over true value, less 1
   * @param width mean of the interval's width over the true value
   */
  public record Fate(double truth, int held, double bias, double width, String standings) {}

  private IdentifiabilityStudy() {}

  /** Prints a table. */
  public static void main(String[] args) throws InterruptedException {
    int seeds = args.length > 0 ? Integer.parseInt(args[0]) : SEEDS;
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    run(seeds, out)
        .forEach(
            (path, fate) ->
                out.printf(
                    Locale.ROOT,
                    "| %s | %.4g | %d of %d | %+.1f %% | %.1f %% | %s |%n",
                    path,
                    fate.truth(),
                    fate.held(),
                    seeds,
                    100 * fate.bias(),
                    100 * fate.width(),
                    fate.standings()));
  }

  /** The true profile. */
  static EngineProfile truth() {
    EngineProfile truth = EngineProfiles.find("vllm", "0.19");
    for (Map.Entry<String, Double> constant : TRUTH.entrySet()) {
      truth = RecordEdit.with(truth, constant.getKey(), constant.getValue());
    }
    return truth;
  }

  /** Calibrates with each seed; a line on every one goes to a log. */
  public static Map<String, Fate> run(int seeds, PrintStream log) throws InterruptedException {
    Catalog catalog = Catalog.shipped();
    Map<String, List<CalibratedConstant>> found = new LinkedHashMap<>();
    for (int seed = 1; seed <= seeds; seed++) {
      List<CalibrationRun> runs = new ArrayList<>();
      for (int i = 0; i < RUNS.size(); i++) {
        runs.add(RUNS.get(i).serve(catalog, truth(), Jitter.USUAL, 1000L * seed + i));
      }
      CalibrationResult result =
          new Calibration(catalog)
              .run(
                  runs,
                  CalibrationOptions.DEFAULT.withSeed(seed).withAllData().withSearch(1, 4),
                  CalibrationProgress.SILENT,
                  CancelToken.NEVER);
      result
          .constants()
          .forEach(
              constant ->
                  found.computeIfAbsent(constant.path(), p -> new ArrayList<>()).add(constant));
      log.printf(Locale.ROOT, "seed %d: misfit %.2f%n", seed, result.misfit());
    }
    Map<String, Fate> fates = new LinkedHashMap<>();
    found.forEach(
        (path, constants) -> fates.put(path, fate(RecordEdit.get(truth(), path), constants)));
    return fates;
  }

  private static Fate fate(double truth, List<CalibratedConstant> found) {
    long held = found.stream().filter(c -> c.low() <= truth && truth <= c.high()).count();
    double mean = found.stream().mapToDouble(CalibratedConstant::value).average().orElse(0);
    double width = found.stream().mapToDouble(c -> c.high() - c.low()).average().orElse(0);
    Map<String, Integer> standings = new LinkedHashMap<>();
    found.forEach(c -> standings.merge(c.standing().key(), 1, Integer::sum));
    return new Fate(
        truth,
        (int) held,
        truth == 0 ? 0 : mean / truth - 1,
        truth == 0 ? 0 : width / truth,
        standings.toString());
  }
}
