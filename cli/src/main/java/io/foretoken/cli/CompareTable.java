package io.foretoken.cli;

import io.foretoken.scenario.compare.Comparison;
import io.foretoken.scenario.compare.Difference;
import io.foretoken.scenario.compare.Side;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.statistic.Interval;
import io.foretoken.scenario.statistic.KeyFigure;
import java.util.Locale;

/** What {@code compare} prints for people. */
final class CompareTable {
  private static final double NANOS_PER_SECOND = 1e9;

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
          name(difference.figure()),
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
  }

  private static String verdict(Difference difference, Paint paint) {
    return switch (difference.verdict()) {
      case REAL -> paint.bold("real: B is " + (difference.by() > 0 ? "higher" : "lower"));
      case CHANCE, SAME, UNKNOWN -> difference.verdict().words();
    };
  }

  private static boolean isTime(KeyFigure figure) {
    return figure.key().matches("(ttft|tpot|itl|e2e|client_queue)_.*_s");
  }

  private static String value(KeyFigure figure, double value) {
    if (isTime(figure)) {
      return ReadableNumbers.time(value * NANOS_PER_SECOND);
    }
    if (figure.key().contains("usd")) {
      return value < 0 ? "-" + ReadableNumbers.usd(-value) : ReadableNumbers.usd(value);
    }
    return ReadableNumbers.number(value);
  }

  private static String interval(KeyFigure figure, Interval interval) {
    return value(figure, interval.mean())
        + (Double.isNaN(interval.halfWidth()) ? "" : " +- " + value(figure, interval.halfWidth()));
  }

  private static String signed(KeyFigure figure, double by, double halfWidth) {
    String value = value(figure, by);
    return (by > 0 ? "+" : "")
        + value
        + (Double.isNaN(halfWidth) ? "" : " +- " + value(figure, halfWidth));
  }

  private static String name(KeyFigure figure) {
    return switch (figure) {
      case TTFT_MEAN -> "TTFT mean";
      case TTFT_P50 -> "TTFT p50";
      case TTFT_P99 -> "TTFT p99";
      case TPOT_MEAN -> "TPOT mean";
      case TPOT_P99 -> "TPOT p99";
      case E2E_MEAN -> "E2E mean";
      case E2E_P99 -> "E2E p99";
      case REQUESTS_PER_S -> "requests/s";
      case OUTPUT_TOKENS_PER_S -> "output tokens/s";
      case OUTPUT_TOKENS_PER_S_PER_GPU -> "output tokens/s per GPU";
      case GOODPUT_REQUESTS_PER_S -> "goodput, requests/s";
      case CONCURRENCY_MEAN -> "in flight";
      case BUSY -> "busy share";
      case USD_PER_HOUR -> "per hour";
      case USD_PER_1M_OUTPUT_RESERVED -> "per 1M output, reserved";
      case USD_PER_REQUEST_RESERVED -> "per request, reserved";
      case USD_PER_1M_OUTPUT_FULL -> "per 1M output, full utilisation";
      default -> figure.key();
    };
  }
}
