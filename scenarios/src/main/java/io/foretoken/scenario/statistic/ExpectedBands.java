package io.foretoken.scenario.statistic;

import io.foretoken.scenario.expected.ErrorBand;
import io.foretoken.scenario.expected.ExpectedError;
import io.foretoken.scenario.expected.ExpectedError.Latency;
import io.foretoken.scenario.expected.ExpectedError.Statistic;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The error to expect of the figures of a point, those that tables and files show. */
public final class ExpectedBands {
  /** Figures that have one, in the order of files. */
  public static final List<KeyFigure> FIGURES =
      List.of(
          KeyFigure.TTFT_MEAN,
          KeyFigure.TTFT_P99,
          KeyFigure.TPOT_MEAN,
          KeyFigure.TPOT_P99,
          KeyFigure.E2E_MEAN,
          KeyFigure.E2E_P99,
          KeyFigure.OUTPUT_TOKENS_PER_S);

  private ExpectedBands() {}

  /** The bands of a run by figure. */
  static Map<KeyFigure, ErrorBand> of(ExpectedError expected) {
    Map<KeyFigure, ErrorBand> bands = new EnumMap<>(KeyFigure.class);
    bands.put(KeyFigure.TTFT_MEAN, expected.of(Latency.TTFT, Statistic.MEAN));
    bands.put(KeyFigure.TTFT_P99, expected.of(Latency.TTFT, Statistic.P99));
    bands.put(KeyFigure.TPOT_MEAN, expected.of(Latency.TPOT, Statistic.MEAN));
    bands.put(KeyFigure.TPOT_P99, expected.of(Latency.TPOT, Statistic.P99));
    bands.put(KeyFigure.E2E_MEAN, expected.of(Latency.E2E, Statistic.MEAN));
    bands.put(KeyFigure.E2E_P99, expected.of(Latency.E2E, Statistic.P99));
    bands.put(KeyFigure.OUTPUT_TOKENS_PER_S, expected.throughput());
    return Collections.unmodifiableMap(bands);
  }
}
