package io.foretoken.sim.batch;

import io.foretoken.sim.replica.EngineConfig;
import io.foretoken.sim.request.WaitCause;

/**
 * TensorRT-LLM's capacity scheduler {@code MAX_UTILIZATION}: as many requests in every step as find
 * blocks for that step.
 *
 * <p>As with {@link TrtllmGuaranteedNoEvictPolicy}, context and generation mix, running sequences
 * come first and prompts must fit whole unless chunked context is on. But a prompt is admitted if
 * there are blocks for it now. When a running sequence finds none, the one that started last is
 * paused: it loses its blocks and will compute its prompt and what it had generated again; in such
 * a step nobody is admitted.
 *
 * <p>Source: the engine's documentation of its capacity policies (0.20 to 1.2). Its look one step
 * ahead under overlapped scheduling is not modelled.
 */
public final class TrtllmMaxUtilizationPolicy implements BatchPolicy {
  /** Name in the registry of policies. */
  public static final String NAME = "trtllm-max-utilization";

  private final BatchWait batchWait;

  /** A policy with its options. */
  public TrtllmMaxUtilizationPolicy(TrtllmOptions options) {
    batchWait = new BatchWait(options);
  }

  @Override
  public WaitCause plan(RankView rank, EngineConfig config) {
    int budget = config.maxNumBatchedTokens();
    boolean prefills = rank.prefilling() != WaitingQueue.EMPTY;
    int scheduled = rank.scheduleAll(budget, Integer.MAX_VALUE);
    if (scheduled == RankView.ONE_BY_ONE) {
      int left = scheduleInOrder(rank, budget);
      if (left < 0) {
        return WaitCause.KV;
      }
      scheduled = budget - left;
    }
    return admit(rank, config, budget - scheduled, prefills ? 0 : scheduled);
  }

  /** Says how much of the budget is left, negative if somebody was paused. */
  private static int scheduleInOrder(RankView rank, int budget) {
    int left = budget;
    boolean paused = false;
    int place = 0;
    while (place < rank.runningCount() && left > 0) {
      int sequence = rank.running(place);
      int tokens = Math.min(rank.needed(sequence), left);
      boolean runs = true;
      while (tokens > 0 && runs && !rank.schedule(sequence, tokens)) {
        int victim = rank.victim();
        left += rank.preempt(victim);
        paused = true;
        runs = victim != place;
        place -= victim < place ? 1 : 0;
      }
      left -= runs ? tokens : 0;
      place += runs ? 1 : 0;
    }
    return paused ? -1 : left;
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
      int tokens = Math.min(wanted, budget);
      if (!rank.kv().fits(sequence, cached, tokens, 0)) {
        return WaitCause.KV;
      }
      if (isFirst && batchWait.holdsBack(rank, config, rows)) {
        return WaitCause.DELAY;
      }
      isFirst = false;
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
    long inOneStep = config.chunkedPrefill() ? 0 : Refusals.atEnd(inputTokens, maxTokens);
    return Refusals.first(inputTokens, maxTokens, kvTokens, inOneStep, config);
  }
}
