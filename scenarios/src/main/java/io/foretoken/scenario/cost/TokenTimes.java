package io.foretoken.scenario.cost;

import io.foretoken.sim.metrics.ReplicaMeter;
import io.foretoken.sim.metrics.RunResult;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The device time that a token of a run bears. Every token that a step computes bears an equal part
 * of the step's time; steps with prompt work and steps without are taken apart:
 *
 * <pre>
 * prompt token = time of steps with prompt work / tokens in them, decode rows included
 * output token = mean over decode rows of what a token bears in the step that they are in
 * </pre>
 *
 * <p>Example: 60 s of decode steps with 30,000 rows, 40 s of steps with 72,000 prompt tokens and
 * 8,000 rows. A prompt token bears 0.5 ms, an output token (60 s + 8,000 x 0.5 ms) / 38,000 = 1.68
 * ms.
 *
 * @param promptNanos of a prompt token that is computed
 * @param outputNanos of a generated token
 */
record TokenTimes(double promptNanos, double outputNanos) {
  /** Those of a run, from what its replicas did in the window. */
  static TokenTimes of(List<ReplicaMeter> replicas) {
    double decodeTime = sum(replicas, ReplicaMeter::decodeOnlyNanos);
    double mixedTime = sum(replicas, ReplicaMeter::deviceNanos) - decodeTime;
    double rows = sum(replicas, ReplicaMeter::decodeTokens);
    double rowsBesidePrompts = rows - sum(replicas, ReplicaMeter::decodeOnlyTokens);
    double mixedTokens = sum(replicas, ReplicaMeter::prefillTokens) + rowsBesidePrompts;
    double prompt = mixedTokens > 0 ? mixedTime / mixedTokens : 0;
    double output = rows > 0 ? (decodeTime + rowsBesidePrompts * prompt) / rows : prompt;
    return new TokenTimes(prompt, output);
  }

  private static double sum(List<ReplicaMeter> replicas, ToLongFunction<ReplicaMeter> of) {
    return replicas.stream().mapToLong(of).sum();
  }

  /** The device time of some work, ns. */
  double of(RunResult.Work work) {
    return promptNanos * work.promptTokens() + outputNanos * work.outputTokens();
  }
}
