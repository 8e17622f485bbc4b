package io.foretoken.validation.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.validation.measured.ClosedLoad;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Latencies in seconds, output of 1000 nominal tokens, so 900 drawn on average. */
class DecisionsTest {
  private static ServingPoint point(
      String curve,
      int concurrency,
      int gpus,
      double ttft,
      double tpot,
      double ttft2,
      double tpot2) {
    return new ServingPoint(
        "model/1000/1000",
        curve,
        new ClosedLoad(concurrency, 10L * concurrency, 1000, 1000, true),
        gpus,
        ttft,
        tpot,
        ttft2,
        tpot2);
  }

  private static ServingPoint exact(
      String curve, int concurrency, int gpus, double ttft, double tpot) {
    return point(curve, concurrency, gpus, ttft, tpot, ttft, tpot);
  }

  /** 8 x 900 / (1.01 + 0.01 x 899) / 2 = 360 tokens a second and GPU. */
  @Test
  void tokensPerSecondAndGpu() {
    assertThat(exact("a", 8, 2, 1.01, 0.01).measuredTokensPerGpu()).isCloseTo(360, within(1e-9));
  }

  @Test
  void whoPredictsExactlyRegretsNothingAndIsAlwaysRight() {
    List<ServingPoint> points =
        List.of(
            exact("a", 4, 1, 0.1, 0.010),
            exact("a", 8, 1, 0.2, 0.012),
            exact("a", 16, 1, 0.5, 0.018),
            exact("b", 16, 2, 0.3, 0.011));
    Map<String, Double> figures = new HashMap<>();
    ConfigurationChoice.score(points, figures);
    ObjectiveVerdicts.score(points, figures);
    LargestConcurrency.score(points, figures);
    LoadVerdicts.scoreKvLimited(points, figures);

    assertThat(figures)
        .containsEntry("regret_mean", 0.0)
        .containsEntry("choices_missing_slo", 0.0)
        .containsEntry("slo_precision", 100.0)
        .containsEntry("slo_recall", 100.0)
        .containsEntry("slo_verdicts", 100.0)
        .containsEntry("largest_concurrency_median_error", 0.0)
        .containsEntry("kv_limited_pairs", 2.0)
        .containsEntry("kv_limited_right", 100.0)
        .containsEntry("kv_limited_measured", 1.0)
        .containsEntry("kv_limited_found", 1.0);
  }

  /**
   * Both meet every pair that one of them meets, or none does. Measured, b gives 720 tokens a
   * second and GPU against 360 of a; predicted, a looks better: regret 50 % wherever b would do.
   */
  @Test
  void regretIsTheShareOfTokensLost() {
    List<ServingPoint> points =
        List.of(
            point("a", 8, 2, 1.01, 0.01, 1.01, 0.001), point("b", 16, 2, 1.01, 0.01, 1.01, 0.01));
    Map<String, Double> figures = new HashMap<>();
    ConfigurationChoice.score(points, figures);

    assertThat(figures.get("choices")).isEqualTo(25);
    assertThat(figures.get("regret_mean")).isCloseTo(50, within(1e-9));
  }

  @Test
  void choosingNoneAlthoughOneWouldDoLosesAll() {
    List<ServingPoint> points =
        List.of(point("a", 8, 1, 1, 0.01, 9, 0.01), point("b", 8, 1, 1, 0.01, 9, 0.01));
    Map<String, Double> figures = new HashMap<>();
    ConfigurationChoice.score(points, figures);

    assertThat(figures).containsEntry("regret_mean", 100.0);
  }

  /** 10 ms at 8 and 20 ms at 32 cross 15 ms half way in the logarithm: sqrt(8 x 32) = 16. */
  @Test
  void theLargestConcurrencyIsInterpolatedInItsLogarithm() {
    ConcurrencyCurve curve =
        ConcurrencyCurve.of(List.of(exact("a", 8, 1, 1, 0.010), exact("a", 32, 1, 1, 0.020)), true);

    assertThat(curve.largestWithin(0.015).orElseThrow()).isCloseTo(16, within(1e-9));
    assertThat(curve.largestWithin(0.009)).isEmpty();
    assertThat(curve.largestWithin(0.020)).isEmpty();
  }

  /**
   * Limits are percentiles of 10 and 20 ms: 11, 13, 15, 17, 19 ms; the measured curve crosses all.
   * Predicted TPOT is a constant 30 ms: never within, so its smallest concurrency stands: 8 against
   * 8 x 4^((limit - 10) / 10). The third: 8 against 16, an error of 50 %.
   */
  @Test
  void aPredictedCurveThatNeverMeetsTheLimitStandsAtItsNearerEnd() {
    Map<String, Double> figures = new HashMap<>();
    LargestConcurrency.score(
        List.of(point("a", 8, 1, 1, 0.010, 1, 0.030), point("a", 32, 1, 1, 0.020, 1, 0.030)),
        figures);

    assertThat(figures)
        .containsEntry("largest_concurrency_cases", 5.0)
        .containsEntry("largest_concurrency_without_crossing", 0.0)
        .containsEntry("largest_concurrency_predicted_without_crossing", 5.0);
    assertThat(figures.get("largest_concurrency_median_error")).isCloseTo(50, within(1e-6));
  }

  @Test
  void withoutAUsableTtftAPointCountsForTpotOnly() {
    List<ServingPoint> points =
        List.of(
            point("a", 8, 1, Double.NaN, 0.010, 1, 0.010),
            point("a", 32, 1, Double.NaN, 0.020, 1, 0.020));
    Map<String, Double> figures = new HashMap<>();
    ConfigurationChoice.score(points, figures);
    LargestConcurrency.score(points, figures);

    assertThat(figures)
        .doesNotContainKey("regret_mean")
        .containsEntry("largest_concurrency_cases", 5.0);
  }
}
