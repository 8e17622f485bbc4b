package io.foretoken.sim.batch;

import io.foretoken.sim.replica.EngineConfig;

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
public final class TrtllmMaxUtilizationPolicy extends TrtllmPolicy {
  /** Name in the registry of policies. */
  public static final String NAME = "trtllm-max-utilization";

  /** A policy with its options. */
  public TrtllmMaxUtilizationPolicy(TrtllmOptions options) {
    super(options);
  }

  @Override
  int scheduleRunning(RankView rank, int budget) {
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
    return paused ? PAUSED : budget - left;
  }

  @Override
  boolean fits(RankView rank, int sequence, int cached, int tokens) {
    return rank.kv().fits(sequence, cached, tokens, 0);
  }

  @Override
  public String refusal(int inputTokens, int maxTokens, long kvTokens, EngineConfig config) {
    long inOneStep = config.chunkedPrefill() ? 0 : Refusals.atEnd(inputTokens, maxTokens);
    return Refusals.first(inputTokens, maxTokens, kvTokens, inOneStep, config);
  }
}
