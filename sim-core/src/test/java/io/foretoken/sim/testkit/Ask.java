package io.foretoken.sim.testkit;

/**
 * A request as a test states it.
 *
 * @param at when it is sent, ns
 * @param input prompt tokens
 * @param output tokens that it will in truth generate
 * @param max declared limit
 */
public record Ask(long at, int input, int output, int max) {
  /** A request whose declared limit is its true output. */
  public static Ask of(long at, int input, int output) {
    return new Ask(at, input, output, output);
  }

  /** The same with another true output and the same declared limit. */
  public Ask withOutput(int tokens) {
    return new Ask(at, input, tokens, max);
  }
}
