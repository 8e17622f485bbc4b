package io.foretoken.sim.replica;

import io.foretoken.sim.metrics.ReplicaMeter;
import io.foretoken.sim.time.EventKind;

/**
 * The engine of one replica, as the simulation drives it. It asks for events of its own with {@link
 * EngineHost#wakeAt} and acts when they come; between two of them it may act ahead of the clock, as
 * far as {@link EngineHost#horizonNanos} allows.
 */
public interface Engine {
  /** Why a request can never be served; an empty string when it can. */
  String refusal(int inputTokens, int maxTokens);

  /**
   * A request is on its way.
   *
   * @param request its slot in the request table
   * @param atNanos when it enters the waiting queue
   */
  void arrive(int request, long atNanos);

  /** An event that the engine asked for: {@code STEP_END}, {@code ENQUEUE} or {@code SCHEDULE}. */
  void wake(EventKind kind, long now);

  /**
   * Brings the request table and the meter up to date where the engine keeps sums instead, before
   * the run is cut off.
   */
  void settle(long now);

  /** What the engine has done. */
  ReplicaMeter meter();

  /**
   * Checks what must hold between events.
   *
   * @throws IllegalStateException naming the invariant that does not
   */
  void checkInvariants();

  /** Requests that the engine holds, waiting or running. */
  int held();
}
