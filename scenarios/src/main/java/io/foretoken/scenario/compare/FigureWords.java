package io.foretoken.scenario.compare;

import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.statistic.KeyFigure;

/** Figures that are compared, and their values, in words for tables and pages. */
public final class FigureWords {
  private static final double NANOS_PER_SECOND = 1e9;

  private FigureWords() {}

  /** What people call a figure. */
  public static String name(KeyFigure figure) {
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

  /** A value of it, with its unit. */
  public static String value(KeyFigure figure, double value) {
    if (figure.key().matches("(ttft|tpot|itl|e2e|client_queue)_.*_s")) {
      return ReadableNumbers.time(value * NANOS_PER_SECOND);
    }
    if (figure.key().contains("usd")) {
      return value < 0 ? "-" + ReadableNumbers.usd(-value) : ReadableNumbers.usd(value);
    }
    return ReadableNumbers.number(value);
  }
}
