package io.foretoken.sim.oracle;

/**
 * One request of a scenario.
 *
 * @param at when it is sent (open loop), or how long its client thinks before it (closed loop)
 * @param output true output length
 * @param limit declared limit
 */
record Ask(long at, int input, int output, int limit) {}
