package io.foretoken.scenario.plan.result;

/**
 * Whether a plan found a fleet.
 *
 * @param holds whether there is one that meets the SLO in the verification and is within the budget
 * @param nearestMiss what came nearest and what it misses by; "" where it holds
 * @param remedy what would make it hold; "" where it holds
 */
public record PlanVerdict(boolean holds, String nearestMiss, String remedy) {
  /** A fleet that holds. */
  public static final PlanVerdict HOLDS = new PlanVerdict(true, "", "");
}
