package io.foretoken.workload.trace;

import io.foretoken.workload.arrival.ArrivalProcess;
import io.foretoken.workload.arrival.ArrivalStream;
import io.foretoken.workload.random.StreamRandom;

/**
 * The arrivals of a trace, each time multiplied by {@code timeScale}: 2 stretches the trace to
 * twice its length at half the rate, 0.5 doubles the rate.
 *
 * @param trace a trace with arrivals
 * @param timeScale positive
 */
public record TraceArrivals(RequestTrace trace, double timeScale) implements ArrivalProcess {
  /** Refuses a trace without arrivals and a scale that is not positive. */
  public TraceArrivals {
    if (!trace.hasArrivals()) {
      throw new IllegalArgumentException(trace.source() + " has no arrival times");
    }
    if (!(timeScale > 0) || Double.isInfinite(timeScale)) {
      throw new IllegalArgumentException("time_scale must be positive, was " + timeScale);
    }
  }

  @Override
  public boolean endsByItself() {
    return true;
  }

  @Override
  public ArrivalStream start(StreamRandom random) {
    return new Stream(trace, timeScale);
  }

  private static final class Stream implements ArrivalStream {
    private final RequestTrace trace;
    private final double timeScale;
    private int next;

    Stream(RequestTrace trace, double timeScale) {
      this.trace = trace;
      this.timeScale = timeScale;
    }

    @Override
    public long next() {
      if (next == trace.size()) {
        return END;
      }
      long nanos = trace.arrivalNanos(next++);
      return timeScale == 1 ? nanos : Math.round(nanos * timeScale);
    }
  }
}
