package io.foretoken.sim.step;

/**
 * What holds a step, a run or a point of a sweep back. One list for code, tables, pictures and
 * {@code explain}.
 */
public enum Limit {
  COMPUTE("compute"),
  MEMORY_BANDWIDTH("memory bandwidth"),
  LAUNCH_FLOOR("launch floor"),
  COMMUNICATION("communication"),
  HOST("host"),
  KV_CAPACITY("KV capacity"),
  MAX_NUM_SEQS("max_num_seqs"),
  TOKEN_BUDGET("token budget"),
  SWAP_AND_TRANSFER("swap and transfer"),
  RUNNING_BATCH("running batch"),
  QUEUE_DELAY("queue delay"),
  NONE("none (idle)");

  private static final Limit[] VALUES = values();

  private final String words;

  Limit(String words) {
    this.words = words;
  }

  /** The name that people read. */
  public String words() {
    return words;
  }

  /** Number of limits. */
  public static int count() {
    return VALUES.length;
  }

  /** The limit with the given ordinal. */
  public static Limit of(int ordinal) {
    return VALUES[ordinal];
  }
}
