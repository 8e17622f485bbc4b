package io.foretoken.validation.measured;

/**
 * Everything at once.
 *
 * @param requests how many
 * @param inputTokens prompt length
 * @param outputTokens output length
 */
public record BatchLoad(long requests, int inputTokens, int outputTokens) implements Load {
  @Override
  public int typicalInput() {
    return inputTokens;
  }

  @Override
  public int typicalOutput() {
    return outputTokens;
  }

  @Override
  public String label() {
    return "batch";
  }
}
