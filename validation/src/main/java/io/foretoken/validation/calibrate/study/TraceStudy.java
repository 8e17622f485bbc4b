package io.foretoken.validation.calibrate.study;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.hardware.engine.EngineShelf;
import io.foretoken.input.csv.CsvLimits;
import io.foretoken.input.csv.CsvReader;
import io.foretoken.input.csv.CsvRow;
import io.foretoken.sim.CancelToken;
import io.foretoken.sim.request.Outcome;
import io.foretoken.validation.calibrate.Calibration;
import io.foretoken.validation.calibrate.CalibrationOptions;
import io.foretoken.validation.calibrate.CalibrationProgress;
import io.foretoken.validation.calibrate.CalibrationRun;
import io.foretoken.validation.calibrate.RequestTimes;
import io.foretoken.validation.measured.ExactLoad;
import io.foretoken.validation.measured.MeasuredRun;
import io.foretoken.validation.measured.MeasuredSets;
import io.foretoken.validation.replay.Replay;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The traces of {@code vllm-traces}: calibrated on the first 100 requests of each, and scored on
 * the rest, beside what ships.
 *
 * <pre>java io.foretoken.validation.calibrate.study.TraceStudy DATA OUT.md</pre>
 */
public final class TraceStudy {
  private static final String SUITES = "vllm-traces-";
  private static final int FIRST = 100;
  private static final double MOST_SECONDS = 1e6;
  private static final double NANOS = 1e9;

  /**
   * Errors of mean figures over the requests that were not fitted to, percent with sign.
   *
   * @param e2e end to end
   * @param tpot per output token after the first
   * @param ttft to the first token
   */
  record Errors(double e2e, double tpot, double ttft) {
    String words() {
      return String.format(Locale.ROOT, "%+.1f / %+.1f / %+.1f", e2e, tpot, ttft);
    }
  }

  private TraceStudy() {}

  /**
   * Writes a table.
   *
   * @param args folder of the measured sets, and file to write
   */
  public static void main(String[] args) throws InterruptedException, IOException {
    Catalog catalog = Catalog.shipped();
    Path data = Path.of(args[0]);
    try (PrintStream out = new PrintStream(args[1], StandardCharsets.UTF_8)) {
      out.println("| trace | as shipped: E2E / TPOT / TTFT | calibrated on the first 100 |");
      out.println("|---|---|---|");
      for (MeasuredRun run : MeasuredSets.read(data, catalog).runs()) {
        if (run.suite().startsWith(SUITES)) {
          CalibrationRun measured = requests(data, run);
          Errors before = errors(catalog, measured, Replay.profile(run.setup()));
          Errors after = errors(catalog, measured, calibrated(catalog, measured));
          out.printf(Locale.ROOT, "| %s | %s | %s |%n", run.id(), before.words(), after.words());
        }
      }
    }
  }

  private static EngineProfile calibrated(Catalog catalog, CalibrationRun measured)
      throws InterruptedException {
    CalibrationRun early = new CalibrationRun(measured.run(), first(measured.times(), FIRST));
    return new Calibration(catalog)
        .run(
            List.of(early),
            CalibrationOptions.DEFAULT,
            CalibrationProgress.SILENT,
            CancelToken.NEVER)
        .profile();
  }

  /** The latencies of the first requests; those of all others are not known. */
  static RequestTimes first(RequestTimes all, int requests) {
    long[] ttft = all.ttftNanos().clone();
    long[] e2e = all.e2eNanos().clone();
    Arrays.fill(ttft, requests, ttft.length, -1);
    Arrays.fill(e2e, requests, e2e.length, -1);
    return new RequestTimes(ttft, e2e);
  }

  private static CalibrationRun requests(Path data, MeasuredRun run) {
    List<long[]> rows = new ArrayList<>();
    Path file = data.resolve("vllm-traces").resolve(run.id()).resolve("requests.csv");
    try (CsvReader csv = CsvReader.open(file, CsvLimits.DEFAULT)) {
      int arrival = csv.column("arrival_s");
      int first = csv.column("first_token_s");
      int last = csv.column("last_token_s");
      CsvRow row = csv.row();
      while (csv.next()) {
        long sent = nanos(row, arrival);
        rows.add(new long[] {sent, nanos(row, first) - sent, nanos(row, last) - sent});
      }
      csv.problems().throwIfAny();
    }
    rows.sort(Comparator.comparingLong(row -> row[0]));
    return new CalibrationRun(
        run,
        new RequestTimes(
            rows.stream().mapToLong(row -> row[1]).toArray(),
            rows.stream().mapToLong(row -> row[2]).toArray()));
  }

  private static long nanos(CsvRow row, int column) {
    return Math.round(row.doubleAt(column, 0, MOST_SECONDS) * NANOS);
  }

  private static Errors errors(Catalog catalog, CalibrationRun measured, EngineProfile profile) {
    int requests = measured.times().ttftNanos().length;
    long[] ttft = new long[requests];
    long[] e2e = new long[requests];
    new Replay(catalog, new EngineShelf(List.of(profile)))
        .predict(
            List.of(measured.run()),
            time ->
                row -> {
                  if (row.outcome == Outcome.FINISHED) {
                    ttft[(int) row.index] = row.firstTokenNanos - row.sentNanos;
                    e2e[(int) row.index] = row.finishedNanos - row.sentNanos;
                  }
                },
            CancelToken.NEVER);
    RequestTimes truth = measured.times();
    int[] outputs = ((ExactLoad) measured.run().load()).outputTokens();
    return new Errors(
        error(e2e, truth.e2eNanos()),
        100
            * (meanTpot(ttft, e2e, outputs) / meanTpot(truth.ttftNanos(), truth.e2eNanos(), outputs)
                - 1),
        error(ttft, truth.ttftNanos()));
  }

  private static double error(long[] predicted, long[] measured) {
    double mean = Arrays.stream(measured).skip(FIRST).average().orElseThrow();
    return 100 * (Arrays.stream(predicted).skip(FIRST).average().orElseThrow() / mean - 1);
  }

  private static double meanTpot(long[] ttft, long[] e2e, int[] outputs) {
    double sum = 0;
    int requests = 0;
    for (int i = FIRST; i < outputs.length; i++) {
      if (outputs[i] > 1) {
        sum += (double) (e2e[i] - ttft[i]) / (outputs[i] - 1);
        requests++;
      }
    }
    return sum / requests;
  }
}
