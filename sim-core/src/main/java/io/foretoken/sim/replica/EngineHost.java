package io.foretoken.sim.replica;

import io.foretoken.sim.time.EventKind;

/** What an engine needs of the simulation around it. */
public interface EngineHost {
  /** Asks for an event of the replica. */
  void wakeAt(int replica, EventKind kind, long nanos);

  /**
   * Nothing outside the engine touches or reads it before this time, so it may act on its own
   * events until then (exclusive) without waiting for them. Every {@link #finished} may lower it.
   */
  long horizonNanos();

  /** The step that ended at {@code stepEnd} made the first token of a request. */
  void firstToken(int request, long stepEnd);

  /** The step that ended at {@code stepEnd} made the last token of a request. */
  void finished(int request, long stepEnd);

  /**
   * Clients of this many requests got a token this long after their last one.
   *
   * @param stepEnd end of the step that made the tokens
   */
  void tokenGap(long stepEnd, long gapNanos, long count);
}
