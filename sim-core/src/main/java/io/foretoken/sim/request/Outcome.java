package io.foretoken.sim.request;

/** What became of a request. */
public enum Outcome {
  FINISHED("finished"),
  /** It can never be served: too long, say. Nobody tries that again. */
  REFUSED("refused"),
  TIMED_OUT("timed_out"),
  UNFINISHED("unfinished"),
  /** It found the queue full (HTTP 429 or 503). */
  REJECTED("rejected"),
  /** Its client wanted no answer any more. */
  CANCELLED("cancelled");

  private final String key;

  Outcome(String key) {
    this.key = key;
  }

  /** The word in files. */
  public String key() {
    return key;
  }
}
