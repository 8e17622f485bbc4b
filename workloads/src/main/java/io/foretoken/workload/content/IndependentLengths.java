package io.foretoken.workload.content;

import io.foretoken.sim.random.Purpose;
import io.foretoken.workload.length.LengthTable;
import io.foretoken.workload.random.StreamRandom;

/**
 * Prompt and output lengths drawn independently of each other. A prompt that comes again has its
 * length again; its output is drawn anew.
 */
public record IndependentLengths(LengthTable input, LengthTable output) implements LengthSource {
  @Override
  public int inputTokens(long prompt, StreamRandom random) {
    return input.draw(random.bits(Purpose.INPUT_TOKENS, prompt, 0));
  }

  @Override
  public int outputTokens(long prompt, long index, StreamRandom random) {
    return output.draw(random.bits(Purpose.OUTPUT_TOKENS, index, 0));
  }
}
