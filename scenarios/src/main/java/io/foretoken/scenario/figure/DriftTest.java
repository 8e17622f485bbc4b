package io.foretoken.scenario.figure;

import io.foretoken.sim.metrics.TimeWeighted;

/**
 * Whether the number of requests in flight drifts upwards: a one-sided t test of its growth from
 * one of {@value #BATCHES} equal batches of time to the next, and a least size of the drift.
 *
 * <p>Under overload the number in flight is a random walk with a drift of arrivals less services;
 * under load that is kept up with it returns to its mean, its steps then cancel out, and the test
 * errs on the side of no drift. The test is on batch means, so for a walk without drift of variance
 * s per batch, one step has the variance 2/3 s (the mean over a batch lies, half correlated,
 * between its ends) and the sum of n steps has (n - 1/3) s; with v the variance of the steps seen,
 * the growth from first to last over sqrt(3/2 v (n - 1/3)) is compared with Student's t of n - 1
 * degrees of freedom.
 *
 * <p>Example: of steps that are 10 on average with a standard deviation of 20, 14 of them, the
 * growth is 140, its deviation without drift sqrt(1.5 x 400 x 13.67) = 90.6, so t = 1.55: chance.
 */
final class DriftTest {
  /** Batches of time; enough for the variance, few enough that each is long. */
  static final int BATCHES = 15;

  /** Chance of finding a drift where there is none. */
  static final double SIGNIFICANCE = 0.01;

  /** Drift, as a share of the arrivals, below which a run counts as kept up with. */
  static final double LEAST_SHARE = 0.01;

  static final int STEPS = BATCHES - 1;

  /**
   * Student's t of 13 degrees of freedom at 0.99, as Commons Math computes it; written out, since
   * loading a library of distributions for one number takes as long as a thousand requests.
   */
  static final double CRITICAL = 2.650308837912206;

  private DriftTest() {}

  /**
   * Tests an interval of time.
   *
   * @param inFlight the number in flight
   * @param from begin of the interval, ns
   * @param to its end, ns
   * @param arrivals requests that arrived in it
   * @return whether the drift is both real and at least {@link #LEAST_SHARE} of the arrivals
   */
  static boolean growsIn(TimeWeighted inFlight, long from, long to, double arrivals) {
    double[] means = new double[BATCHES];
    for (int batch = 0; batch < BATCHES; batch++) {
      means[batch] = mean(inFlight, edge(from, to, batch), edge(from, to, batch + 1));
    }
    double growth = means[STEPS] - means[0];
    // From the middle of the first batch to the middle of the last.
    double arrivalsBetween = arrivals * STEPS / BATCHES;
    return growth > LEAST_SHARE * arrivalsBetween && growth > CRITICAL * deviation(means, growth);
  }

  private static long edge(long from, long to, int batch) {
    return from + (long) ((double) (to - from) * batch / BATCHES);
  }

  /** Standard deviation of the growth, were there no drift. */
  private static double deviation(double[] means, double growth) {
    double mean = growth / STEPS;
    double squares = 0;
    for (int step = 0; step < STEPS; step++) {
      double off = means[step + 1] - means[step] - mean;
      squares += off * off;
    }
    double perBatch = 1.5 * squares / (STEPS - 1);
    return Math.sqrt(perBatch * (STEPS - 1.0 / 3));
  }

  private static double mean(TimeWeighted quantity, long from, long to) {
    long width = quantity.bucketNanos();
    double area = 0;
    for (long bucket = from / width; bucket * width < to && bucket < quantity.buckets(); bucket++) {
      long start = Math.max(from, bucket * width);
      long end = Math.min(to, (bucket + 1) * width);
      area += quantity.area((int) bucket) * ((end - start) / (double) width);
    }
    return area / (to - from);
  }
}
