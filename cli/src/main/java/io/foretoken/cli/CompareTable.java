package io.foretoken.cli;

import io.foretoken.scenario.compare.Comparison;
import io.foretoken.scenario.compare.Difference;
import io.foretoken.scenario.compare.FigureWords;
import io.foretoken.scenario.compare.Side;
import io.foretoken.scenario.statistic.Interval;
import io.foretoken.scenario.statistic.KeyFigure;
import java.util.List;
import java.util.Locale;

/** What {@code compare} prints for people. */
final class CompareTable {
  private CompareTable() {}

  /** The text of a comparison, lines with line ends. */
  static String render(Comparison comparison, Paint paint) {
    StringBuilder out = new StringBuilder();
    side(out, "A", comparison.a(), paint);
    side(out, "B", comparison.b(), paint);
    Table table =
        Table.builder()
            .text("")
            .number("A")
            .number("B")
            .number("B - A")
            .number("of A")
            .text("difference")
            .build();
    boolean isUnknown = false;
    for (Difference difference : comparison.differences()) {
      table.row(
          FigureWords.name(difference.figure()),
          interval(difference.figure(), difference.a()),
          interval(difference.figure(), difference.b()),
          signed(difference.figure(), difference.by(), difference.halfWidth()),
          Double.isNaN(difference.relative())
              ? "-"
              : String.format(Locale.ROOT, "%+.1f %%", 100 * difference.relative()),
          verdict(difference, paint));
      isUnknown |= difference.verdict() == Difference.Verdict.UNKNOWN;
    }
    out.append('\n').append(table.render(paint));
    out.append(
        comparison.paired()
            ? "\n+- is half a 95 % interval. Runs of the same number share their random numbers and"
                + " are compared in pairs (paired t).\n"
            : "\n+- is half a 95 % interval; the differences' are Welch's.\n");
    if (isUnknown) {
      out.append(
          "One run says nothing of chance: compare scenario files, or results of run"
              + " --replications.\n");
    }
    return out.toString();
  }

  private static void side(StringBuilder out, String letter, Side side, Paint paint) {
    out.append(paint.bold(letter + "  " + side.name()));
    out.append("  ").append(side.setup()).append("; ");
    out.append(side.runs().size()).append(side.runs().size() == 1 ? " run" : " runs");
    out.append(", seed ").append(side.seed());
    if (!side.stationary()) {
      out.append("; ").append(paint.bad("saturated")).append(": latencies grow with its length");
    }
    out.append('\n');
    String expected = ExpectedWords.ofBands(List.of(side.expected()));
    if (!expected.isEmpty()) {
      out.append("   ").append(paint.dim(expected)).append('\n');
    }
  }

  private static String verdict(Difference difference, Paint paint) {
    return switch (difference.verdict()) {
      case REAL -> paint.bold("real: B is " + (difference.by() > 0 ? "higher" : "lower"));
      case CHANCE, SAME, UNKNOWN -> difference.verdict().words();
    };
  }

  private static String interval(KeyFigure figure, Interval interval) {
    return FigureWords.value(figure, interval.mean())
        + (Double.isNaN(interval.halfWidth())
            ? ""
            : " +- " + FigureWords.value(figure, interval.halfWidth()));
  }

  private static String signed(KeyFigure figure, double by, double halfWidth) {
    String value = FigureWords.value(figure, by);
    return (by > 0 ? "+" : "")
        + value
        + (Double.isNaN(halfWidth) ? "" : " +- " + FigureWords.value(figure, halfWidth));
  }
}
