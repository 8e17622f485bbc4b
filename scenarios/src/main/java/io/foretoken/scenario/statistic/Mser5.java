package io.foretoken.scenario.statistic;

/**
 * Where the warm-up of a run ends: MSER-5 (White 1997, Simulation 69(6); White, Cobb and Spratt
 * 2000). Observations are averaged in batches of five; of the batch means z(1..n) as many are left
 * out at the start as make the squared standard error of the rest smallest:
 *
 * <pre>
 * MSER(d) = sum over j &gt; d of (z(j) - mean of z(d+1..n))^2 / (n - d)^2
 * </pre>
 *
 * <p>Only the first half is searched. A minimum at its very end says that the run has not settled.
 */
public final class Mser5 {
  private static final int BATCH = 5;

  private Mser5() {}

  /**
   * What to leave out.
   *
   * @param observations at the start, a multiple of five
   * @param settled whether the minimum lies before the end of the first half
   */
  public record WarmUp(int observations, boolean settled) {}

  /** The warm-up of equally spaced observations; a remainder of fewer than five is left out. */
  public static WarmUp of(double[] series) {
    int batches = series.length / BATCH;
    double[] means = new double[batches];
    for (int batch = 0; batch < batches; batch++) {
      double sum = 0;
      for (int at = 0; at < BATCH; at++) {
        sum += series[batch * BATCH + at];
      }
      means[batch] = sum / BATCH;
    }
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    int last = batches / 2;
    for (int cut = 0; cut <= last && cut < batches; cut++) {
      double error = squaredError(means, cut);
      if (error < least) {
        least = error;
        best = cut;
      }
    }
    return new WarmUp(best * BATCH, best < last || last == 0);
  }

  /** MSER(d) of batch means of which the first {@code cut} are left out. */
  static double squaredError(double[] means, int cut) {
    int left = means.length - cut;
    double sum = 0;
    for (int at = cut; at < means.length; at++) {
      sum += means[at];
    }
    double mean = sum / left;
    double squares = 0;
    for (int at = cut; at < means.length; at++) {
      squares += (means[at] - mean) * (means[at] - mean);
    }
    return squares / ((double) left * left);
  }
}
