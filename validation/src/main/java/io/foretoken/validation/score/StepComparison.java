package io.foretoken.validation.score;

import io.foretoken.validation.measured.SampledSteps;
import io.foretoken.validation.replay.EngineSteps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a measured engine did in its steps, beside what the simulated one did: sequences running and
 * waiting, KV blocks in use, step rate. Distributions are over time, not over steps: a sampled step
 * stands for the time until the next one, the simulation for the intervals of its time series.
 *
 * @param run id of the run
 * @param quantity what is compared
 * @param statistic mean, p10, p50, p90, or total for a single figure
 * @param measured its value
 * @param predicted ours
 */
public record StepComparison(
    String run, String quantity, String statistic, double measured, double predicted) {
  private static final int[] PERCENTS = {10, 50, 90};

  /** Compares a run. */
  public static List<StepComparison> of(SampledSteps steps, ScoredRun scored) {
    EngineSteps ours = scored.prediction().steps().orElseThrow();
    List<StepComparison> all = new ArrayList<>();
    add(all, steps, "running", steps.running(), ours.running());
    add(all, steps, "waiting", steps.waiting(), ours.waiting());
    add(all, steps, "kv_blocks", steps.kvBlocks(), ours.kvBlocks());
    all.add(
        new StepComparison(
            steps.run(), "steps_per_s", "total", steps.stepsPerSecond(), ours.perSecond()));
    all.add(
        new StepComparison(
            steps.run(),
            "decode_rows_per_step",
            "mean",
            mean(steps.decodeRows()),
            ours.decodeRows()));
    all.add(
        new StepComparison(
            steps.run(),
            "computed_tokens_per_prompt",
            "mean",
            steps.computedPerPrompt(),
            ours.computedPerPrompt()));
    return all;
  }

  private static void add(
      List<StepComparison> all,
      SampledSteps steps,
      String quantity,
      double[] sampled,
      double[] ours) {
    double[] weights = new double[sampled.length - 1];
    double[] ourWeights = new double[ours.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = steps.seconds()[i + 1] - steps.seconds()[i];
    }
    Arrays.fill(ourWeights, 1);
    all.add(
        new StepComparison(
            steps.run(),
            quantity,
            "mean",
            weightedMean(sampled, weights),
            weightedMean(ours, ourWeights)));
    for (int percent : PERCENTS) {
      all.add(
          new StepComparison(
              steps.run(),
              quantity,
              "p" + percent,
              percentile(sampled, weights, percent),
              percentile(ours, ourWeights, percent)));
    }
  }

  private static double mean(double[] values) {
    double[] weights = new double[values.length];
    Arrays.fill(weights, 1);
    return weightedMean(values, weights);
  }

  private static double weightedMean(double[] values, double[] weights) {
    double sum = 0;
    double all = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += values[i] * weights[i];
      all += weights[i];
    }
    return sum / all;
  }

  /**
   * The smallest value at or below which so much of the time is spent.
   *
   * @param weights time of each value; values beyond the last weight do not count
   */
  static double percentile(double[] values, double[] weights, double percent) {
    int[] order =
        IntStream.range(0, weights.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double all = 0;
    for (double weight : weights) {
      all += weight;
    }
    double passed = 0;
    for (int i : order) {
      passed += weights[i];
      if (passed >= all * percent / 100) {
        return values[i];
      }
    }
    return values[order[order.length - 1]];
  }
}
