package io.foretoken.workload.client;

import io.foretoken.input.units.TimeSpan;
import io.foretoken.sim.random.Purpose;
import io.foretoken.sim.request.RequestDraft;
import io.foretoken.sim.request.RequestSource;
import io.foretoken.sim.request.RetryPolicy;
import io.foretoken.workload.random.StreamRandom;

/**
 * Requests whose clients give up on them, cancel them or try again. When a user cancels is drawn
 * for each request by its number, so it does not depend on how the request fares.
 */
public final class ImpatientSource extends ForwardingSource {
  private final ClientOptions client;
  private final StreamRandom random;
  private final long timeoutNanos;
  private final RetryPolicy retry;

  /**
   * @param random draws of the request stream
   */
  public ImpatientSource(RequestSource source, ClientOptions client, StreamRandom random) {
    super(source);
    this.client = client;
    this.random = random;
    timeoutNanos = client.timeout().map(TimeSpan::nanos).orElse(0L);
    retry = client.retry().map(RetryOptions::policy).orElse(RetryPolicy.NONE);
  }

  /** Whether such a client does anything but wait. */
  public static boolean isNeeded(ClientOptions client) {
    return client.timeout().isPresent()
        || client.cancelAfter().isPresent()
        || client.retry().isPresent();
  }

  @Override
  public void next(RequestDraft out) {
    source.next(out);
    out.timeoutNanos = timeoutNanos;
    out.retry = retry;
    if (client.cancelAfter().isPresent()
        && random.unit(Purpose.CANCELLATION, out.index, 1) < client.cancelProbability()) {
      CancelOptions cancel = client.cancelAfter().get();
      double share =
          cancel.isExponential() ? random.exponential(Purpose.CANCELLATION, out.index, 0) : 1;
      out.cancelNanos = Math.max(1, Math.round(share * cancel.meanNanos()));
    }
  }
}
