package io.foretoken.cli;

import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.statistic.Interval;
import io.foretoken.scenario.statistic.KeyFigure;
import io.foretoken.scenario.statistic.Replications;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleFunction;

/** What {@code run} prints of several replications, under the table of the first. */
final class ReplicationTable {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Map<KeyFigure, Interval> intervals;
  private final Table table;

  private ReplicationTable(Map<KeyFigure, Interval> intervals, Table table) {
    this.intervals = intervals;
    this.table = table;
  }

  /** Means over the replications with their 95 % intervals. */
  static String render(Replications runs, Paint paint) {
    Table table =
        Table.builder()
            .text("over " + runs.size() + " runs")
            .number("mean")
            .number("+-")
            .number("of the mean")
            .build();
    ReplicationTable rows = new ReplicationTable(runs.intervals(), table);
    rows.time("TTFT mean", KeyFigure.TTFT_MEAN);
    rows.time("TTFT p99", KeyFigure.TTFT_P99);
    rows.time("TPOT mean", KeyFigure.TPOT_MEAN);
    rows.time("TPOT p99", KeyFigure.TPOT_P99);
    rows.time("E2E mean", KeyFigure.E2E_MEAN);
    rows.time("E2E p99", KeyFigure.E2E_P99);
    rows.row("requests/s", KeyFigure.REQUESTS_PER_S, ReadableNumbers::number);
    rows.row("output tokens/s", KeyFigure.OUTPUT_TOKENS_PER_S, ReadableNumbers::number);
    rows.row("$/1M output, reserved", KeyFigure.USD_PER_1M_OUTPUT_RESERVED, ReadableNumbers::usd);
    runs.attained()
        .forEach((name, share) -> rows.row("within " + name, share, ReadableNumbers::percent));
    String drifting = runs.isStationary() ? "" : "most runs are saturated\n";
    return "\n" + table.render(paint) + "95 % intervals (Student t)\n" + drifting;
  }

  private void time(String name, KeyFigure figure) {
    row(name, figure, seconds -> ReadableNumbers.time(seconds * NANOS_PER_SECOND));
  }

  private void row(String name, KeyFigure figure, DoubleFunction<String> words) {
    Interval interval = intervals.get(figure);
    if (interval != null) {
      row(name, interval, words);
    }
  }

  private void row(String name, Interval interval, DoubleFunction<String> words) {
    boolean known = Double.isFinite(interval.halfWidth());
    table.row(
        name,
        words.apply(interval.mean()),
        known ? words.apply(interval.halfWidth()) : "-",
        known ? String.format(Locale.ROOT, "%.1f %%", 100 * interval.relative()) : "-");
  }
}
