package io.foretoken.sim.batch;

import io.foretoken.sim.replica.EngineConfig;

/** Why a request can never be served: what several policies check, in words. */
final class Refusals {
  private Refusals() {}

  /**
   * The first reason against a request that stores its prompt and all that it may generate but the
   * last token; empty if there is none.
   *
   * @param kvTokens tokens that the cache has for one request
   * @param inOneStep tokens that must find room in one step, 0 where prompts are split
   */
  static String first(
      int inputTokens, int maxTokens, long kvTokens, long inOneStep, EngineConfig config) {
    String reason = ofLength(inputTokens, maxTokens, config);
    if (reason.isEmpty()) {
      reason = ofCache(inputTokens, maxTokens, atEnd(inputTokens, maxTokens), kvTokens);
    }
    return reason.isEmpty() ? ofStep(inputTokens, maxTokens, inOneStep, config) : reason;
  }

  /** Tokens that a request may come to store: nobody stores the last one that it generates. */
  static long atEnd(int inputTokens, int maxTokens) {
    return (long) inputTokens + maxTokens - 1;
  }

  /** Longer than the engine accepts at all; empty if it is not. */
  static String ofLength(int inputTokens, int maxTokens, EngineConfig config) {
    return (long) inputTokens + maxTokens > config.maxModelLen()
        ? request(inputTokens, maxTokens) + "exceeds max_model_len " + config.maxModelLen()
        : "";
  }

  /** Needs more KV cache than there is; empty if it does not. */
  static String ofCache(int inputTokens, int maxTokens, long needed, long kvTokens) {
    return needed > kvTokens
        ? request(inputTokens, maxTokens)
            + "needs more than the "
            + kvTokens
            + " tokens of KV cache"
        : "";
  }

  /** Has to be computed in one step and is too long for one; empty if it is not. */
  static String ofStep(int inputTokens, int maxTokens, long needed, EngineConfig config) {
    return needed > config.maxNumBatchedTokens()
        ? request(inputTokens, maxTokens)
            + "exceeds max_num_batched_tokens "
            + config.maxNumBatchedTokens()
            + " and chunked prefill is off"
        : "";
  }

  private static String request(int inputTokens, int maxTokens) {
    return "prompt of " + inputTokens + " + max_tokens " + maxTokens + " ";
  }
}
