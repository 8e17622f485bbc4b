package io.foretoken.validation.calibrate.study;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.input.csv.CsvLimits;
import io.foretoken.input.csv.CsvReader;
import io.foretoken.input.csv.CsvRow;
import io.foretoken.validation.calibrate.CalibrationRun;
import io.foretoken.validation.calibrate.RequestTimes;
import io.foretoken.validation.measured.ExactLoad;
import io.foretoken.validation.measured.MeasuredRun;
import io.foretoken.validation.measured.MeasuredSets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The set {@code vllm-perrequest-qwen3-14b-h100}, with the latencies of its requests. */
final class MeasuredRequests {
  private static final String SUITE = "vllm-perrequest-qwen3-14b-h100";
  private static final double MOST_MILLIS = 1e9;
  private static final double NANOS_PER_MILLI = 1e6;

  private final Path data;
  private final List<MeasuredRun> runs;

  MeasuredRequests(Path data, Catalog catalog) {
    this.data = data;
    runs =
        MeasuredSets.read(data, catalog).runs().stream()
            .filter(run -> run.suite().equals(SUITE))
            .toList();
  }

  /** A run without the latencies of its requests. */
  MeasuredRun run(String id) {
    return runs.stream().filter(run -> run.id().equals(id)).findFirst().orElseThrow();
  }

  /** A run that never reached its client's limit, so that its requests come as they were sent. */
  CalibrationRun requests(String id) {
    List<long[]> rows = new ArrayList<>();
    Path file = data.resolve(SUITE).resolve("requests").resolve(id + ".csv.gz");
    try (CsvReader csv = CsvReader.open(file, CsvLimits.DEFAULT)) {
      int send = csv.column("t_send_ms");
      int ttft = csv.column("ttft_ms");
      int e2e = csv.column("e2e_ms");
      CsvRow row = csv.row();
      while (csv.next()) {
        rows.add(new long[] {nanos(row, send), nanos(row, ttft), nanos(row, e2e)});
      }
      csv.problems().throwIfAny();
    }
    rows.sort(Comparator.comparingLong(row -> row[0]));
    return new CalibrationRun(
        run(id),
        new RequestTimes(
            rows.stream().mapToLong(row -> row[1]).toArray(),
            rows.stream().mapToLong(row -> row[2]).toArray()));
  }

  private static long nanos(CsvRow row, int column) {
    return Math.round(row.doubleAt(column, -MOST_MILLIS, MOST_MILLIS) * NANOS_PER_MILLI);
  }

  /**
   * Some requests of a run in a row, between others that are sent and not looked at.
   *
   * @param around how many others before and after
   */
  static CalibrationRun slice(CalibrationRun run, int from, int count, int around) {
    int begin = from - around;
    int end = from + count + around;
    ExactLoad load = (ExactLoad) run.run().load();
    long[] arrivals = Arrays.copyOfRange(load.arrivalNanos(), begin, end);
    long first = arrivals[0];
    ExactLoad part =
        new ExactLoad(
            0,
            Arrays.stream(arrivals).map(nanos -> nanos - first).toArray(),
            Arrays.copyOfRange(load.inputTokens(), begin, end),
            Arrays.copyOfRange(load.outputTokens(), begin, end),
            new int[0]);
    long[] ttft = Arrays.copyOfRange(run.times().ttftNanos(), begin, end);
    long[] e2e = Arrays.copyOfRange(run.times().e2eNanos(), begin, end);
    for (long[] latencies : List.of(ttft, e2e)) {
      Arrays.fill(latencies, 0, around, -1);
      Arrays.fill(latencies, around + count, latencies.length, -1);
    }
    return new CalibrationRun(run.run().with(part), new RequestTimes(ttft, e2e));
  }
}
