package io.foretoken.sim.request;

/**
 * How a client tries again after an attempt that timed out or was rejected for a full queue.
 *
 * <p>Example: backoff 1 s, multiplier 2, at most 4 attempts: the second is sent 1 s after the first
 * has failed, the third 2 s after the second has, the fourth 4 s after the third.
 *
 * @param maxAttempts attempts in all, at least 1
 * @param backoffNanos from the failure of the first attempt to the second attempt
 * @param multiplier by which that grows from one attempt to the next, at least 1
 */
public record RetryPolicy(int maxAttempts, long backoffNanos, double multiplier) {
  /** One attempt and no more. */
  public static final RetryPolicy NONE = new RetryPolicy(1, 0, 1);

  private static final long LONGEST = 365L * 24 * 3600 * 1_000_000_000L;

  /** Refuses what is out of range. */
  public RetryPolicy {
    if (maxAttempts < 1 || backoffNanos < 0 || !(multiplier >= 1)) {
      throw new IllegalArgumentException(
          "%d attempts, %d ns, times %s".formatted(maxAttempts, backoffNanos, multiplier));
    }
  }

  /** Whether another attempt follows one that has failed. */
  public boolean triesAgainAfter(int attempt) {
    return attempt < maxAttempts;
  }

  /**
   * Wait between the failure of an attempt, counted from 1, and the next attempt; a year at most.
   */
  public long backoffAfter(int attempt) {
    double nanos = backoffNanos;
    for (int before = 1; before < attempt && nanos < LONGEST; before++) {
      nanos *= multiplier;
    }
    return nanos >= LONGEST ? LONGEST : (long) nanos;
  }
}
