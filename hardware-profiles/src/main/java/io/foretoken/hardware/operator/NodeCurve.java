package io.foretoken.hardware.operator;

import java.util.function.DoubleUnaryOperator;

/**
 * A form along one axis, drawn through corrected times at some nodes. Between two nodes the time
 * moves as the form does, scaled so that it meets both; where the form stands still it moves in a
 * straight line. So steps of the form (tiles) stay steps, and a form that rises gives a curve that
 * rises. Beyond the nodes the form keeps the factor of the last one.
 *
 * <p>Example: nodes at 1024 and 1280 with times 40 and 52 us where the form says 38 and 46; at 1100
 * the form says 42, half way: 46 us.
 */
final class NodeCurve {
  private final double[] x;
  private final double[] form;
  private final double[] micros;

  /**
   * Draws a curve.
   *
   * @param x nodes, rising
   * @param form time at a node by the form, us
   * @param log ln(measured / form) at a node
   * @param roof least time at a node, us
   * @param rises whether times that fall from node to node are levelled out
   */
  NodeCurve(
      double[] x,
      DoubleUnaryOperator form,
      DoubleUnaryOperator log,
      DoubleUnaryOperator roof,
      boolean rises) {
    this.x = x;
    this.form = new double[x.length];
    double[] logs = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      this.form[i] = form.applyAsDouble(x[i]);
      double corrected = this.form[i] * StrictMath.exp(log.applyAsDouble(x[i]));
      logs[i] = StrictMath.log(Math.max(corrected, roof.applyAsDouble(x[i])));
    }
    if (rises) {
      level(logs);
    }
    micros = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      micros[i] = Math.max(StrictMath.exp(logs[i]), roof.applyAsDouble(x[i]));
    }
  }

  /** The nearest rising sequence in the sense of least squares: falling runs take their mean. */
  static void level(double[] values) {
    double[] mean = new double[values.length];
    int[] count = new int[values.length];
    int blocks = 0;
    for (double value : values) {
      mean[blocks] = value;
      count[blocks] = 1;
      while (blocks > 0 && mean[blocks - 1] > mean[blocks]) {
        int sum = count[blocks - 1] + count[blocks];
        mean[blocks - 1] =
            (mean[blocks - 1] * count[blocks - 1] + mean[blocks] * count[blocks]) / sum;
        count[blocks - 1] = sum;
        blocks--;
      }
      blocks++;
    }
    int at = 0;
    for (int b = 0; b < blocks; b++) {
      for (int i = 0; i < count[b]; i++) {
        values[at++] = mean[b];
      }
    }
  }

  /**
   * The time at a point.
   *
   * @param formMicros what the form says there
   */
  double at(double point, double formMicros) {
    int last = x.length - 1;
    if (point <= x[0]) {
      return formMicros * (micros[0] / form[0]);
    }
    if (point >= x[last]) {
      return formMicros * (micros[last] / form[last]);
    }
    int low = 0;
    int high = last;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (x[middle] <= point) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double rise = form[high] - form[low];
    double share =
        rise > 1e-9 * form[low]
            ? (formMicros - form[low]) / rise
            : (point - x[low]) / (x[high] - x[low]);
    share = Math.max(0, Math.min(1, share));
    return micros[low] + share * (micros[high] - micros[low]);
  }
}
