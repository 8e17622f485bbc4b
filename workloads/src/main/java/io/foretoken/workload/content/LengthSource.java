package io.foretoken.workload.content;

import io.foretoken.workload.random.StreamRandom;

/** Where prompt and output lengths come from: two distributions, or pairs taken from a trace. */
public interface LengthSource {
  /**
   * Prompt length in tokens.
   *
   * @param prompt number of the prompt: the request's index, or less where prompts repeat
   */
  int inputTokens(long prompt, StreamRandom random);

  /**
   * Output length in tokens.
   *
   * @param prompt number of the prompt
   * @param index the request's index
   */
  int outputTokens(long prompt, long index, StreamRandom random);
}
