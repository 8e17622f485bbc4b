package io.foretoken.workload.arrival;

/** The arrival times of one run, one after the other. */
@FunctionalInterface
public interface ArrivalStream {
  /** What {@link #next()} returns when no arrival is left. */
  long END = Long.MAX_VALUE;

  /** The next arrival in nanoseconds since the start of the run, never before the last; or END. */
  long next();
}
