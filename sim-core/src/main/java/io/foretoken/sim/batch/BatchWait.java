package io.foretoken.sim.batch;

import io.foretoken.sim.replica.EngineConfig;

/**
 * TensorRT-LLM's batch waiting: while there are rows in decode, new prompts are held back until the
 * step would be full to a ratio, or for so many steps.
 *
 * <p>A step in which prompts could start counts the tokens of those that fit into it (whole
 * prompts, cached ones included) and its decode rows. Below ratio x {@code max_num_tokens} nothing
 * starts and the step counts as one waited for; at the time limit, or above, all of them start and
 * the count begins anew. Steps without prompts, or without decode rows, do not count.
 *
 * <p>Example: ratio 0.9 of 16,384 tokens, limit 20: with 60 rows in decode and prompts of 1,000
 * tokens the 15th prompt (15,060 tokens of 14,745) lets them all start; fewer start after 20 steps.
 *
 * <p>Source: the engine's documentation of {@code batch_wait_timeout_iters} and {@code
 * batch_wait_max_tokens_ratio} (1.1 and later). Simplified: whether the cache has room is looked at
 * for the first prompt only, and a prompt that is being computed in chunks goes on.
 */
final class BatchWait {
  private final int timeoutIters;
  private final double tokensRatio;
  private int waited;

  BatchWait(TrtllmOptions options) {
    timeoutIters = options.batchWaitTimeoutIters();
    tokensRatio = options.batchWaitMaxTokensRatio();
  }

  /**
   * Whether new prompts are held back in this step; to be asked if one could start.
   *
   * @param rows decode rows scheduled
   */
  boolean holdsBack(RankView rank, EngineConfig config, int rows) {
    if (timeoutIters == 0 || tokensRatio == 0 || rows == 0) {
      return false;
    }
    if (waited >= timeoutIters
        || rows + promptTokens(rank, config, rows) >= tokensRatio * config.maxNumBatchedTokens()) {
      waited = 0;
      return false;
    }
    waited++;
    return true;
  }

  private static int promptTokens(RankView rank, EngineConfig config, int rows) {
    int budget = config.maxNumBatchedTokens() - rows;
    int slots = config.maxNumSeqs() - rank.runningCount();
    int tokens = 0;
    for (int place = 0; place < slots && tokens < budget; place++) {
      int sequence = rank.waiting(place);
      if (sequence == WaitingQueue.EMPTY) {
        break;
      }
      int needed = rank.needed(sequence);
      if (!config.chunkedPrefill() && needed > budget - tokens) {
        break;
      }
      tokens += Math.min(needed, budget - tokens);
    }
    return tokens;
  }
}
