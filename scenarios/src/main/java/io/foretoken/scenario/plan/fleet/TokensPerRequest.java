package io.foretoken.scenario.plan.fleet;

import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.sim.random.KeyedRandom;
import io.foretoken.sim.request.RequestDraft;
import io.foretoken.sim.request.RequestSource;

/**
 * Mean lengths of the requests of a scenario.
 *
 * @param input prompt tokens
 * @param output generated tokens
 */
public record TokensPerRequest(double input, double output) {
  private static final int REQUESTS = 4000;

  /** Those of the first requests that a scenario sends. */
  public static TokensPerRequest of(PreparedRun scenario) {
    RequestSource source = scenario.source().apply(KeyedRandom.of(scenario.seed(), 0));
    RequestDraft draft = new RequestDraft();
    double input = 0;
    double output = 0;
    int count = 0;
    while (count < REQUESTS && source.peekTime() != RequestSource.NEVER) {
      draft.clear();
      source.next(draft);
      input += draft.inputTokens;
      output += draft.outputTokens;
      count++;
    }
    return new TokensPerRequest(input / Math.max(1, count), output / Math.max(1, count));
  }
}
