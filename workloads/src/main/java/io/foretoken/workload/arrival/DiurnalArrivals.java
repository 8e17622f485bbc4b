package io.foretoken.workload.arrival;

import io.foretoken.sim.random.Purpose;
import io.foretoken.workload.random.StreamRandom;
import java.util.List;

/**
 * A Poisson process whose rate changes over time, in periods of constant rate: unit-exponential
 * gaps on the scale of the mean number of arrivals so far, carried over from one period to the next
 * (inversion of the cumulated rate; Cinlar, Introduction to Stochastic Processes, 1975, 4.7). The
 * number of arrivals in a period of rate r and length D has mean and variance r x D.
 *
 * <p>Example: at 2/s for 10 s, then 0/s for 5 s, then 1/s, a twenty-first arrival that is due 0.3
 * of an arrival after the first period's end comes at 10 + 5 + 0.3 / 1 = 15.3 s.
 *
 * @param periods one after the other, at least one with a rate above zero
 * @param repeats whether they begin again after the last; if not, arrivals end there
 */
public record DiurnalArrivals(List<RatePeriod> periods, boolean repeats) implements ArrivalProcess {
  /** Keeps a copy; refuses periods without any arrivals. */
  public DiurnalArrivals {
    periods = List.copyOf(periods);
    if (!(arrivals(periods) > 0)) {
      throw new IllegalArgumentException("at least one period needs a rate above 0");
    }
  }

  private static double arrivals(List<RatePeriod> periods) {
    double sum = 0;
    for (RatePeriod period : periods) {
      sum += period.arrivals();
    }
    return sum;
  }

  @Override
  public boolean endsByItself() {
    return !repeats;
  }

  @Override
  public boolean keepsItsRate() {
    return false;
  }

  @Override
  public ArrivalStream start(StreamRandom random) {
    return new Stream(random, this);
  }

  private static final class Stream implements ArrivalStream {
    private final StreamRandom random;
    private final List<RatePeriod> periods;
    private final boolean repeats;
    private final double arrivalsPerCycle;
    private final double cycleNanos;
    private long draws;
    private int period;

    /** Start of the period, and how far into it the last arrival was. */
    private double periodStart;

    private double into;

    Stream(StreamRandom random, DiurnalArrivals process) {
      this.random = random;
      periods = process.periods;
      repeats = process.repeats;
      arrivalsPerCycle = arrivals(periods);
      double nanos = 0;
      for (RatePeriod each : periods) {
        nanos += (double) each.durationNanos();
      }
      cycleNanos = nanos;
    }

    @Override
    public long next() {
      if (period == periods.size()) {
        return END;
      }
      double due = random.exponential(Purpose.ARRIVAL_TIME, draws++, 0);
      if (repeats && due > arrivalsPerCycle) {
        double cycles = Math.floor(due / arrivalsPerCycle);
        periodStart += cycles * cycleNanos;
        due -= cycles * arrivalsPerCycle;
      }
      while (true) {
        RatePeriod now = periods.get(period);
        double perNano = now.perSecond() / Gaps.NANOS_PER_SECOND;
        double left = (now.durationNanos() - into) * perNano;
        // A rounding error could leave something due at the end of a cycle: it comes in the next.
        if (due < left) {
          into += due / perNano;
          return clock();
        }
        due -= left;
        periodStart += now.durationNanos();
        into = 0;
        period++;
        if (period == periods.size()) {
          if (!repeats) {
            return END;
          }
          period = 0;
        }
        if (periodStart >= END) {
          period = periods.size();
          return END;
        }
      }
    }

    private long clock() {
      double nanos = periodStart + into;
      if (nanos >= END) {
        period = periods.size();
        return END;
      }
      return Math.round(nanos);
    }
  }
}
