package io.foretoken.workload.arrival;

import io.foretoken.workload.random.StreamRandom;

/**
 * Evenly spaced arrivals: arrival i at i / rate, the first at 0. Each time is rounded on its own,
 * so rounding does not add up: at 3/s the arrivals are 0, 333333333, 666666667, 1000000000 ns.
 *
 * @param perSecond arrivals a second, positive
 */
public record ConstantArrivals(double perSecond) implements ArrivalProcess {
  /** Refuses a rate that is not positive and finite. */
  public ConstantArrivals {
    Gaps.positiveRate(perSecond);
  }

  @Override
  public ArrivalStream start(StreamRandom random) {
    return new Stream(perSecond);
  }

  private static final class Stream implements ArrivalStream {
    private final double perSecond;
    private long index;

    Stream(double perSecond) {
      this.perSecond = perSecond;
    }

    @Override
    public long next() {
      return Gaps.after(0, index++ * Gaps.NANOS_PER_SECOND / perSecond);
    }
  }
}
