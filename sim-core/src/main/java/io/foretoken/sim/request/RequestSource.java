package io.foretoken.sim.request;

/**
 * Where requests come from: an arrival process, a trace, a closed loop of clients, a cap on
 * requests in flight around any of them.
 *
 * <p>The simulation takes a request when the clock reaches {@link #peekTime()}. It tells the source
 * what became of each at the time the client sees it, as an event of its own, never from inside an
 * engine step. A callback may make {@link #peekTime()} earlier (a closed loop sends its next
 * request); nothing else may.
 */
public interface RequestSource {
  /** {@link #peekTime()} of a source that has nothing to send until a callback, if ever. */
  long NEVER = Long.MAX_VALUE;

  /** Send time of the next request in nanoseconds, or {@link #NEVER}. */
  long peekTime();

  /**
   * Hands over the next request. Only called when {@link #peekTime()} is not {@link #NEVER}.
   *
   * @param out filled completely; its {@code sentNanos} equals {@link #peekTime()}
   */
  void next(RequestDraft out);

  /** The client has the last token of request {@code index} in hand at {@code nowNanos}. */
  void onFinished(long index, long nowNanos);

  /** The server refused request {@code index}; the client learns it at {@code nowNanos}. */
  void onRefused(long index, long nowNanos);

  /** Request {@code index} found the queue full, and its client tries no more. */
  default void onRejected(long index, long nowNanos) {
    onRefused(index, nowNanos);
  }

  /** The client of request {@code index} wanted no answer any more at {@code nowNanos}. */
  default void onCancelled(long index, long nowNanos) {
    onTimeout(index, nowNanos);
  }

  /** The client gave up on request {@code index} at {@code nowNanos}. */
  void onTimeout(long index, long nowNanos);

  /**
   * Whether a callback may ever change {@link #peekTime()} or what {@link #next} hands over. One
   * that says no lets the simulation look further ahead.
   */
  default boolean reacts() {
    return true;
  }
}
