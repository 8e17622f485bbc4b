package io.foretoken.scenario.cost;

/**
 * What an API asks, US dollars per million tokens.
 *
 * @param input per million prompt tokens
 * @param cachedInput per million prompt tokens from its cache
 * @param output per million output tokens
 * @param source whose price it is
 * @param asOf its date, or ""
 */
public record ApiPrice(
    double input, double cachedInput, double output, String source, String asOf) {
  private static final double MILLION = 1e6;

  /**
   * The bill for some tokens, if its cache holds what ours held.
   *
   * <p>Example: 900 prompt tokens, 300 of them cached, and 200 output tokens at $0.20, $0.05 and
   * $0.60: (600 x 0.20 + 300 x 0.05 + 200 x 0.60) / 1e6 = $0.000255.
   */
  public double usd(double inputTokens, double cachedTokens, double outputTokens) {
    return ((inputTokens - cachedTokens) * input
            + cachedTokens * cachedInput
            + outputTokens * output)
        / MILLION;
  }
}
