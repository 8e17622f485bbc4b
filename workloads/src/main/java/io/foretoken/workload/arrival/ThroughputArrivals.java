package io.foretoken.workload.arrival;

import io.foretoken.workload.random.StreamRandom;

/** Everything at once: every request arrives at 0. A run with it needs a number of requests. */
public record ThroughputArrivals() implements ArrivalProcess {
  @Override
  public ArrivalStream start(StreamRandom random) {
    return () -> 0;
  }
}
