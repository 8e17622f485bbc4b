package io.foretoken.spark.model;

/**
 * What the way to executors and back costs. The driver's threads each do one thing after the other:
 * the dispatch thread makes tasks and takes results, Spark's stage thread keeps the book of jobs,
 * its scheduler thread sends tasks out and hears that they have ended; what other threads do is
 * spread over the rest of its cores.
 *
 * @param makePoint dispatch thread, the text of a point, ns
 * @param takePoint dispatch thread, a point's result, ns
 * @param dispatchTask dispatch thread, a task, ns
 * @param stageJob stage thread, a job, ns
 * @param stageTask stage thread, a task, ns
 * @param schedulerTask scheduler thread, a task, ns; half of it out, half back
 * @param otherTask other threads of the driver, a task, ns
 * @param driverByte each of the threads, a byte that passes, ns
 * @param executorTask a core, a task beside its points, ns
 * @param latency of the network, one way, ns
 * @param networkByte a byte at the driver's port, ns
 */
public record Overheads(
    double makePoint,
    double takePoint,
    double dispatchTask,
    double stageJob,
    double stageTask,
    double schedulerTask,
    double otherTask,
    double driverByte,
    double executorTask,
    double latency,
    double networkByte) {
  /** A cluster whose way there and back costs nothing. */
  public static final Overheads NONE = new Overheads(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  private static final double MICRO = 1e3;
  private static final double MILLI = 1e6;

  /**
   * As measured: the driver's threads by {@code MeasureOverhead} (the lowest of repeats: other work
   * on the machine only adds), points by {@code MeasurePoints}, see docs/scaling.md. The rest of
   * the driver's threads take 0.21 ms a task together, on five cores. Latency and port, of 10
   * Gbit/s, are assumed.
   */
  public static final Overheads MEASURED =
      new Overheads(
          9 * MICRO,
          18 * MICRO,
          35 * MICRO,
          4 * MILLI,
          40 * MICRO,
          100 * MICRO,
          42 * MICRO,
          0.5,
          4 * MILLI,
          0.3 * MILLI,
          0.8);
}
