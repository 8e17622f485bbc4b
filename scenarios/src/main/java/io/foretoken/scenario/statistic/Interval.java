package io.foretoken.scenario.statistic;

/**
 * A mean over replications and how far the true mean may be from it.
 *
 * @param mean over the replications
 * @param halfWidth half the width of the 95 % confidence interval (Student t); NaN of one
 *     replication
 * @param replications how many went into it
 */
public record Interval(double mean, double halfWidth, int replications) {
  /** Half the width as a share of the mean, NaN where there is none. */
  public double relative() {
    return mean == 0 && halfWidth == 0 ? 0 : halfWidth / Math.abs(mean);
  }
}
