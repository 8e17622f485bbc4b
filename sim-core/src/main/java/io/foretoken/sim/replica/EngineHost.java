package io.foretoken.sim.replica;

import io.foretoken.sim.time.EventKind;

/**
 * What an engine needs of the simulation around it. A token is sent when it leaves its API server;
 * it is at the client half a round trip later.
 */
public interface EngineHost {
  /** Asks for an event of the replica. */
  void wakeAt(int replica, EventKind kind, long nanos);

  /**
   * Nothing outside the engine touches or reads it before this time, so it may act on its own
   * events until then (exclusive) without waiting for them. Every {@link #finished} may lower it.
   */
  long horizonNanos();

  /**
   * A request has its first token.
   *
   * @param stepEnd end of the step that made it
   */
  void firstToken(int request, long stepEnd, long sentNanos);

  /**
   * A request has its last token.
   *
   * @param nanos time of the engine's event that says so, at most {@code sentNanos}
   */
  void finished(int request, long nanos, long sentNanos);

  /**
   * A request has found the queue full, and the engine has let go of it.
   *
   * @param nanos when it did
   */
  void rejected(int request, long nanos);

  /** The engine has let go of a request whose client gave up. */
  void aborted(int request);

  /** Chunks of this many requests were sent this long after the one before. */
  void tokenGap(long sentNanos, long gapNanos, long count);

  /**
   * So many of them were of requests with a label of {@link
   * io.foretoken.sim.request.RequestTable#label} other than 0; what is left is of those with 0.
   */
  void tokenGapOf(int label, long sentNanos, long gapNanos, long count);
}
