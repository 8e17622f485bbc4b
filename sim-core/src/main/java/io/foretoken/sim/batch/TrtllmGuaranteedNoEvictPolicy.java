package io.foretoken.sim.batch;

import io.foretoken.sim.replica.EngineConfig;

/**
 * TensorRT-LLM's default capacity scheduler, {@code GUARANTEED_NO_EVICT}: whoever starts is never
 * interrupted.
 *
 * <p>A request is admitted only if the cache has room for its prompt and all the tokens that it
 * declares ({@code max_tokens}), beside what the running ones may still take up to theirs. Context
 * and generation mix in a step: first a token for every running sequence, then prompts in order
 * while {@code max_batch_size} and {@code max_num_tokens} last; a prompt must fit whole unless
 * chunked context is on. {@link BatchWait} or {@link PromptBalance} may hold prompts back.
 *
 * <p>Source: the engine's documentation of its scheduler and of its capacity policies (0.20 to
 * 1.2). Blocks that a request could share with others are counted as its own.
 */
public final class TrtllmGuaranteedNoEvictPolicy extends TrtllmPolicy {
  /** Name in the registry of policies. */
  public static final String NAME = "trtllm-guaranteed-no-evict";

  /** A policy with its options. */
  public TrtllmGuaranteedNoEvictPolicy(TrtllmOptions options) {
    super(options);
  }

  @Override
  int scheduleRunning(RankView rank, int budget) {
    int left = budget;
    for (int place = 0; place < rank.runningCount() && left > 0; place++) {
      int sequence = rank.running(place);
      int tokens = Math.min(rank.needed(sequence), left);
      // a prompt's chunk may find no block for a moment: one that it shares is held twice
      if (tokens > 0 && rank.schedule(sequence, tokens)) {
        left -= tokens;
      }
    }
    return budget - left;
  }

  @Override
  boolean fits(RankView rank, int sequence, int cached, int tokens) {
    return rank.kv().fitsToEnd(sequence);
  }

  @Override
  public String refusal(int inputTokens, int maxTokens, long kvTokens, EngineConfig config) {
    long usable = config.prefixCaching() ? kvTokens - config.blockSize() : kvTokens;
    int inOneStep = config.chunkedPrefill() ? 0 : inputTokens;
    return Refusals.first(inputTokens, maxTokens, usable, inOneStep, config);
  }
}
