package io.foretoken.sim.replica;

/** What an engine needs of the simulation around it. */
public interface EngineHost {
  /** Asks for a scheduling event of the replica. */
  void scheduleAt(int replica, long nanos);

  /** Asks for a step-end event of the replica. */
  void stepEndsAt(int replica, long nanos);

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
