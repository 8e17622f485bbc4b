package io.foretoken.sim.batch;

import io.foretoken.sim.replica.EngineConfig;
import io.foretoken.sim.request.WaitCause;

/**
 * Decides what an engine runs in its next step. Each rank has a policy of its own, which may
 * remember what it decided before.
 */
public interface BatchPolicy {
  /**
   * Fills a step by calling the rank's {@code schedule}, {@code admit} and {@code preempt}.
   *
   * @return what holds back the sequences that still wait; {@link WaitCause#STEP} when none does
   */
  WaitCause plan(RankView rank, EngineConfig config);

  /**
   * Whether the policy, where every running sequence is in decode, schedules one token of each if
   * budget and blocks suffice; says {@link WaitCause#STEP} if nothing waits; and admits nobody for
   * the cause it gave before if the latest decision was such a one and nothing has left or come
   * since. An engine need not ask it then.
   */
  default boolean runsAllDecodes() {
    return false;
  }

  /**
   * The rank has run steps without asking, see {@link #runsAllDecodes}: a policy that remembers its
   * decisions does as if it had taken them.
   */
  default void ranDecodes(long steps) {
    // most policies have nothing to remember of such steps
  }

  /** How requests find their rank, where a replica has several. */
  default RankChoice rankChoice() {
    return RankChoice.PUBLISHED_COUNTS;
  }

  /** Most tokens that a step may have. */
  default int mostTokens(EngineConfig config) {
    return config.maxNumBatchedTokens();
  }

  /**
   * Why a request can never be served under this policy.
   *
   * @param inputTokens prompt length
   * @param maxTokens declared limit on generated tokens
   * @param kvTokens tokens that the rank's smallest KV group can hold
   * @return the reason, or an empty string when it can be served
   */
  String refusal(int inputTokens, int maxTokens, long kvTokens, EngineConfig config);
}
