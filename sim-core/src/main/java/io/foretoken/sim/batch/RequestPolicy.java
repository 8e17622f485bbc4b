package io.foretoken.sim.batch;

/**
 * A shipped policy that forms batches of whole requests.
 *
 * @param name the name that scenarios use
 * @param defaults its options where a scenario gives none
 */
record RequestPolicy(String name, RequestLevelOptions defaults) implements PolicyProvider {}
