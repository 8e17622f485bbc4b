package io.foretoken.sim.batch;

/**
 * A policy that has no options of its own.
 *
 * @param policy the policy's name
 */
public record NoOptions(String policy) implements PolicyOptions {}
