package io.foretoken.sim.batch;

/**
 * Options of SGLang's scheduler.
 *
 * @param maxPrefillTokens most prompt tokens of a prefill batch of several requests
 * @param enableMixedChunk whether decode rows join prefill batches
 * @param scheduleConservativeness factor on the share of declared tokens that is reserved for
 *     running requests, above 0
 * @param schedulerRecvInterval decode steps between two looks at what has come, at least 1
 */
public record SglangOptions(
    int maxPrefillTokens,
    boolean enableMixedChunk,
    double scheduleConservativeness,
    int schedulerRecvInterval)
    implements PolicyOptions {

  /** The engine's defaults. */
  public static final SglangOptions DEFAULT = new SglangOptions(16384, false, 1.0, 1);

  /** Refuses what is out of range. */
  public SglangOptions {
    if (maxPrefillTokens < 1 || !(scheduleConservativeness > 0) || schedulerRecvInterval < 1) {
      throw new IllegalArgumentException(
          "max_prefill_tokens and scheduler_recv_interval must be at least 1 and"
              + " schedule_conservativeness above 0, got "
              + maxPrefillTokens
              + ", "
              + schedulerRecvInterval
              + " and "
              + scheduleConservativeness);
    }
  }

  @Override
  public String policy() {
    return SglangPolicy.NAME;
  }
}
