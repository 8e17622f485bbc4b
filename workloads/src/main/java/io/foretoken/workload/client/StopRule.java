package io.foretoken.workload.client;

/**
 * When the load ends. Requests that were sent before run to their end.
 *
 * @param durationNanos requests are intended before this time; {@code Long.MAX_VALUE} for no limit
 * @param requests how many requests there are; {@code Long.MAX_VALUE} for no limit
 */
public record StopRule(long durationNanos, long requests) {
  /** Ends only where the source itself does. */
  public static final StopRule NONE = new StopRule(Long.MAX_VALUE, Long.MAX_VALUE);

  /** Refuses negative limits. */
  public StopRule {
    if (durationNanos < 0 || requests < 0) {
      throw new IllegalArgumentException(durationNanos + " ns, " + requests + " requests");
    }
  }

  /** Ends arrivals at {@code nanos}. */
  public static StopRule afterNanos(long nanos) {
    return new StopRule(nanos, Long.MAX_VALUE);
  }

  /** Ends after {@code count} requests. */
  public static StopRule afterRequests(long count) {
    return new StopRule(Long.MAX_VALUE, count);
  }

  /** Whether there is no limit at all. */
  public boolean isNone() {
    return durationNanos == Long.MAX_VALUE && requests == Long.MAX_VALUE;
  }
}
