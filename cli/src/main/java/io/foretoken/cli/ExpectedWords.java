package io.foretoken.cli;

import io.foretoken.scenario.expected.ErrorBand;
import io.foretoken.scenario.statistic.ExpectedBands;
import io.foretoken.scenario.statistic.KeyFigure;
import io.foretoken.scenario.statistic.PointFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The error to expect of the points of a table, in one line below it. */
final class ExpectedWords {
  private ExpectedWords() {}

  /**
   * Such as {@code expected error, nine of ten measured runs: TTFT mean -9 % .. +12 %, ...}; of
   * several points the widest. Empty where nothing is known.
   */
  static String of(List<PointFigures> points) {
    return ofBands(points.stream().map(PointFigures::expected).toList());
  }

  /** The same of bands by figure. */
  static String ofBands(List<Map<KeyFigure, ErrorBand>> points) {
    List<String> parts = new ArrayList<>();
    for (KeyFigure figure : ExpectedBands.FIGURES) {
      List<ErrorBand> bands =
          points.stream().map(point -> point.get(figure)).filter(Objects::nonNull).toList();
      if (!bands.isEmpty()) {
        double low = bands.stream().mapToDouble(ErrorBand::low).min().orElseThrow();
        double high = bands.stream().mapToDouble(ErrorBand::high).max().orElseThrow();
        parts.add(name(figure) + " " + new ErrorBand(low, high).words());
      }
    }
    return parts.isEmpty()
        ? ""
        : "expected error, nine of ten measured runs"
            + (points.size() > 1 ? ", widest of the points: " : ": ")
            + String.join(", ", parts);
  }

  private static String name(KeyFigure figure) {
    return switch (figure) {
      case TTFT_MEAN -> "TTFT mean";
      case TTFT_P99 -> "TTFT p99";
      case TPOT_MEAN -> "TPOT mean";
      case TPOT_P99 -> "TPOT p99";
      case E2E_MEAN -> "E2E mean";
      case E2E_P99 -> "E2E p99";
      default -> "tokens/s";
    };
  }
}
