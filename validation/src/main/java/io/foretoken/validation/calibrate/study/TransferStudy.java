package io.foretoken.validation.calibrate.study;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.hardware.engine.EngineProfiles;
import io.foretoken.hardware.engine.EngineShelf;
import io.foretoken.sim.CancelToken;
import io.foretoken.validation.benchmark.BenchmarkFormats;
import io.foretoken.validation.benchmark.BenchmarkRun;
import io.foretoken.validation.benchmark.StatedLoad;
import io.foretoken.validation.benchmark.StatedSetup;
import io.foretoken.validation.calibrate.Calibration;
import io.foretoken.validation.calibrate.CalibrationOptions;
import io.foretoken.validation.calibrate.CalibrationProgress;
import io.foretoken.validation.calibrate.CalibrationResult;
import io.foretoken.validation.calibrate.CalibrationRun;
import io.foretoken.validation.calibrate.CalibrationRuns;
import io.foretoken.validation.measured.MeasuredRun;
import io.foretoken.validation.measured.Metric;
import io.foretoken.validation.replay.Replay;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * From two runs at low rates to saturated ones of the same server: the constants of vLLM 0.19,
 * which were fitted to other runs, are calibrated on files in vLLM's own format, and predict what
 * the server does when it is full.
 *
 * <pre>java io.foretoken.validation.calibrate.study.TransferStudy DATA OUT</pre>
 */
public final class TransferStudy {
  /** The lowest rate of each of the two sweeps that go on to saturation. */
  static final List<String> LOW = List.of("pr-w5-agg06-patched", "pr-w7-agg06-patched");

  static final List<String> SATURATED =
      List.of(
          "pr-w5-agg24-patched",
          "pr-w5-agg30-patched",
          "pr-w7-agg12-patched",
          "pr-w7-agg18-patched",
          "pr-w7-agg24-patched");

  private static final List<Metric> METRICS =
      List.of(Metric.TTFT_MEAN, Metric.TPOT_MEAN, Metric.E2E_MEAN);

  /**
   * Errors of the saturated runs, percent with sign, by figure.
   *
   * @param before without calibration
   * @param after with it
   */
  public record Transfer(
      CalibrationResult result, Map<Metric, double[]> before, Map<Metric, double[]> after) {
    /** Median absolute error. */
    public static double median(double[] percents) {
      double[] sorted = Arrays.stream(percents).map(Math::abs).sorted().toArray();
      return sorted[sorted.length / 2];
    }
  }

  private TransferStudy() {}

  /**
   * Writes a table.
   *
   * @param args folder of the measured sets, and file to write
   */
  public static void main(String[] args) throws InterruptedException, IOException {
    try (PrintStream out = new PrintStream(args[1], StandardCharsets.UTF_8)) {
      write(run(Path.of(args[0])), out);
    }
  }

  private static void write(Transfer transfer, PrintStream out) {
    transfer
        .result()
        .constants()
        .forEach(
            constant ->
                out.printf(
                    Locale.ROOT,
                    "| %s | %.4g | %.4g | %.4g .. %.4g | %s |%n",
                    constant.path(),
                    constant.before(),
                    constant.value(),
                    constant.low(),
                    constant.high(),
                    constant.standing().key()));
    for (int i = 0; i < SATURATED.size(); i++) {
      out.print("| " + SATURATED.get(i));
      for (Metric metric : METRICS) {
        out.printf(
            Locale.ROOT,
            " | %+.1f / %+.1f",
            transfer.before().get(metric)[i],
            transfer.after().get(metric)[i]);
      }
      out.println(" |");
    }
    for (Metric metric : METRICS) {
      out.printf(
          Locale.ROOT,
          "%s: median %.1f -> %.1f %%%n",
          metric.key(),
          Transfer.median(transfer.before().get(metric)),
          Transfer.median(transfer.after().get(metric)));
    }
  }

  /** Calibrates and predicts. */
  public static Transfer run(Path data) throws InterruptedException, IOException {
    return run(data, unfitted());
  }

  /** The same from other constants, of the engine and version that served. */
  static Transfer run(Path data, EngineProfile start) throws InterruptedException, IOException {
    Catalog catalog = Catalog.shipped();
    MeasuredRequests set = new MeasuredRequests(data, catalog);
    CalibrationResult result =
        new Calibration(catalog)
            .run(
                converted(set, catalog),
                start,
                CalibrationOptions.DEFAULT,
                CalibrationProgress.SILENT,
                CancelToken.NEVER);
    List<MeasuredRun> full = SATURATED.stream().map(set::run).toList();
    return new Transfer(
        result, errors(catalog, full, start), errors(catalog, full, result.profile()));
  }

  /** The runs at low rates, by way of files in vLLM's format. */
  private static List<CalibrationRun> converted(MeasuredRequests set, Catalog catalog)
      throws IOException {
    List<CalibrationRun> runs = new ArrayList<>();
    Path folder = Files.createTempDirectory("transfer");
    for (String id : LOW) {
      Path file = folder.resolve(id + ".json");
      Files.writeString(file, VllmBenchText.of(set.requests(id)));
      BenchmarkRun run = BenchmarkFormats.installed().read(file).get(0);
      StatedSetup said =
          new StatedSetup("", "", "", "h100-sxm-80gb", "", "", 0, 0, 0, 0, 0, Map.of());
      runs.addAll(CalibrationRuns.of(catalog, said, StatedLoad.NOTHING, List.of(run)));
      Files.delete(file);
    }
    Files.delete(folder);
    return runs;
  }

  /** The times and kernels of 0.19 under the name, the knobs and the memory rule of 0.23. */
  static EngineProfile unfitted() {
    EngineProfile times = EngineProfiles.find("vllm", "0.19");
    EngineProfile names = EngineProfiles.find("vllm", "0.23");
    return new EngineProfile(
        names.name(),
        names.version(),
        names.from(),
        names.until(),
        times.api(),
        times.host(),
        times.device(),
        times.kernels(),
        times.graphs(),
        names.batching(),
        names.memory(),
        times.provenance(),
        times.source());
  }

  /** Errors of some runs with a profile, percent with sign, by figure. */
  static Map<Metric, double[]> errors(
      Catalog catalog, List<MeasuredRun> runs, EngineProfile profile) {
    Replay replay = new Replay(catalog, new EngineShelf(List.of(profile)));
    Map<Metric, double[]> errors = new EnumMap<>(Metric.class);
    METRICS.forEach(metric -> errors.put(metric, new double[runs.size()]));
    for (int i = 0; i < runs.size(); i++) {
      MeasuredRun run = runs.get(i);
      Map<Metric, Double> predicted = replay.predict(run, CancelToken.NEVER).figures();
      for (Metric metric : METRICS) {
        double ratio = predicted.get(metric) / run.figures().get(metric);
        errors.get(metric)[i] = 100 * (ratio - 1);
      }
    }
    return errors;
  }
}
