package io.foretoken.validation.fit;

import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;

/**
 * How far predictions lie from measurements, in percent.
 *
 * @param median of |predicted / measured - 1|
 * @param p90 its 90th percentile
 * @param bias median of predicted / measured - 1
 * @param points measurements
 */
record Errors(double median, double p90, double bias, int points) {

  /** Errors of predictions of the same length as what was measured. */
  static Errors of(double[] predicted, double[] measured) {
    double[] error = new double[measured.length];
    double[] size = new double[measured.length];
    for (int i = 0; i < error.length; i++) {
      error[i] = 100 * (predicted[i] / measured[i] - 1);
      size[i] = FastMath.abs(error[i]);
    }
    return new Errors(quantile(size, 0.5), quantile(size, 0.9), quantile(error, 0.5), size.length);
  }

  static double quantile(double[] values, double share) {
    if (values.length == 0) {
      return Double.NaN;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double at = share * (sorted.length - 1);
    int low = (int) at;
    int high = Math.min(low + 1, sorted.length - 1);
    return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
  }
}
