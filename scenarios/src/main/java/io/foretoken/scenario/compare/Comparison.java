package io.foretoken.scenario.compare;

import io.foretoken.scenario.statistic.KeyFigure;
import java.util.ArrayList;
import java.util.List;

/**
 * Two sides and how they differ.
 *
 * @param paired whether runs were compared in pairs of the same random numbers
 * @param differences of the figures that both have
 */
public record Comparison(Side a, Side b, boolean paired, List<Difference> differences) {
  private static final List<KeyFigure> FIGURES =
      List.of(
          KeyFigure.TTFT_MEAN,
          KeyFigure.TTFT_P50,
          KeyFigure.TTFT_P99,
          KeyFigure.TPOT_MEAN,
          KeyFigure.TPOT_P99,
          KeyFigure.E2E_MEAN,
          KeyFigure.E2E_P99,
          KeyFigure.REQUESTS_PER_S,
          KeyFigure.OUTPUT_TOKENS_PER_S,
          KeyFigure.OUTPUT_TOKENS_PER_S_PER_GPU,
          KeyFigure.GOODPUT_REQUESTS_PER_S,
          KeyFigure.CONCURRENCY_MEAN,
          KeyFigure.BUSY,
          KeyFigure.USD_PER_HOUR,
          KeyFigure.USD_PER_1M_OUTPUT_RESERVED,
          KeyFigure.USD_PER_REQUEST_RESERVED,
          KeyFigure.USD_PER_1M_OUTPUT_FULL);

  /**
   * Compares. Runs of the same number share their random numbers where both sides have the same
   * seed; then pairs of them are compared, which is the sharper test.
   */
  public static Comparison of(Side a, Side b) {
    boolean isPaired = a.seed() == b.seed() && a.runs().size() == b.runs().size();
    List<Difference> differences = new ArrayList<>();
    for (KeyFigure figure : FIGURES) {
      double[] ofA = values(a, figure);
      double[] ofB = values(b, figure);
      if (ofA.length > 0 && ofB.length > 0) {
        boolean pairs = isPaired && ofA.length == a.runs().size() && ofB.length == ofA.length;
        differences.add(
            pairs ? Difference.paired(figure, ofA, ofB) : Difference.welch(figure, ofA, ofB));
      }
    }
    boolean several = a.runs().size() > 1;
    return new Comparison(a, b, isPaired && several, List.copyOf(differences));
  }

  /** All runs of a side share one companion run, which says nothing of chance. */
  private static double[] values(Side side, KeyFigure figure) {
    double[] values = side.values(figure);
    boolean isOfCompanion = figure == KeyFigure.USD_PER_1M_OUTPUT_FULL && values.length > 1;
    return isOfCompanion ? new double[] {values[0]} : values;
  }
}
