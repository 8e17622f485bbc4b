package io.foretoken.sim.batch;

import io.foretoken.sim.replica.EngineConfig;
import io.foretoken.sim.request.WaitCause;

/**
 * TensorRT-LLM's default capacity scheduler, {@code GUARANTEED_NO_EVICT}: whoever starts is never
 * interrupted.
 *
 * <p>A request is admitted only if the cache has room for its prompt and all the tokens that it
 * declares ({@code max_tokens}), beside what the running ones may still take up to theirs. Context
 * and generation mix in a step: first a token for every running sequence, then prompts in order
 * while {@code max_batch_size} and {@code max_num_tokens} last; a prompt must fit whole unless
 * chunked context is on. {@link BatchWait} may hold prompts back.
 *
 * <p>Source: the engine's documentation of its scheduler and of its capacity policies (0.20 to
 * 1.2). Blocks that a request could share with others are counted as its own.
 */
public final class TrtllmGuaranteedNoEvictPolicy implements BatchPolicy {
  /** Name in the registry of policies. */
  public static final String NAME = "trtllm-guaranteed-no-evict";

  private final BatchWait batchWait;

  /** A policy with its options. */
  public TrtllmGuaranteedNoEvictPolicy(TrtllmOptions options) {
    batchWait = new BatchWait(options);
  }

  @Override
  public WaitCause plan(RankView rank, EngineConfig config) {
    int budget = config.maxNumBatchedTokens();
    boolean prefills = rank.prefilling() != WaitingQueue.EMPTY;
    int scheduled = rank.scheduleAll(budget, Integer.MAX_VALUE);
    if (scheduled == RankView.ONE_BY_ONE) {
      scheduled = scheduleInOrder(rank, budget);
    }
    return admit(rank, config, budget - scheduled, prefills ? 0 : scheduled);
  }

  private static int scheduleInOrder(RankView rank, int budget) {
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

  /**
   * @param rows decode rows of the step if it computes no prompt yet, otherwise 0
   */
  private WaitCause admit(RankView rank, EngineConfig config, int budgetLeft, int rows) {
    int budget = budgetLeft;
    boolean isFirst = true;
    while (rank.peekWaiting() != WaitingQueue.EMPTY) {
      if (rank.runningCount() >= config.maxNumSeqs()) {
        return WaitCause.SLOTS;
      }
      int sequence = rank.peekWaiting();
      int cached = rank.cachedPrefix(sequence);
      int wanted = rank.needed(sequence) - cached;
      if (budget == 0 || (!config.chunkedPrefill() && wanted > budget)) {
        return WaitCause.BUDGET;
      }
      if (!rank.kv().fitsToEnd(sequence)) {
        return WaitCause.KV;
      }
      if (isFirst && batchWait.holdsBack(rank, config, rows)) {
        return WaitCause.DELAY;
      }
      isFirst = false;
      int tokens = Math.min(wanted, budget);
      if (!rank.admit(sequence, cached, tokens, false)) {
        return WaitCause.KV;
      }
      budget -= tokens;
    }
    return WaitCause.STEP;
  }

  @Override
  public boolean runsAllDecodes() {
    return true;
  }

  @Override
  public String refusal(int inputTokens, int maxTokens, long kvTokens, EngineConfig config) {
    long usable = config.prefixCaching() ? kvTokens - config.blockSize() : kvTokens;
    int inOneStep = config.chunkedPrefill() ? 0 : inputTokens;
    return Refusals.first(inputTokens, maxTokens, usable, inOneStep, config);
  }
}
