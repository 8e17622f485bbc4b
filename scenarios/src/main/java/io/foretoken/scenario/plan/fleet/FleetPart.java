package io.foretoken.scenario.plan.fleet;

import io.foretoken.scenario.plan.price.Term;

/**
 * Replicas of one kind that run at some size of a fleet.
 *
 * @param candidate number of the candidate
 * @param name of the candidate
 * @param term how they are paid
 * @param replicas how many; at least 1
 * @param gpus of all of them
 * @param perReplica requests/s that one counts for: its capacity, of spot replicas less what may be
 *     gone
 * @param usdPerGpuHour mean price over the hours of the size
 * @param usdPerWeek what they cost in the hours of the size
 */
public record FleetPart(
    int candidate,
    String name,
    Term term,
    int replicas,
    int gpus,
    double perReplica,
    double usdPerGpuHour,
    double usdPerWeek) {}
