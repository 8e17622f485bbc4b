package io.foretoken.spark;

/**
 * How points become jobs and tasks of Spark's. Results do not depend on it. The figures come from
 * the model of a cluster in {@link io.foretoken.spark.model}, which follows these rules too.
 */
public final class DispatchRules {
  /** Most bytes of text in a job; Spark sends at most 128 MiB in one message. */
  public static final long MOST_JOB_BYTES = 64L << 20;

  /** Work of a task that is worth its way, ns: about a hundred times what a core waits for one. */
  private static final long WORTHWHILE_NANOS = 400_000_000L;

  /**
   * Tasks for a core in one job. While the driver makes a job it takes no results, so a large one
   * lets cores run dry; a small one costs little, since a job is a few milliseconds of the driver.
   */
  private static final int DEPTH = 1;

  private static final int FEWEST_TASKS = 16;
  private static final int MOST_TASKS = 4096;
  private static final int MOST_POINTS = 64;

  private DispatchRules() {}

  /** Whether another job is wanted, while so many tasks have been sent and not come back. */
  public static boolean wantsJob(int openTasks, int cores) {
    return openTasks < 2 * cores;
  }

  /** Most tasks of a job. */
  public static int mostTasks(int cores) {
    return Math.max(FEWEST_TASKS, Math.min(MOST_TASKS, DEPTH * cores));
  }

  /**
   * How many points one task takes: one, unless points are so short that bringing them there costs
   * more than a few percent of simulating them.
   *
   * @param pointNanos mean time of a point so far; 0 where nothing is known
   */
  public static int pointsPerTask(double pointNanos) {
    return pointNanos <= 0
        ? 1
        : (int) Math.max(1, Math.min(MOST_POINTS, WORTHWHILE_NANOS / pointNanos));
  }
}
