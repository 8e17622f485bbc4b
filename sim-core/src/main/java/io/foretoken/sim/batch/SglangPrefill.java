package io.foretoken.sim.batch;

import io.foretoken.sim.replica.EngineConfig;
import io.foretoken.sim.request.WaitCause;

/** A prefill batch of {@link SglangPolicy} while it is filled. One object serves all steps. */
final class SglangPrefill {
  /** Most tokens that are reserved for one request. */
  static final int MOST_DECLARED = 4096;

  private final SglangOptions options;
  private RankView rank;
  private EngineConfig config;
  private int chunkLeft;
  private int inputLeft;
  private double reserved;
  private boolean isEmpty;

  SglangPrefill(SglangOptions options) {
    this.options = options;
  }

  /**
   * Begins a batch.
   *
   * @param rows decode rows that are in the step
   * @param tokensReserved tokens of the cache that running requests will presumably take
   */
  void begin(RankView view, EngineConfig knobs, int rows, double tokensReserved) {
    rank = view;
    config = knobs;
    reserved = tokensReserved;
    chunkLeft = config.maxNumBatchedTokens() - rows;
    inputLeft = options.maxPrefillTokens() - rows;
    isEmpty = true;
  }

  /** Whether no prompt is in it. */
  boolean isEmpty() {
    return isEmpty;
  }

  /** Takes the rest, or the next chunk, of a prompt that was cut off. */
  void goOn(int sequence) {
    int needed = rank.needed(sequence);
    int declared = Math.min(rank.left(sequence), MOST_DECLARED);
    int tokens = Math.min(needed, chunkLeft);
    while (tokens > 0 && !rank.schedule(sequence, tokens)) {
      tokens -= config.blockSize();
    }
    if (tokens > 0) {
      take(tokens);
    }
    if (tokens == needed) {
      reserved += declared;
    } else {
      chunkLeft = 0; // only one prompt may be cut off
    }
  }

  /**
   * Takes a waiting sequence, the next of the queue.
   *
   * @return what keeps it out; {@link WaitCause#STEP} if it is in
   */
  WaitCause admit(int sequence) {
    int cached = rank.cachedPrefix(sequence);
    int wanted = rank.needed(sequence) - cached;
    int block = config.blockSize();
    long paged = paged(wanted);
    long declared = declared(sequence);
    boolean isAlone = rank.runningCount() == 0;
    if (!isAlone && paged + declared + block >= rank.kv().freeTokens() - reserved) {
      return WaitCause.KV;
    }
    if (!isEmpty && (chunkLeft <= 0 || paged >= inputLeft)) {
      return WaitCause.BUDGET;
    }
    int tokens = wanted <= chunkLeft ? wanted : chunk();
    if (tokens <= 0) {
      return WaitCause.BUDGET;
    }
    if (!rank.admit(sequence, cached, tokens, false)) {
      return WaitCause.KV;
    }
    take(tokens);
    if (tokens == wanted) {
      reserved += declared;
    } else {
      chunkLeft = 0;
    }
    return WaitCause.STEP;
  }

  /** Tokens of a prompt that is cut off: whole blocks, if the chunk has room for one. */
  private int chunk() {
    if (!config.chunkedPrefill()) {
      return 0;
    }
    int whole = chunkLeft / config.blockSize() * config.blockSize();
    return whole == 0 && isEmpty && chunkLeft == config.maxNumBatchedTokens() ? chunkLeft : whole;
  }

  private void take(int tokens) {
    isEmpty = false;
    chunkLeft -= tokens;
    inputLeft -= tokens;
  }

  /** Tokens to be generated that are reserved for a request: never more than could ever fit. */
  private long declared(int sequence) {
    long fitting =
        rank.kv().capacityTokens() - paged(rank.length(sequence)) - config.blockSize() - 1L;
    return Math.max(0, Math.min(Math.min(rank.left(sequence), MOST_DECLARED), fitting));
  }

  private long paged(int tokens) {
    int block = config.blockSize();
    return (tokens + block - 1L) / block * block;
  }
}
