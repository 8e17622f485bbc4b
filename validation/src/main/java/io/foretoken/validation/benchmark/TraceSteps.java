package io.foretoken.validation.benchmark;

import io.foretoken.input.json.JsonCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The engine steps of a trace. A run's figures are those of its requests; steps say where its time
 * went.
 */
final class TraceSteps {
  private static final double MICROS_PER_MILLI = 1e3;

  private final JsonCursor json;
  private final TraceColumns columns;

  TraceSteps(JsonCursor json) {
    this.json = json;
    columns = new TraceColumns(json, "steps");
  }

  /** Takes a column over. */
  void take(String name) {
    columns.take(name);
  }

  /** Adds a problem for each column that is wrong; a trace without steps is all right. */
  void check() {
    if (columns.rows() == 0) {
      return;
    }
    columns.require(
        "start_us", "host_us", "device_us", "prefill_tokens", "decode_rows", "preempted");
    for (int i = 1; json.problems().isEmpty() && i < columns.rows(); i++) {
      double end =
          columns.at("start_us", i - 1)
              + columns.at("host_us", i - 1)
              + columns.at("device_us", i - 1);
      // each of the three is rounded
      if (columns.at("start_us", i) < end - 2) {
        json.problem(
            columns.origin(),
            "steps.start_us",
            "step " + i + " begins before the one before it ends",
            "steps stand one after the other, in microseconds");
        return;
      }
    }
  }

  /** Means over the steps. */
  List<BenchmarkFigure> figures() {
    List<BenchmarkFigure> figures = new ArrayList<>();
    if (columns.rows() == 0) {
      return figures;
    }
    mean(figures, "device_us", MICROS_PER_MILLI, "step_device_ms", "time of a step on the device");
    mean(figures, "host_us", MICROS_PER_MILLI, "step_host_ms", "the rest of a step's time");
    mean(figures, "decode_rows", 1, "step_decode_rows", "sequences in decode in a step");
    mean(figures, "prefill_tokens", 1, "step_prefill_tokens", "prompt tokens in a step");
    return figures;
  }

  private void mean(
      List<BenchmarkFigure> figures, String column, double unit, String name, String meaning) {
    double mean = columns.sum(column) / unit / columns.rows();
    figures.add(BenchmarkFigure.of(BenchmarkQuantity.OTHER, "mean", mean, name, meaning));
  }

  /** Where the time of the steps went. */
  List<String> notes() {
    if (columns.rows() == 0) {
      return List.of();
    }
    double device = columns.sum("device_us");
    double share = device / Math.max(1, device + columns.sum("host_us"));
    long preempted = Math.round(columns.sum("preempted"));
    return List.of(
        String.format(
            Locale.ROOT,
            "%d steps, %.0f %% of their time on the device%s",
            columns.rows(),
            100 * share,
            preempted > 0 ? ", " + preempted + " preemptions" : ""));
  }
}
