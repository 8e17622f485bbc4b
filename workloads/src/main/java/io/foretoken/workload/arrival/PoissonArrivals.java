package io.foretoken.workload.arrival;

import io.foretoken.sim.random.Purpose;
import io.foretoken.workload.random.StreamRandom;

/**
 * A Poisson process from time 0: independent exponential gaps of mean 1 / rate, the first arrival
 * after the first gap, so that the number of arrivals in [0, T) has mean and variance rate x T.
 *
 * @param perSecond mean arrivals a second, positive
 */
public record PoissonArrivals(double perSecond) implements ArrivalProcess {
  /** Refuses a rate that is not positive and finite. */
  public PoissonArrivals {
    Gaps.positiveRate(perSecond);
  }

  @Override
  public ArrivalStream start(StreamRandom random) {
    return new Stream(random, Gaps.NANOS_PER_SECOND / perSecond);
  }

  private static final class Stream implements ArrivalStream {
    private final StreamRandom random;
    private final double meanGapNanos;
    private long index;
    private long timeNanos;

    Stream(StreamRandom random, double meanGapNanos) {
      this.random = random;
      this.meanGapNanos = meanGapNanos;
    }

    @Override
    public long next() {
      if (timeNanos != END) {
        double gap = random.exponential(Purpose.ARRIVAL_TIME, index++, 0) * meanGapNanos;
        timeNanos = Gaps.after(timeNanos, gap);
      }
      return timeNanos;
    }
  }
}
