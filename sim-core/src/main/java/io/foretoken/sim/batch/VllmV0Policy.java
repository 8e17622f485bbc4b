package io.foretoken.sim.batch;

import io.foretoken.sim.replica.EngineConfig;
import io.foretoken.sim.request.WaitCause;

/**
 * vLLM's first scheduler (V0), first come first served, without chunked prefill.
 *
 * <p>A step is all prompts or all decode. Whoever waits comes first: prompts are admitted whole, in
 * order, while slots, the token budget and the cache last; of the cache one block in a hundred is
 * kept free (the watermark), so that an admission is not followed by a preemption at once. Only a
 * step that admits nobody decodes: one token for each running sequence. If blocks are short, the
 * sequence admitted last (or whom the queue's order names) loses its own and goes back to the head
 * of the queue, to compute its prompt and what it had generated again.
 *
 * <p>Sources: the scheduler of vLLM 0.5 and 0.6 as its documentation describes it (default
 * preemption of a single sequence is by recomputation); block manager with a watermark of 0.01. Of
 * its knobs the delay factor and swapping to the host's memory are not modelled.
 */
public final class VllmV0Policy implements BatchPolicy {
  /** Name in the registry of policies. */
  public static final String NAME = "vllm-v0";

  private static final double WATERMARK = 0.01;

  @Override
  public WaitCause plan(RankView rank, EngineConfig config) {
    int running = rank.runningCount();
    WaitCause cause = admit(rank, config);
    if (rank.runningCount() > running) {
      return cause;
    }
    if (rank.scheduleDecodes() == RankView.ONE_BY_ONE && decodeInOrder(rank)) {
      return WaitCause.KV;
    }
    return cause;
  }

  /** Says whether somebody was preempted. */
  private static boolean decodeInOrder(RankView rank) {
    boolean preempted = false;
    int place = 0;
    while (place < rank.runningCount()) {
      int sequence = rank.running(place);
      boolean runs = true;
      while (rank.needed(sequence) > 0 && runs && !rank.schedule(sequence, 1)) {
        int victim = rank.victim();
        rank.preempt(victim);
        preempted = true;
        runs = victim != place;
        place -= victim < place ? 1 : 0;
      }
      place += runs ? 1 : 0;
    }
    return preempted;
  }

  private static WaitCause admit(RankView rank, EngineConfig config) {
    int budget = config.maxNumBatchedTokens();
    while (rank.peekWaiting() != WaitingQueue.EMPTY) {
      if (rank.runningCount() >= config.maxNumSeqs()) {
        return WaitCause.SLOTS;
      }
      int sequence = rank.peekWaiting();
      int cached = rank.cachedPrefix(sequence);
      int tokens = rank.needed(sequence) - cached;
      if (tokens > budget) {
        return WaitCause.BUDGET;
      }
      if (!rank.kv().fits(sequence, cached, tokens, WATERMARK)
          || !rank.admit(sequence, cached, tokens, false)) {
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
  public int mostTokens(EngineConfig config) {
    return Math.max(config.maxNumBatchedTokens(), config.maxNumSeqs());
  }

  @Override
  public String refusal(int inputTokens, int maxTokens, long kvTokens, EngineConfig config) {
    long blocks = kvTokens / config.blockSize();
    long usable = (blocks - (long) (WATERMARK * blocks)) * config.blockSize();
    long inOneStep = Refusals.atEnd(inputTokens, maxTokens);
    return Refusals.first(inputTokens, maxTokens, usable, inOneStep, config);
  }
}
