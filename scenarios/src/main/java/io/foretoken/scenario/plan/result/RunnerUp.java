package io.foretoken.scenario.plan.result;

import io.foretoken.scenario.plan.fleet.FleetPlan;
import java.util.Optional;

/**
 * A candidate, the cheapest fleet of it alone, and why it was not taken.
 *
 * @param candidate number of the candidate
 * @param name of the candidate
 * @param fleet of its replicas alone; empty where there is none
 * @param usdPerMonthLow what such a fleet costs in the low case; NaN where there is none
 * @param usdPerMonthHigh what such a fleet costs in the high case; NaN where there is none
 * @param isSimulated whether its capacity is known by simulation; if not, the fleet is one that it
 *     could not be smaller than
 * @param isChosen whether the plan's fleet is this one
 * @param reason such as {@code "does not fit: short by 3.2 GiB"}, {@code "TTFT p99 misses by 142 ms
 *     even when idle"}, {@code "9 % dearer"}
 */
public record RunnerUp(
    int candidate,
    String name,
    Optional<FleetPlan> fleet,
    double usdPerMonthLow,
    double usdPerMonthHigh,
    boolean isSimulated,
    boolean isChosen,
    String reason) {}
