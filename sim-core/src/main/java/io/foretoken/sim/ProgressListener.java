package io.foretoken.sim;

/** Hears now and then how far a run has come. */
@FunctionalInterface
public interface ProgressListener {
  /** Does nothing. */
  ProgressListener SILENT = (nanos, finished) -> {};

  /**
   * Reports.
   *
   * @param nanos simulated time
   * @param finished requests that have left the system
   */
  void at(long nanos, long finished);
}
