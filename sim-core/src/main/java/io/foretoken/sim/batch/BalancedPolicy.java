package io.foretoken.sim.batch;

import io.foretoken.sim.replica.EngineConfig;
import io.foretoken.sim.request.WaitCause;

/**
 * A policy whose decision can be taken in two parts, so that ranks which step together look at each
 * other in between. What {@link #plan} does is both parts for a rank on its own.
 */
public interface BalancedPolicy extends BatchPolicy {
  /** How the ranks of a group start prompts together; null if each starts its own. */
  PromptBalance balance();

  /**
   * Schedules what runs.
   *
   * @return whether the step computes a prompt already, or one that waits could start in it
   */
  boolean planRunning(RankView rank, EngineConfig config);

  /**
   * Admits those who wait, after {@link #planRunning} of the same step.
   *
   * @param starts whether prompts may start
   * @return what holds back the sequences that still wait, see {@link #plan}
   */
  WaitCause planPrompts(RankView rank, EngineConfig config, boolean starts);
}
