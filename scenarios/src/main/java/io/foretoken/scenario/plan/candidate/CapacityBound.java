package io.foretoken.scenario.plan.candidate;

import io.foretoken.hardware.step.CompiledStepTime;
import io.foretoken.hardware.step.LeastWork;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.sim.random.KeyedRandom;
import io.foretoken.sim.request.RequestDraft;
import io.foretoken.sim.request.RequestSource;

/**
 * A load that no replica of a candidate can exceed, whatever its batches and its objective: the
 * rate at which its requests would keep its devices busy all the time if every token took no longer
 * than in the best of all steps.
 *
 * <pre>
 * work  = mean over requests of (prompt + output - 1) nanosPerToken
 *                               + (looks of its decode rows at stored tokens) nanosPerContextToken
 * bound = ranks / work * (1 + MARGIN)
 * </pre>
 *
 * <p>A request with p prompt tokens and n output tokens has n - 1 decode steps, which look at p, p
 * + 1, ... p + n - 2 stored tokens at least. Prompts that share prefixes may find all but one of
 * their tokens stored.
 */
public final class CapacityBound {
  /**
   * What a run of limited length may exceed a rate by that can go on for ever: work that is left
   * when it ends, and lengths that happen to be shorter than on average.
   */
  public static final double MARGIN = 0.1;

  private static final int REQUESTS = 4000;
  private static final double NANOS_PER_SECOND = 1e9;

  private CapacityBound() {}

  /**
   * The bound, requests/s; infinite where clients may give up (a request that is given up may cost
   * nothing) and for step times that are not compiled from operators.
   */
  public static double of(PreparedRun scenario) {
    if (!(scenario.deployment().stepTime() instanceof CompiledStepTime model)) {
      return Double.POSITIVE_INFINITY;
    }
    LeastWork least = LeastWork.of(model);
    RequestSource source = scenario.source().apply(KeyedRandom.of(scenario.seed(), 0));
    RequestDraft draft = new RequestDraft();
    double work = 0;
    int requests = 0;
    while (requests < REQUESTS && source.peekTime() != RequestSource.NEVER) {
      draft.clear();
      source.next(draft);
      if (draft.timeoutNanos > 0 || draft.cancelNanos > 0) {
        return Double.POSITIVE_INFINITY;
      }
      double decodes = draft.outputTokens - 1.0;
      double prompt = draft.segmentCount > 0 ? 1 : draft.inputTokens;
      double looks = decodes * draft.inputTokens + decodes * (decodes - 1) / 2;
      work += (prompt + decodes) * least.nanosPerToken() + looks * least.nanosPerContextToken();
      requests++;
    }
    int ranks = scenario.deployment().dataParallel();
    return requests == 0
        ? Double.POSITIVE_INFINITY
        : ranks * requests / work * NANOS_PER_SECOND * (1 + MARGIN);
  }
}
