package io.foretoken.hardware.step;

import io.foretoken.hardware.operator.OperatorTime;

/**
 * The least device time that tokens can take on one rank, whatever steps they are computed in. Each
 * step of {@code k} tokens takes at least what its layers take for {@code k} tokens without any
 * attention, and beside that the time in which the stored tokens that its decode rows look at come
 * from memory:
 *
 * <pre>
 * step >= k * nanosPerToken + (sum of context of decode rows) * nanosPerContextToken
 * </pre>
 *
 * <p>So n tokens and m looks at stored tokens take at least n nanosPerToken + m
 * nanosPerContextToken, however they are batched.
 *
 * @param nanosPerToken least over k of (layers at k tokens) / k
 * @param nanosPerContextToken bytes that one decode row reads of one stored token, by the memory
 *     bandwidth of the GPU; layers with a window and latent attention are left out
 */
public record LeastWork(double nanosPerToken, double nanosPerContextToken) {
  private static final double PICOS_PER_NANO = 1000;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double GIGA = 1e9;

  /** That of a deployment, of one of its data-parallel ranks. */
  public static LeastWork of(CompiledStepTime model) {
    StepPlan plan = model.plan();
    boolean isAlone = plan.parallelism().data() == 1;
    double least = Double.POSITIVE_INFINITY;
    int most = plan.maxNumBatchedTokens() + plan.maxNumSeqs();
    for (int tokens = 1; tokens <= most; tokens++) {
      int padded = model.padded(tokens);
      double picos = picos(model.perToken, padded);
      // With several ranks the experts see the tokens of all of them, which are not known here.
      picos += isAlone ? picos(model.experts, padded) : 0;
      least = Math.min(least, picos / tokens);
    }
    double bytes =
        model.latent == null
            ? model.fullLayers
                * (double) model.shard.cachedElementsPerLayer()
                * plan.precision().kvCache().bytesPerElement()
            : 0;
    return new LeastWork(
        least / PICOS_PER_NANO, bytes / (plan.gpu().memoryGbPerSecond() * GIGA) * NANOS_PER_SECOND);
  }

  private static double picos(TokenTable table, int tokens) {
    TokenTable.Entries entries = table.with(tokens);
    double sum = 0;
    for (int code = 0; code < OperatorTime.CODES; code++) {
      sum += entries.picos(tokens, code);
    }
    return sum;
  }
}
