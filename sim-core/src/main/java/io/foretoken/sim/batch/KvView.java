package io.foretoken.sim.batch;

/** What a {@link BatchPolicy} sees of the KV cache of a rank. */
public interface KvView {
  /** Tokens that the blocks of the smallest group hold. */
  long capacityTokens();

  /** Tokens that the free blocks hold, cached content or not, of the group with the fewest. */
  long freeTokens();

  /**
   * Whether a waiting sequence would find room.
   *
   * @param cached tokens that the prefix cache supplies
   * @param tokens tokens to compute in its first step
   * @param spare share of the blocks of each group with full attention that must stay free, rounded
   *     down to whole blocks
   */
  boolean fits(int sequence, int cached, int tokens, double spare);

  /**
   * Whether a waiting sequence would find room for its prompt and all that it may generate, beside
   * what the running ones may still take up to the limits that they declared. Blocks that it could
   * share with others are counted as its own; the last token that it may generate takes none.
   */
  boolean fitsToEnd(int sequence);
}
