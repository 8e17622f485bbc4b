package io.foretoken.spark;

/**
 * How many points one Spark task takes: one, unless points are so short that bringing them there
 * costs more than a few percent of simulating them. Results do not depend on it.
 */
final class BatchSize {
  /** Work of a task that is worth its way, ns: about fifty times what Spark spends on one. */
  static final long WORTHWHILE_NANOS = 200_000_000L;

  private static final int MOST = 64;

  private long points;
  private long nanos;

  /** Notes how long an executor worked on some points. */
  void took(int count, long workNanos) {
    points += count;
    nanos += workNanos;
  }

  /** Points for the next task. */
  int points() {
    if (nanos == 0) {
      return 1;
    }
    long mean = Math.max(1, nanos / points);
    return (int) Math.max(1, Math.min(MOST, WORTHWHILE_NANOS / mean));
  }
}
