package io.foretoken.sim.replica.cohort;

import io.foretoken.sim.batch.BalancedPolicy;
import io.foretoken.sim.batch.BatchPolicy;
import io.foretoken.sim.batch.PromptBalance;
import io.foretoken.sim.replica.EngineConfig;
import io.foretoken.sim.request.WaitCause;

/** Ranks that step together and start prompts together: the decision of all of them on a step. */
final class BalancedRanks {
  private final CohortRank[] ranks;
  private final BalancedPolicy[] policies;
  private final PromptBalance balance;
  private final EngineConfig config;
  private final boolean[] isPlain;

  private BalancedRanks(
      CohortRank[] ranks, BalancedPolicy[] policies, PromptBalance balance, EngineConfig config) {
    this.ranks = ranks;
    this.policies = policies;
    this.balance = balance;
    this.config = config;
    isPlain = new boolean[ranks.length];
  }

  /** Null where each rank starts its own prompts. */
  static BalancedRanks of(CohortRank[] ranks, BatchPolicy[] policies, EngineConfig config) {
    PromptBalance balance =
        ranks.length > 1 && policies[0] instanceof BalancedPolicy first ? first.balance() : null;
    if (balance == null) {
      return null;
    }
    BalancedPolicy[] balanced = new BalancedPolicy[policies.length];
    for (int rank = 0; rank < policies.length; rank++) {
      balanced[rank] = (BalancedPolicy) policies[rank];
    }
    return new BalancedRanks(ranks, balanced, balance, config);
  }

  /**
   * Decides on a step.
   *
   * @param latest the step decided on before, if it is still on its way; else null
   * @return its rows
   */
  int plan(StepInFlight step, StepInFlight latest, long now) {
    boolean allHavePrompts = true;
    boolean allDecode = true;
    int running = 0;
    for (int rank = 0; rank < ranks.length; rank++) {
      RankStep rankStep = step.ranks[rank];
      rankStep.clear();
      ranks[rank].decision().begin(rankStep, latest == null ? null : latest.ranks[rank], now);
      allHavePrompts &= planRunning(rank);
      allDecode &= rankStep.shape.decodeRows > 0 || ranks[rank].held() == 0;
      running += rankStep.rows;
    }
    boolean starts = balance.starts(allHavePrompts, allDecode && running > 0);
    int rows = 0;
    for (int rank = 0; rank < ranks.length; rank++) {
      RankDecision decision = ranks[rank].decision();
      WaitCause cause =
          isPlain[rank]
              ? ranks[rank].plainCause()
              : policies[rank].planPrompts(decision, config, starts);
      decision.end(cause);
      rows += step.ranks[rank].rows;
    }
    return rows;
  }

  /** Says whether the rank has a prompt for the step. */
  private boolean planRunning(int rank) {
    RankDecision decision = ranks[rank].decision();
    isPlain[rank] = policies[rank].runsAllDecodes() && ranks[rank].isPlain();
    if (!isPlain[rank]) {
      return policies[rank].planRunning(decision, config);
    }
    decision.scheduleCohort();
    policies[rank].ranDecodes(1);
    return false;
  }
}
