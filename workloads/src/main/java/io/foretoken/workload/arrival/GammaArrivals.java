package io.foretoken.workload.arrival;

import io.foretoken.sim.random.Purpose;
import io.foretoken.workload.random.StreamRandom;

/**
 * Independent gamma-distributed gaps of mean 1 / rate. {@code burstiness} is the shape of the gamma
 * distribution, as in vLLM's benchmark client: the coefficient of variation of the gaps is 1 /
 * sqrt(burstiness); 1 is a Poisson process (the very same arrivals as {@link PoissonArrivals}),
 * less than 1 is burstier, more is more even.
 *
 * @param perSecond mean arrivals a second, positive
 * @param burstiness shape of the gap's distribution, positive
 */
public record GammaArrivals(double perSecond, double burstiness) implements ArrivalProcess {
  /** Refuses a rate or a burstiness that is not positive and finite. */
  public GammaArrivals {
    Gaps.positiveRate(perSecond);
    if (!(burstiness > 0) || Double.isInfinite(burstiness)) {
      throw new IllegalArgumentException("burstiness must be positive, was " + burstiness);
    }
  }

  @Override
  public ArrivalStream start(StreamRandom random) {
    if (burstiness == 1.0) {
      return new PoissonArrivals(perSecond).start(random);
    }
    return new Stream(random, burstiness, Gaps.NANOS_PER_SECOND / (perSecond * burstiness));
  }

  private static final class Stream implements ArrivalStream {
    private final StreamRandom random;
    private final GammaVariate gamma;
    private final double scaleNanos;
    private long index;
    private long timeNanos;

    Stream(StreamRandom random, double shape, double scaleNanos) {
      this.random = random;
      this.gamma = new GammaVariate(shape);
      this.scaleNanos = scaleNanos;
    }

    @Override
    public long next() {
      if (timeNanos != END) {
        double gap = gamma.draw(random, Purpose.ARRIVAL_TIME, index++) * scaleNanos;
        timeNanos = Gaps.after(timeNanos, gap);
      }
      return timeNanos;
    }
  }
}
