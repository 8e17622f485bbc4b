package io.foretoken.sim.replica;

import io.foretoken.sim.metrics.ReplicaMeter;
import io.foretoken.sim.time.EventKind;

/**
 * The engine of one replica with its API servers, as the simulation drives it. It asks for events
 * of its own with {@link EngineHost#wakeAt} and acts when they come; between two of them it may act
 * ahead of the clock, as far as {@link EngineHost#horizonNanos} allows.
 */
public interface Engine {
  /** Why a request can never be served; an empty string when it can. */
  String refusal(int inputTokens, int maxTokens);

  /**
   * A request has been sent.
   *
   * @param request its slot in the request table
   * @param atNanos when it reaches the replica
   */
  void arrive(int request, long atNanos);

  /**
   * The client of a request has given up. The engine answers with {@link EngineHost#aborted} once
   * it has let go of the request, whatever has become of it until then.
   *
   * @param atNanos when the replica learns it
   */
  void abort(int request, long atNanos);

  /** An event that the engine asked for. */
  void wake(EventKind kind, long now);

  /**
   * Brings the request table and the meter up to date where the engine keeps sums instead, before
   * the run is cut off.
   */
  void settle(long now);

  /** Brings the request table up to date for one request, short of what happens at {@code now}. */
  void settleRequest(int request, long now);

  /** What the engine has done. */
  ReplicaMeter meter();

  /**
   * Checks what must hold between events.
   *
   * @throws IllegalStateException naming the invariant that does not
   */
  void checkInvariants();

  /** Requests that the engine holds, on their way to it, waiting or running. */
  int held();
}
