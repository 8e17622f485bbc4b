package io.foretoken.workload.content;

import io.foretoken.sim.request.RequestDraft;
import io.foretoken.workload.random.StreamRandom;

/**
 * What requests ask for. Immutable and shared between runs. Decides from the request's index alone
 * (and the run's random numbers), never from times.
 */
@FunctionalInterface
public interface RequestContent {
  /**
   * Fills lengths, limit, segments, class, tenant and priority of request {@code index} into a
   * cleared draft; index and times are the caller's.
   */
  void fill(long index, StreamRandom random, RequestDraft out);
}
