package io.foretoken.validation.measured;

import io.foretoken.validation.table.CsvFolder;
import io.foretoken.validation.table.MergedTable;
import io.foretoken.validation.table.TableRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Engine steps of a run, one of every so many, in order of time.
 *
 * <p>The source counts every prompt twice: once with the tokens that were computed, once as one
 * token in its first decode step. Both are taken back here.
 *
 * @param suite suite of the run
 * @param run its id
 * @param seconds when each was, from the first
 * @param running sequences that ran
 * @param waiting requests that waited
 * @param kvBlocks KV blocks in use
 * @param decodeRows sequences in decode
 * @param stepsPerSecond steps of the whole run, also those that were not sampled
 * @param computedPerPrompt tokens computed of a prompt, the rest came from the prefix cache
 */
@SuppressWarnings("ArrayRecordComponent") // columns of some thousand steps, never compared
public record SampledSteps(
    String suite,
    String run,
    double[] seconds,
    double[] running,
    double[] waiting,
    double[] kvBlocks,
    double[] decodeRows,
    double stepsPerSecond,
    double computedPerPrompt) {

  private static final Set<String> COLUMNS =
      Set.of(
          "id",
          "step_id",
          "t_ms",
          "running",
          "waiting",
          "prefill_reqs",
          "prefill_tokens",
          "decode_reqs",
          "kv_blocks_total",
          "kv_blocks_free");
  private static final double MILLIS = 1e3;
  private static final double MAX = 1e12;

  /** All runs with sampled steps in a folder. */
  static List<SampledSteps> read(String suite, CsvFolder files) {
    MergedTable table = MergedTable.read(files, COLUMNS, List.of("id", "step_id"));
    Map<String, List<TableRow>> byRun = new LinkedHashMap<>();
    for (TableRow row : table.rows()) {
      byRun.computeIfAbsent(row.text("id"), unused -> new ArrayList<>()).add(row);
    }
    return byRun.entrySet().stream()
        .filter(run -> run.getValue().size() > 1)
        .map(run -> of(suite, run.getKey(), run.getValue()))
        .toList();
  }

  private static SampledSteps of(String suite, String run, List<TableRow> rows) {
    double[] seconds = column(rows, row -> row.number("t_ms", 0, MAX) / MILLIS);
    double[] ids = column(rows, row -> row.number("step_id", 0, MAX));
    double prompts = sum(column(rows, row -> row.number("prefill_reqs", 0, MAX))) / 2;
    double computed = sum(column(rows, row -> row.number("prefill_tokens", 0, MAX))) - prompts;
    int last = rows.size() - 1;
    return new SampledSteps(
        suite,
        run,
        seconds,
        column(rows, row -> row.number("running", 0, MAX)),
        column(rows, row -> row.number("waiting", 0, MAX)),
        column(
            rows,
            row -> row.number("kv_blocks_total", 0, MAX) - row.number("kv_blocks_free", 0, MAX)),
        column(rows, row -> row.number("decode_reqs", 0, MAX)),
        (ids[last] - ids[0]) / (seconds[last] - seconds[0]),
        prompts > 0 ? computed / prompts : Double.NaN);
  }

  private static double[] column(List<TableRow> rows, ToDoubleFunction<TableRow> cell) {
    return rows.stream().mapToDouble(cell).toArray();
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
