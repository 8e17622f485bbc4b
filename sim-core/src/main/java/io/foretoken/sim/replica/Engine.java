package io.foretoken.sim.replica;

import io.foretoken.sim.metrics.ReplicaMeter;

/** The engine of one replica, as the simulation drives it. */
public interface Engine {
  /** Why a request can never be served; an empty string when it can. */
  String refusal(int inputTokens, int maxTokens);

  /** A request enters the waiting queue. */
  void enqueue(int request, long now);

  /** The scheduling event that the engine asked for. */
  void schedule(long now);

  /** The end of the oldest step in flight. */
  void stepEnd(long now);

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
