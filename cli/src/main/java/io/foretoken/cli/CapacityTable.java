package io.foretoken.cli;

import io.foretoken.scenario.capacity.CapacityProbe;
import io.foretoken.scenario.capacity.CapacityResult;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.statistic.Interval;
import io.foretoken.scenario.statistic.KeyFigure;
import io.foretoken.scenario.statistic.PointFigures;
import java.util.Locale;

/** What {@code capacity} prints on a terminal. */
final class CapacityTable {
  private static final double NANOS_PER_SECOND = 1e9;

  private CapacityTable() {}

  /** The text of a search, lines with line ends. */
  static String render(CapacityResult result, Paint paint) {
    StringBuilder out = new StringBuilder();
    String unit = result.axis().unit();
    out.append(paint.bold(result.scenario())).append('\n');
    if (result.isPossible()) {
      out.append("holds ")
          .append(paint.good(ReadableNumbers.number(result.highest()) + " " + unit))
          .append(" under its SLO\n");
    } else {
      out.append(paint.bad("no load tried meets the SLO")).append('\n');
    }
    if (!result.binding().isEmpty()) {
      out.append("at ")
          .append(ReadableNumbers.number(result.next()))
          .append(" gives way: ")
          .append(result.binding())
          .append("; limit ")
          .append(result.limit())
          .append('\n');
    } else if (result.isPossible()) {
      out.append(
          result.axis() == CapacityResult.Axis.CONCURRENCY
              ? "more in flight get no more done: they wait, which the SLO allows\n"
              : "no load was found that misses it\n");
    }
    result.at().ifPresent(figures -> certainty(out, result, figures));
    out.append('\n').append(probes(result, paint));
    String expected =
        ExpectedWords.of(result.probes().stream().map(CapacityProbe::figures).toList());
    if (!expected.isEmpty()) {
      out.append(paint.dim(expected)).append('\n');
    }
    return out.toString();
  }

  private static void certainty(StringBuilder out, CapacityResult result, PointFigures figures) {
    out.append("certain up to ")
        .append(Double.isNaN(result.low()) ? "no load" : ReadableNumbers.number(result.low()))
        .append(", certainly not from ")
        .append(
            Double.isFinite(result.high()) ? ReadableNumbers.number(result.high()) : "any tried")
        .append(" (95 %); ")
        .append(result.p99Figure().replace("_s", "").replace('_', ' '))
        .append(
            String.format(
                Locale.ROOT,
                " known to +-%.1f %% from %d runs%n",
                100 * result.p99HalfWidth(),
                figures.replications()));
  }

  private static String probes(CapacityResult result, Paint paint) {
    Table table =
        Table.builder()
            .number(result.axis().unit())
            .text("SLO")
            .number("runs")
            .number("TTFT p99")
            .number("TPOT p99")
            .number("E2E p99")
            .number("output tokens/s")
            .number("$/1M output")
            .text("limit")
            .build();
    for (CapacityProbe probe : result.probes()) {
      PointFigures figures = probe.figures();
      String verdict = probe.meets() ? paint.good("holds") : paint.bad("misses");
      boolean saturated = figures.showsSaturated();
      table.row(
          ReadableNumbers.number(probe.load()),
          verdict + (probe.certain() ? "" : "?"),
          Integer.toString(figures.replications()),
          saturated ? paint.bad("saturated") : time(figures, KeyFigure.TTFT_P99),
          saturated ? "-" : time(figures, KeyFigure.TPOT_P99),
          saturated ? "-" : time(figures, KeyFigure.E2E_P99),
          ReadableNumbers.number(figures.value(KeyFigure.OUTPUT_TOKENS_PER_S)),
          ReadableNumbers.usd(figures.value(KeyFigure.USD_PER_1M_OUTPUT_RESERVED)),
          figures.limit());
    }
    boolean open = result.probes().stream().anyMatch(probe -> !probe.certain());
    return table.render(paint) + (open ? "? the 95 % intervals leave it open\n" : "");
  }

  private static String time(PointFigures figures, KeyFigure figure) {
    Interval interval = figures.figures().get(figure);
    if (interval == null) {
      return "-";
    }
    return ReadableNumbers.time(interval.mean() * NANOS_PER_SECOND)
        + String.format(Locale.ROOT, " +-%.1f %%", 100 * interval.relative());
  }
}
