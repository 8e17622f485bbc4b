package io.foretoken.validation.calibrate;

import io.foretoken.validation.measured.ExactLoad;
import io.foretoken.validation.measured.Load;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the fitted runs cover, of one replica.
 *
 * @param leastRate lowest rate of requests, per second
 * @param mostRate highest one
 * @param leastRunning fewest sequences in the running list, mean of a run
 * @param mostRunning most of them
 * @param leastContext shortest prompt and output together, 5 % quantile of the requests, tokens
 * @param mostContext longest, 95 % quantile
 */
public record CoveredRange(
    double leastRate,
    double mostRate,
    double leastRunning,
    double mostRunning,
    int leastContext,
    int mostContext) {

  static CoveredRange of(List<CalibrationRun> runs, List<Simulated> simulated) {
    double[] rates = simulated.stream().mapToDouble(run -> run.pressure().rate()).toArray();
    double[] running = simulated.stream().mapToDouble(run -> run.pressure().running()).toArray();
    List<Integer> contexts = new ArrayList<>();
    for (CalibrationRun run : runs) {
      addContexts(run.run().load(), contexts);
    }
    int[] sorted = contexts.stream().mapToInt(Integer::intValue).sorted().toArray();
    return new CoveredRange(
        Arrays.stream(rates).min().orElse(0),
        Arrays.stream(rates).max().orElse(0),
        Arrays.stream(running).min().orElse(0),
        Arrays.stream(running).max().orElse(0),
        sorted[sorted.length / 20],
        sorted[sorted.length - 1 - sorted.length / 20]);
  }

  private static void addContexts(Load load, List<Integer> contexts) {
    if (load instanceof ExactLoad exact) {
      for (int i = 0; i < exact.inputTokens().length; i++) {
        contexts.add(exact.inputTokens()[i] + exact.outputTokens()[i]);
      }
    } else {
      contexts.add(load.typicalInput() + load.typicalOutput());
    }
  }
}
