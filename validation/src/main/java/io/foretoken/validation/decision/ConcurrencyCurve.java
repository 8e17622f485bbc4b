package io.foretoken.validation.decision;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Mean latencies of one configuration by concurrency. Where a concurrency was measured several
 * times, its mean counts.
 */
final class ConcurrencyCurve {
  private final double[] concurrency;
  private final double[] tpot;
  private final double[] ttft;

  private ConcurrencyCurve(double[] concurrency, double[] tpot, double[] ttft) {
    this.concurrency = concurrency;
    this.tpot = tpot;
    this.ttft = ttft;
  }

  /** The curve of measured or of predicted figures. */
  static ConcurrencyCurve of(List<ServingPoint> points, boolean measured) {
    TreeMap<Integer, double[]> sums = new TreeMap<>();
    for (ServingPoint point : points) {
      double[] sum = sums.computeIfAbsent(point.load().concurrency(), unused -> new double[3]);
      sum[0] += measured ? point.measuredTpot() : point.predictedTpot();
      sum[1] += measured ? point.measuredTtft() : point.predictedTtft();
      sum[2]++;
    }
    return new ConcurrencyCurve(
        sums.keySet().stream().mapToDouble(Integer::doubleValue).toArray(),
        sums.values().stream().mapToDouble(sum -> sum[0] / sum[2]).toArray(),
        sums.values().stream().mapToDouble(sum -> sum[1] / sum[2]).toArray());
  }

  int size() {
    return concurrency.length;
  }

  double least() {
    return concurrency[0];
  }

  double most() {
    return concurrency[concurrency.length - 1];
  }

  /** Whether every point is above the limit. */
  boolean isAbove(double limit) {
    for (double value : tpot) {
      if (value <= limit) {
        return false;
      }
    }
    return true;
  }

  /**
   * The largest concurrency whose TPOT is within the limit, interpolated in the logarithm of the
   * concurrency; empty where the curve does not cross the limit.
   *
   * <p>Example: 10 ms at 8 and 20 ms at 32 cross 15 ms at 16.
   */
  OptionalDouble largestWithin(double limit) {
    for (int i = concurrency.length - 2; i >= 0; i--) {
      if (tpot[i] <= limit && tpot[i + 1] > limit) {
        double share = (limit - tpot[i]) / (tpot[i + 1] - tpot[i]);
        double from = StrictMath.log(concurrency[i]);
        double to = StrictMath.log(concurrency[i + 1]);
        return OptionalDouble.of(StrictMath.exp(from + share * (to - from)));
      }
    }
    return OptionalDouble.empty();
  }

  /**
   * For every concurrency whose half is on the curve too: whether KV memory limits the running
   * batch, so that mean TTFT is above twice that of half the concurrency.
   */
  Map<Integer, Boolean> kvLimited() {
    Map<Integer, Boolean> limited = new TreeMap<>();
    for (int i = 0; i < concurrency.length; i++) {
      for (int half = 0; half < i; half++) {
        boolean known = !Double.isNaN(ttft[i]) && !Double.isNaN(ttft[half]);
        if (known && 2 * concurrency[half] == concurrency[i]) {
          limited.put((int) concurrency[i], ttft[i] > 2 * ttft[half]);
        }
      }
    }
    return limited;
  }
}
