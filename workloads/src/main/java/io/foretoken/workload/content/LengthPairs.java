package io.foretoken.workload.content;

import io.foretoken.sim.random.Purpose;
import io.foretoken.workload.random.StreamRandom;

/**
 * Prompt and output lengths taken together from measured requests, so that their correlation is
 * kept: resampled with replacement, or cycled through in order.
 */
public final class LengthPairs implements LengthSource {
  private final int[] input;
  private final int[] output;
  private final boolean resampled;

  /**
   * @param input prompt lengths; kept, not copied
   * @param output output lengths, as many
   * @param resampled whether a pair is drawn at random for each prompt, or the next one in order
   * @throws IllegalArgumentException if there is no pair, or one list is longer
   */
  public LengthPairs(int[] input, int[] output, boolean resampled) {
    if (input.length == 0 || input.length != output.length) {
      throw new IllegalArgumentException(
          "as many inputs as outputs are needed: " + input.length + ", " + output.length);
    }
    this.input = input;
    this.output = output;
    this.resampled = resampled;
  }

  @Override
  public int inputTokens(long prompt, StreamRandom random) {
    return input[pair(prompt, random)];
  }

  @Override
  public int outputTokens(long prompt, long index, StreamRandom random) {
    return output[pair(prompt, random)];
  }

  private int pair(long prompt, StreamRandom random) {
    return resampled
        ? random.below(input.length, Purpose.TRACE_SAMPLE, prompt, 0)
        : (int) (prompt % input.length);
  }
}
