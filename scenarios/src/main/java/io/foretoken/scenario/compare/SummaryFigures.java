package io.foretoken.scenario.compare;

import io.foretoken.scenario.expected.ErrorBand;
import io.foretoken.scenario.result.ResultSummary;
import io.foretoken.scenario.statistic.ExpectedBands;
import io.foretoken.scenario.statistic.KeyFigure;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The figures of a single run, from where its summary has them. */
final class SummaryFigures {
  private static final Pattern LATENCY =
      Pattern.compile("(ttft|tpot|itl|e2e|client_queue)_(mean|p50|p90|p95|p99)_s");
  private static final List<String> PLACES = List.of("total.throughput.", "total.cost.");

  private SummaryFigures() {}

  static Map<KeyFigure, Double> of(ResultSummary summary) {
    Map<KeyFigure, Double> figures = new EnumMap<>(KeyFigure.class);
    for (KeyFigure figure : KeyFigure.values()) {
      figures.put(figure, value(summary, figure));
    }
    return figures;
  }

  /** The error to expect, where the summary says. */
  static Map<KeyFigure, ErrorBand> expected(ResultSummary summary) {
    Map<KeyFigure, ErrorBand> bands = new EnumMap<>(KeyFigure.class);
    for (KeyFigure figure : ExpectedBands.FIGURES) {
      Matcher latency = LATENCY.matcher(figure.key());
      String place =
          "total.expected_error."
              + (latency.matches() ? latency.group(1) + "." + latency.group(2) : "throughput");
      if (summary.has(place + ".low")) {
        bands.put(
            figure, new ErrorBand(summary.number(place + ".low"), summary.number(place + ".high")));
      }
    }
    return bands;
  }

  private static double value(ResultSummary summary, KeyFigure figure) {
    Matcher latency = LATENCY.matcher(figure.key());
    if (latency.matches()) {
      return summary.number("total." + latency.group(1) + "." + latency.group(2));
    }
    return switch (figure) {
      case GOODPUT_REQUESTS_PER_S -> summary.number("total.slo.goodput_requests_per_s");
      case CONCURRENCY_MEAN -> summary.number("total.concurrency.mean");
      case GPUS -> summary.usage().gpus();
      case BUSY -> summary.usage().busy();
      case USD_PER_1M_OUTPUT_RESERVED -> cost(summary, "reserved.usd_per_1m_output_tokens");
      case USD_PER_1M_TOTAL_RESERVED -> cost(summary, "reserved.usd_per_1m_total_tokens");
      case USD_PER_REQUEST_RESERVED -> cost(summary, "reserved.usd_per_request");
      case USD_PER_1M_OUTPUT_FULL -> cost(summary, "full_utilisation.usd_per_1m_output_tokens");
      case USD_PER_1M_TOTAL_FULL -> cost(summary, "full_utilisation.usd_per_1m_total_tokens");
      default -> inUsualPlaces(summary, figure);
    };
  }

  private static double cost(ResultSummary summary, String key) {
    return summary.number("total.cost." + key);
  }

  private static double inUsualPlaces(ResultSummary summary, KeyFigure figure) {
    for (String place : PLACES) {
      if (summary.has(place + figure.key())) {
        return summary.number(place + figure.key());
      }
    }
    return Double.NaN;
  }
}
