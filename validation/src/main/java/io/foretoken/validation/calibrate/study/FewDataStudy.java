package io.foretoken.validation.calibrate.study;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.hardware.engine.EngineProfiles;
import io.foretoken.sim.CancelToken;
import io.foretoken.validation.calibrate.Calibration;
import io.foretoken.validation.calibrate.CalibrationOptions;
import io.foretoken.validation.calibrate.CalibrationProgress;
import io.foretoken.validation.calibrate.CalibrationRun;
import io.foretoken.validation.measured.MeasuredRun;
import io.foretoken.validation.measured.Metric;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Whether few data do harm: 200 requests in a row, of one measured run, calibrate the profile;
 * other loads of the same server are then predicted, before and after.
 *
 * <pre>java io.foretoken.validation.calibrate.study.FewDataStudy DATA OUT [SEEDS]</pre>
 */
public final class FewDataStudy {
  private static final int SEEDS = 50;
  private static final int REQUESTS = 200;
  private static final int AROUND = 60;

  private static final List<String> ONE_LOAD =
      List.of(
          "pr-rate-agg04-vanilla",
          "pr-rate-agg06-patched",
          "pr-tenants-2t-vanilla",
          "pr-w5-agg06-patched",
          "pr-tenants-3t-patched");

  private static final List<String> OTHERS =
      List.of(
          "pr-rate-agg02-vanilla",
          "pr-w5-agg12-patched",
          "pr-w5-agg24-patched",
          "pr-w7-agg06-patched",
          "pr-w7-agg12-patched");

  /**
   * Twice what twin runs of the set differ by: 0.3 % in TPOT and E2E, 1.7 % in TTFT (mean over the
   * loads).
   */
  private static final Map<Metric, Double> NOISE =
      Map.of(Metric.TPOT_MEAN, 0.6, Metric.E2E_MEAN, 0.6, Metric.TTFT_MEAN, 3.4);

  /**
   * How one seed went: errors over the other loads, percent with sign, by figure.
   *
   * @param harmless whether no figure got worse by more than noise
   */
  public record Trial(
      long seed, Map<Metric, double[]> before, Map<Metric, double[]> after, boolean harmless) {}

  private FewDataStudy() {}

  /**
   * Writes a line for every seed, and how many did no harm.
   *
   * @param args folder of the measured sets, file to write, and if wanted the number of seeds
   */
  public static void main(String[] args) throws InterruptedException, IOException {
    int seeds = args.length > 2 ? Integer.parseInt(args[2]) : SEEDS;
    try (PrintStream out = new PrintStream(args[1], StandardCharsets.UTF_8)) {
      List<Trial> trials = run(Path.of(args[0]), EngineProfiles.find("vllm", "0.23"), seeds, out);
      out.println(
          trials.stream().filter(Trial::harmless).count() + " of " + seeds + " did no harm");
    }
  }

  /** Calibrates with each seed. */
  public static List<Trial> run(Path data, EngineProfile from, int seeds, PrintStream log)
      throws InterruptedException {
    Catalog catalog = Catalog.shipped();
    MeasuredRequests set = new MeasuredRequests(data, catalog);
    List<MeasuredRun> others = OTHERS.stream().map(set::run).toList();
    Map<Metric, double[]> before = TransferStudy.errors(catalog, others, from);
    List<Trial> trials = new ArrayList<>();
    for (int seed = 1; seed <= seeds; seed++) {
      CalibrationRun whole = set.requests(ONE_LOAD.get(seed % ONE_LOAD.size()));
      int count = whole.times().ttftNanos().length;
      int at = AROUND + new Random(seed).nextInt(count - 2 * AROUND - REQUESTS);
      EngineProfile fitted =
          new Calibration(catalog)
              .run(
                  List.of(MeasuredRequests.slice(whole, at, REQUESTS, AROUND)),
                  from,
                  CalibrationOptions.DEFAULT.withSeed(seed).withAllData().withSearch(1, 3),
                  CalibrationProgress.SILENT,
                  CancelToken.NEVER)
              .profile();
      Map<Metric, double[]> after = TransferStudy.errors(catalog, others, fitted);
      boolean harmless =
          NOISE.entrySet().stream()
              .allMatch(
                  noise ->
                      mean(after.get(noise.getKey()))
                          <= mean(before.get(noise.getKey())) + noise.getValue());
      trials.add(new Trial(seed, before, after, harmless));
      log.printf(
          Locale.ROOT,
          "seed %d: TTFT %.1f -> %.1f, TPOT %.1f -> %.1f, E2E %.1f -> %.1f %s%n",
          seed,
          mean(before.get(Metric.TTFT_MEAN)),
          mean(after.get(Metric.TTFT_MEAN)),
          mean(before.get(Metric.TPOT_MEAN)),
          mean(after.get(Metric.TPOT_MEAN)),
          mean(before.get(Metric.E2E_MEAN)),
          mean(after.get(Metric.E2E_MEAN)),
          harmless ? "" : "worse");
    }
    return trials;
  }

  private static double mean(double[] percents) {
    double sum = 0;
    for (double percent : percents) {
      sum += Math.abs(percent);
    }
    return sum / percents.length;
  }
}
