package io.foretoken.sim.batch;

import io.foretoken.sim.replica.EngineConfig;
import io.foretoken.sim.request.WaitCause;

/**
 * vLLM's V1 scheduler.
 *
 * <p>Running sequences come first, in order of admission, each with the tokens that it still needs
 * (one in decode, a prompt chunk otherwise) out of the step's token budget. One that finds no block
 * costs a running one its blocks, possibly itself: the tail of the list, or whom the queue's order
 * names, who may have been scheduled in this step already and whose tokens then go back to the
 * budget. One that costs itself ends the step, unless that is still empty. Then, unless somebody
 * was preempted, waiting sequences are admitted in order while slots, budget and blocks last; the
 * first that does not fit ends the step.
 *
 * <p>Source: the scheduler's behaviour in vLLM 0.15 to 0.23 (chunked prefill, recompute preemption;
 * admission by first chunk or by whole sequence according to version).
 */
public final class VllmV1Policy implements BatchPolicy {
  /** Name in the registry of policies. */
  public static final String NAME = "vllm-v1";

  @Override
  public WaitCause plan(RankView rank, EngineConfig config) {
    int budget = config.maxNumBatchedTokens();
    int threshold = config.longPrefillTokenThreshold();
    int all = rank.scheduleAll(budget, threshold > 0 ? threshold : Integer.MAX_VALUE);
    if (all != RankView.ONE_BY_ONE) {
      return admit(rank, config, budget - all);
    }
    boolean preempted = false;
    int place = 0;
    while (place < rank.runningCount() && budget > 0) {
      int sequence = rank.running(place);
      int tokens = grant(rank.needed(sequence), budget, config);
      boolean runs = true;
      while (tokens > 0 && runs && !rank.schedule(sequence, tokens)) {
        int victim = rank.victim();
        budget += rank.preempt(victim);
        preempted = true;
        runs = victim != place;
        place -= victim < place ? 1 : 0;
      }
      if (runs) {
        budget -= tokens;
        place++;
      } else if (budget < config.maxNumBatchedTokens()) {
        return WaitCause.KV;
      }
    }
    if (preempted) {
      return WaitCause.KV;
    }
    return admit(rank, config, budget);
  }

  @Override
  public boolean runsAllDecodes() {
    return true;
  }

  private static WaitCause admit(RankView rank, EngineConfig config, int budgetLeft) {
    int budget = budgetLeft;
    while (rank.peekWaiting() != WaitingQueue.EMPTY) {
      if (budget == 0) {
        return WaitCause.BUDGET;
      }
      if (rank.runningCount() >= config.maxNumSeqs()) {
        return WaitCause.SLOTS;
      }
      int sequence = rank.peekWaiting();
      int cached = rank.cachedPrefix(sequence);
      int loads = rank.load(sequence, cached);
      if (loads == RankView.LOADS) {
        continue;
      }
      if (loads == RankView.NO_ROOM) {
        return WaitCause.KV;
      }
      int wanted = grant(rank.needed(sequence) - cached, Integer.MAX_VALUE, config);
      if (!config.chunkedPrefill() && wanted > budget) {
        return WaitCause.BUDGET;
      }
      int tokens = Math.min(wanted, budget);
      if (!rank.admit(sequence, cached, tokens, config.wholeSequenceAdmission())) {
        return WaitCause.KV;
      }
      budget -= tokens;
    }
    return WaitCause.STEP;
  }

  private static int grant(int needed, int budget, EngineConfig config) {
    int tokens = needed;
    int threshold = config.longPrefillTokenThreshold();
    if (threshold > 0 && tokens > threshold) {
      tokens = threshold;
    }
    return Math.min(tokens, budget);
  }

  @Override
  public String refusal(int inputTokens, int maxTokens, long kvTokens, EngineConfig config) {
    long inOneStep = config.chunkedPrefill() ? 0 : Refusals.atEnd(inputTokens, maxTokens);
    return Refusals.first(inputTokens, maxTokens, kvTokens, inOneStep, config);
  }
}
