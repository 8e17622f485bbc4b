package io.foretoken.sim.oracle;

import io.foretoken.sim.request.RetryPolicy;

/**
 * What clients do of themselves.
 *
 * @param timeoutNanos least time that they wait for an attempt, 0 if they wait for ever
 * @param cancelNanos least time after which some want no answer any more, 0 for never
 * @param retry what they do after an attempt that has failed
 */
record Clients(long timeoutNanos, long cancelNanos, RetryPolicy retry) {
  static final Clients PATIENT = new Clients(0, 0, RetryPolicy.NONE);

  /** How long the client of a request waits for an attempt. */
  long timeoutOf(long request) {
    return timeoutNanos * (1 + request % 3);
  }

  /** How long after sending the client of a request cancels it, 0 for never. */
  long cancelOf(long request) {
    return request % 4 == 0 ? 0 : cancelNanos * (1 + request % 5);
  }
}
