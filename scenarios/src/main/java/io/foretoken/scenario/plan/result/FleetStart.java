package io.foretoken.scenario.plan.result;

/**
 * How to start the replicas of one kind, and how to simulate them again.
 *
 * @param candidate number of the kind
 * @param name of it
 * @param replicas that run at the peak
 * @param command the command that starts one, with comments, for a shell
 * @param options options file that the command names; empty without one
 * @param scenario as YAML: these replicas under their share of the load at the peak
 */
public record FleetStart(
    int candidate, String name, int replicas, String command, String options, String scenario) {}
