package io.foretoken.sim.request;

/** What became of a request. */
public enum Outcome {
  FINISHED("finished"),
  REFUSED("refused"),
  TIMED_OUT("timed_out"),
  UNFINISHED("unfinished");

  private final String key;

  Outcome(String key) {
    this.key = key;
  }

  /** The word in files. */
  public String key() {
    return key;
  }
}
