package io.foretoken.sim.time;

/**
 * The kinds of events and, by their order here, which of several at the same nanosecond comes
 * first. This is the only place that says so.
 *
 * <p>A step that ends frees slots and blocks before anybody looks at them; a client that has its
 * answer may send again at once; requests that arrive at the moment of a scheduling decision are
 * seen by it. Events of one kind at one time come by origin, and those of one origin keep the order
 * in which they were added.
 */
public enum EventKind {
  /**
   * An engine step of a replica ends: tokens are out, finished sequences leave. Subject: replica.
   */
  STEP_END,
  /** A client has its last token, or learns that it has none to expect. Subject: request slot. */
  CLIENT_FINISH,
  /** A client gives up, or sends again. Held by the simulation, not by the queue. */
  CLIENT_TIMEOUT,
  /** A request is sent. Held by the request source, not by the queue; here for its rank only. */
  ARRIVAL,
  /**
   * A request reaches an API server, or a server is done with a piece of work. Subject: replica.
   */
  API_SERVER,
  /** A replica learns that a client has given up. Subject: replica. */
  ABORT,
  /** A request has passed the API server and enters the waiting queue. Subject: replica. */
  ENQUEUE,
  /** An engine decides on its next step. Subject: replica. */
  SCHEDULE;

  private static final EventKind[] VALUES = values();

  static EventKind of(int ordinal) {
    return VALUES[ordinal];
  }
}
