package io.foretoken.validation.calibrate;

import io.foretoken.validation.measured.Metric;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far constants go towards what fits the data best. The simulator is off by a few percent from
 * one load to the next, whatever its constants: data that the profile describes as well as that
 * before the fit would only move this error to other loads. So all constants go the share {@code 1
 * - 2 / chi^2} of the way (James and Stein, positive part), where chi^2 counts the errors before
 * the fit, a run's TTFT and its TPOT each once, in units of that error.
 */
final class Trust {
  /** Root mean square of what differs between loads of the best described sets. */
  private static final double TPOT_ERROR = 0.015;

  private static final double TTFT_ERROR = 0.03;
  private static final double FREEDOMS = 2;

  private Trust() {}

  /** The share, from 0 to 1. */
  static double share(RunFit fit, double[] before, List<Noise> noise) {
    Map<String, double[]> families = new HashMap<>();
    for (int i = 0; i < before.length; i++) {
      Target target = fit.targets().get(i);
      if (!Double.isNaN(before[i])) {
        double[] sum = families.computeIfAbsent(RunFit.family(target), name -> new double[4]);
        sum[0] += before[i];
        sum[1] += noise.get(i).sd() * noise.get(i).sd();
        sum[2]++;
        sum[3] = target.quantity() == Metric.Quantity.TTFT ? TTFT_ERROR : TPOT_ERROR;
      }
    }
    double square = 0;
    for (double[] sum : families.values()) {
      double mean = sum[0] / sum[2];
      double own = sum[1] / (sum[2] * sum[2]);
      square += mean * mean / (own + sum[3] * sum[3]);
    }
    return square > FREEDOMS ? 1 - FREEDOMS / square : 0;
  }
}
