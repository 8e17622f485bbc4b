package io.foretoken.sim.batch;

import io.foretoken.sim.replica.EngineConfig;

/** Why a request can never be served: what several policies check, in words. */
final class Refusals {
  private Refusals() {}

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
