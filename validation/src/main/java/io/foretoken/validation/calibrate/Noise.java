package io.foretoken.validation.calibrate;

import io.foretoken.validation.measured.ExactLoad;
import io.foretoken.validation.measured.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * How uncertain the measured value of a target is, from the scatter of its requests about what the
 * simulator makes of each: what chance did to one request (where in a step it arrived, what it met)
 * it does to its neighbours too. So requests are first taken as independent; where sums over blocks
 * of a run's time scatter more than that, all groups of the run are noisier by as much.
 */
final class Noise {
  /** Blocks of a run's time; the bootstrap draws from them. */
  static final int BLOCKS = 20;

  /** Requests whose scatter is cut to that of the other nine tenths. */
  private static final double FAR = 0.05;

  /**
   * Relative scatter of single requests where only figures of a run are known: TTFT by where in a
   * step they arrive, TPOT by what they meet.
   */
  private static final double TTFT_SCATTER = 0.6;

  private static final double TPOT_SCATTER = 0.2;

  /** Of a single request no scatter is known, and nothing is known better than this. */
  private static final double LEAST_SD = 1e-4;

  /** What each block contributes to the logarithm of the target; empty for a figure. */
  private final double[] influence;

  private final double sd;
  private final double chance;

  private Noise(double[] influence, double sd, double chance) {
    this.influence = influence;
    this.sd = sd;
    this.chance = chance;
  }

  /** Variance of the simulated logarithm from one simulation to the next, all servings together. */
  double chance() {
    return chance;
  }

  /** Standard deviation of the logarithm. */
  double sd() {
    return sd;
  }

  /** The noise of all targets, about a simulation. */
  static List<Noise> of(RunFit fit, List<Simulated> simulated) {
    List<Noise> single = new ArrayList<>();
    Map<String, double[]> sums = new HashMap<>();
    for (Target target : fit.targets()) {
      Simulated of = simulated.get(target.run());
      Noise noise = of(target, fit.runs().get(target.run()), of);
      single.add(noise);
      double[] sum = sums.computeIfAbsent(RunFit.family(target), family -> new double[3]);
      sum[0] += noise.blockSquare();
      sum[1] += noise.sd * noise.sd;
      sum[2] += target.isGroup() ? chance(fit, target, of.times()) : 0;
    }
    List<Noise> all = new ArrayList<>();
    for (int i = 0; i < single.size(); i++) {
      Target target = fit.targets().get(i);
      double[] sum = sums.get(RunFit.family(target));
      double times = Math.max(1, simulated.get(target.run()).times().size());
      double both = Math.max(1, Math.max(sum[0], sum[2]) / sum[1]) + sum[2] / sum[1] / times;
      double own = single.get(i).sd;
      all.add(single.get(i).scaled(Math.sqrt(both), own * own * sum[2] / sum[1] / times));
    }
    return all;
  }

  /** Variance of the logarithm of a target between the times that its run was served. */
  private static double chance(RunFit fit, Target target, List<RequestTimes> served) {
    if (served.size() < 2) {
      return 0;
    }
    double[] logs =
        served.stream().mapToDouble(times -> StrictMath.log(fit.mean(target, times))).toArray();
    double mean = Arrays.stream(logs).average().orElse(0);
    return Arrays.stream(logs).map(log -> (log - mean) * (log - mean)).sum() / (logs.length - 1);
  }

  /** Of requests taken as independent; the block sums as they are. */
  private static Noise of(Target target, CalibrationRun run, Simulated simulated) {
    if (!target.isGroup()) {
      double scatter = target.quantity() == Metric.Quantity.TTFT ? TTFT_SCATTER : TPOT_SCATTER;
      return new Noise(new double[0], scatter / Math.sqrt((double) run.run().load().requests()), 0);
    }
    int[] requests = target.requests();
    int[] output = ((ExactLoad) run.run().load()).outputTokens();
    double[] measured = values(target, run.times(), output);
    double[] predicted = values(target, simulated.times().get(0), output);
    double scale = Target.trimmedMean(measured) / Target.trimmedMean(predicted);
    double[] off = new double[requests.length];
    for (int i = 0; i < off.length; i++) {
      off[i] = measured[i] - scale * predicted[i];
    }
    cut(off);
    double mean = Arrays.stream(off).average().orElse(0);
    double[] influence = new double[BLOCKS];
    int[] span = run.span();
    double total = Target.trimmedMean(measured) * requests.length * (1 - 2 * FAR);
    double square = 0;
    for (int i = 0; i < off.length; i++) {
      double share = (off[i] - mean) / total;
      influence[block(requests[i], span)] += share;
      square += share * share;
    }
    double few = requests.length > 1 ? requests.length / (requests.length - 1.0) : 1;
    return new Noise(influence, Math.max(LEAST_SD, Math.sqrt(square * few)), 0);
  }

  private double blockSquare() {
    return Arrays.stream(influence).map(x -> x * x).sum();
  }

  /** So many times as noisy, the blocks' scatter made equal to that of the whole. */
  private Noise scaled(double factor, double simulated) {
    double whole = sd * factor;
    double blocks = Math.sqrt(blockSquare());
    double[] equal =
        Arrays.stream(influence).map(x -> blocks > 0 ? x * whole / blocks : 0).toArray();
    return new Noise(equal, whole, simulated);
  }

  /** The block of time, counted over the stretch of requests that is looked at. */
  private static int block(int request, int[] span) {
    return (int) ((long) (request - span[0]) * BLOCKS / (span[1] - span[0]));
  }

  private static double[] values(Target target, RequestTimes times, int[] output) {
    return Arrays.stream(target.requests())
        .mapToDouble(request -> Target.latency(target.quantity(), times, output, request))
        .toArray();
  }

  /** Takes values beyond the quantiles to the quantiles. */
  private static void cut(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int far = (int) (FAR * values.length);
    double low = sorted[far];
    double high = sorted[sorted.length - 1 - far];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.min(high, Math.max(low, values[i]));
    }
  }

  /**
   * By how much the logarithm of the target changes in a bootstrap draw.
   *
   * @param drawn how often each block of the run was drawn
   */
  double change(int[] drawn, Random random) {
    if (influence.length == 0) {
      return sd * random.nextGaussian();
    }
    double change = 0;
    for (int block = 0; block < BLOCKS; block++) {
      change += (drawn[block] - 1) * influence[block];
    }
    return change;
  }
}
