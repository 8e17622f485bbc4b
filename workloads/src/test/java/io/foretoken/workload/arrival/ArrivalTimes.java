package io.foretoken.workload.arrival;

import io.foretoken.sim.random.KeyedRandom;
import io.foretoken.workload.random.StreamRandom;

/** The first arrivals of a process, for tests. */
final class ArrivalTimes {
  private ArrivalTimes() {}

  static StreamRandom seed(long seed) {
    return new StreamRandom(KeyedRandom.of(seed, 0), 0);
  }

  static long[] first(int count, ArrivalProcess process, StreamRandom random) {
    ArrivalStream stream = process.start(random);
    long[] times = new long[count];
    for (int i = 0; i < count; i++) {
      times[i] = stream.next();
    }
    return times;
  }

  /** Gaps in seconds; the first is the first arrival itself. */
  static double[] gaps(int count, ArrivalProcess process, StreamRandom random) {
    long[] times = first(count, process, random);
    double[] gaps = new double[count];
    long before = 0;
    for (int i = 0; i < count; i++) {
      gaps[i] = (times[i] - before) / 1e9;
      before = times[i];
    }
    return gaps;
  }
}
