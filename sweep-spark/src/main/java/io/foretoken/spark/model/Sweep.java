package io.foretoken.spark.model;

/**
 * What a cluster is given to do.
 *
 * @param cores of all executors together
 * @param points of the sweep
 * @param pointNanos mean time that a core of usual speed takes for one
 * @param spread how far times lie from their mean at most, as a share of it, 0 to 1; they are
 *     spread evenly
 * @param up bytes of a point's text
 * @param down bytes of its result
 * @param slowCores one core in so many is slow, 0 for none
 * @param slowness how many times as long it takes
 * @param speculation whether tasks that take much longer than others are started once more
 * @param together points in a task, 0 for as many as the runner's rules say
 */
public record Sweep(
    int cores,
    int points,
    double pointNanos,
    double spread,
    int up,
    int down,
    int slowCores,
    double slowness,
    boolean speculation,
    int together) {
  /** Fractional parts of its multiples are spread evenly, in an order without pattern. */
  private static final double GOLDEN = 0.6180339887498949;

  /** Points that all take the same, on cores that are all as fast. */
  public static Sweep even(int cores, int points, double pointNanos, int up, int down) {
    return new Sweep(cores, points, pointNanos, 0, up, down, 0, 1, false, 0);
  }

  /** The same with times that are not all the same. */
  public Sweep withSpread(double share) {
    return new Sweep(
        cores, points, pointNanos, share, up, down, slowCores, slowness, speculation, together);
  }

  /** The same with so many points in every task. */
  public Sweep withTogether(int pointsPerTask) {
    return new Sweep(
        cores,
        points,
        pointNanos,
        spread,
        up,
        down,
        slowCores,
        slowness,
        speculation,
        pointsPerTask);
  }

  /** The same with one core in so many that is slower, and speculation or not. */
  public Sweep withSlow(int oneIn, double times, boolean withSpeculation) {
    return new Sweep(
        cores, points, pointNanos, spread, up, down, oneIn, times, withSpeculation, together);
  }

  /** Time of a point on a core of usual speed, ns. */
  double nanos(int point) {
    double turns = GOLDEN * (point + 1L);
    return pointNanos * (1 + spread * (2 * (turns - Math.floor(turns)) - 1));
  }

  /** How many times as long a core takes. */
  double slowness(int core) {
    return slowCores > 0 && core % slowCores == slowCores - 1 ? slowness : 1;
  }
}
