package io.foretoken.sim.batch;

/**
 * The options of a policy that forms batches of whole requests and runs each to its end, so that it
 * needs an engine of its own; policies with other options decide step by step.
 */
public interface RequestLevelOptions extends PolicyOptions {
  /**
   * The rule that these options describe.
   *
   * @param most requests that the engine runs at once, at least 1
   */
  BatchRule rule(int most);
}
