package io.foretoken.workload.client;

import io.foretoken.input.bind.Default;
import io.foretoken.input.bind.Doc;
import io.foretoken.input.bind.Range;
import io.foretoken.input.units.TimeSpan;
import io.foretoken.sim.request.RetryPolicy;

/**
 * What clients do after an attempt that timed out or found the queue full, as users write it.
 *
 * @param maxAttempts attempts in all
 * @param backoff wait before the second attempt
 * @param multiplier growth of the wait from one attempt to the next
 */
@Doc("Attempts after one that timed out or found the queue full, with growing waits between them.")
public record RetryOptions(
    @Doc("Attempts in all, the first included.") @Default("3") @Range(min = 1, max = 100)
        int maxAttempts,
    @Doc("Wait between the failure of the first attempt and the second one.") @Default("1s")
        TimeSpan backoff,
    @Doc("By which the wait grows from one attempt to the next.")
        @Default("2.0")
        @Range(min = 1, max = 100)
        double multiplier) {
  /** The same in the terms of the simulation. */
  public RetryPolicy policy() {
    return new RetryPolicy(maxAttempts, backoff.nanos(), multiplier);
  }
}
