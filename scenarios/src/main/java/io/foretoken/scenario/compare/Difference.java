package io.foretoken.scenario.compare;

import io.foretoken.scenario.statistic.Interval;
import io.foretoken.scenario.statistic.KeyFigure;
import io.foretoken.scenario.statistic.StudentT;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * A figure of two sides.
 *
 * @param a mean of the first over its runs, with the half-width of its 95 % interval
 * @param b of the second
 * @param by the second less the first, with the half-width of its 95 % interval; NaN where there is
 *     one run only of either
 * @param paired whether runs were compared in pairs of the same random numbers
 */
public record Difference(
    KeyFigure figure, Interval a, Interval b, double by, double halfWidth, boolean paired) {
  private static final double UPPER = 0.975;

  /** Differences below this share are the last digits of sums. */
  private static final double ROUNDING = 1e-12;

  /** What can be said of a difference. */
  public enum Verdict {
    /** All runs agree to the last digit. */
    SAME("same"),
    /** The interval of the difference excludes zero. */
    REAL("real"),
    /** It does not. */
    CHANCE("could be chance"),
    /** There is no interval. */
    UNKNOWN("one run");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    /** For people and files. */
    public String words() {
      return words;
    }
  }

  /**
   * In pairs: the interval of the mean of the differences, Student t.
   *
   * <p>Example: 10, 12, 14 and 11, 13.5, 15.5 differ by 1, 1.5, 1.5: 1.333 +- 0.717, a real
   * difference, though each side's own interval is 5 wide on either side.
   */
  static Difference paired(KeyFigure figure, double[] a, double[] b) {
    double[] differences = new double[a.length];
    for (int at = 0; at < a.length; at++) {
      differences[at] = b[at] - a[at];
    }
    Interval by = StudentT.of(differences);
    return new Difference(figure, StudentT.of(a), StudentT.of(b), by.mean(), by.halfWidth(), true);
  }

  /**
   * Without pairs: Welch's interval of the difference of two means (B. L. Welch, "The
   * generalization of 'Student's' problem when several different population variances are
   * involved", 1947), degrees of freedom by Satterthwaite.
   *
   * <p>Example: 10, 12, 14 and 20, 21, 22: the means' variances are 4/3 and 1/3, together 1.667;
   * degrees of freedom 1.667^2 / ((4/3)^2/2 + (1/3)^2/2) = 2.941; t = 3.221; 9 +- 4.16.
   */
  static Difference welch(KeyFigure figure, double[] a, double[] b) {
    Interval meanA = StudentT.of(a);
    Interval meanB = StudentT.of(b);
    double by = meanB.mean() - meanA.mean();
    if (a.length < 2 || b.length < 2) {
      return new Difference(figure, meanA, meanB, by, Double.NaN, false);
    }
    double varianceA = varianceOfMean(a, meanA.mean());
    double varianceB = varianceOfMean(b, meanB.mean());
    double variance = varianceA + varianceB;
    double halfWidth = 0;
    if (variance > 0) {
      double freedom =
          variance
              * variance
              / (varianceA * varianceA / (a.length - 1) + varianceB * varianceB / (b.length - 1));
      halfWidth =
          new TDistribution(null, freedom).inverseCumulativeProbability(UPPER)
              * Math.sqrt(variance);
    }
    return new Difference(figure, meanA, meanB, by, halfWidth, false);
  }

  private static double varianceOfMean(double[] values, double mean) {
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return squares / (values.length - 1) / values.length;
  }

  /** What can be said of it. */
  public Verdict verdict() {
    boolean isNothing = Math.abs(by) <= ROUNDING * Math.abs(a.mean());
    if (isNothing && !(halfWidth > ROUNDING * Math.abs(a.mean()))) {
      return Verdict.SAME;
    }
    if (Double.isNaN(halfWidth)) {
      return Verdict.UNKNOWN;
    }
    return Math.abs(by) > halfWidth ? Verdict.REAL : Verdict.CHANCE;
  }

  /** The difference as a share of the first side's mean; NaN where that is 0. */
  public double relative() {
    return a.mean() == 0 ? Double.NaN : by / Math.abs(a.mean());
  }
}
