package io.foretoken.sim.random;

/**
 * What a random draw is for. Streams of different purposes are independent, so that a change of one
 * part of a scenario (say its output lengths) leaves the draws of every other part as they were.
 *
 * <p>The code, not the ordinal, enters the hash: never change or reuse one.
 */
public enum Purpose {
  ARRIVAL_TIME(1),
  INPUT_TOKENS(2),
  OUTPUT_TOKENS(3),
  REQUEST_CLASS(4),
  THINK_TIME(5),
  PREFIX_GROUP(6),
  PREFIX_CONTENT(7),
  ROUTING(8),
  TENANT(9),
  TRACE_SAMPLE(10),
  BOOTSTRAP(11),
  EXPERIMENT_DESIGN(12),
  NATURAL_STOP(13),
  CANCELLATION(14),
  RETRY_BACKOFF(15);

  private final int code;

  Purpose(int code) {
    this.code = code;
  }

  /** The stable number that enters the hash. */
  public int code() {
    return code;
  }
}
