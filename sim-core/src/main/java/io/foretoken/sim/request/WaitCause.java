package io.foretoken.sim.request;

/** Why a request in the engine's waiting queue was not scheduled at a scheduling decision. */
public enum WaitCause {
  /** The engine has not looked at its queue since the request came. */
  STEP("step"),
  /** The running list is full ({@code max_num_seqs}). */
  SLOTS("slots"),
  /** No KV blocks. */
  KV("kv"),
  /** The step's token budget was used up. */
  BUDGET("budget"),
  /** A batch runs that nobody may join. */
  BATCH("batch"),
  /**
   * Held back so that more may start together: an idle engine's batch is not full yet, or a step's
   * prompts are too few, and the delay has not passed.
   */
  DELAY("delay");

  private static final int COUNT = values().length;

  private final String key;

  WaitCause(String key) {
    this.key = key;
  }

  /** The word in files. */
  public String key() {
    return key;
  }

  /** Whether it stays as long as nobody leaves the engine and nobody comes. */
  public boolean lasts() {
    return this == SLOTS || this == KV || this == BUDGET;
  }

  /** Number of causes. */
  public static int count() {
    return COUNT;
  }
}
