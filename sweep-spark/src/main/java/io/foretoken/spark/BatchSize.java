package io.foretoken.spark;

/** How many points one Spark task takes, by what points have taken so far. */
final class BatchSize {
  private final int always;
  private long points;
  private long nanos;

  BatchSize() {
    this(0);
  }

  private BatchSize(int always) {
    this.always = always;
  }

  /** So many points whatever they take, to measure what a task costs. */
  static BatchSize always(int points) {
    return new BatchSize(points);
  }

  /** Notes how long an executor worked on some points. */
  void took(int count, long workNanos) {
    points += count;
    nanos += workNanos;
  }

  /** Points for the next task. */
  int points() {
    return always > 0
        ? always
        : DispatchRules.pointsPerTask(points == 0 ? 0 : (double) nanos / points);
  }
}
