package io.foretoken.workload.arrival;

import io.foretoken.workload.random.StreamRandom;

/**
 * An open-loop arrival process: when clients want to send, whatever the servers do. Immutable and
 * shared between runs; every run starts a stream of its own.
 */
public interface ArrivalProcess {
  /**
   * Starts the arrivals of a run. What the stream yields depends on the process and on {@code
   * random} only: a stop rule cuts it and changes nothing before the cut.
   */
  ArrivalStream start(StreamRandom random);

  /** Whether arrivals end by themselves, as a trace does. */
  default boolean endsByItself() {
    return false;
  }

  /**
   * Whether no change of the rate is planned, so that more and more requests in flight tell of
   * overload.
   */
  default boolean keepsItsRate() {
    return true;
  }
}
