package io.foretoken.validation.measured;

/**
 * A closed loop: so many requests in flight at any time, the ramp included.
 *
 * @param concurrency requests in flight
 * @param requests how many in all
 * @param inputTokens nominal prompt length
 * @param outputTokens nominal output length
 * @param drawn whether lengths are drawn from 80 % of the nominal one to all of it, as the
 *     benchmark does, or are all nominal
 */
public record ClosedLoad(
    int concurrency, long requests, int inputTokens, int outputTokens, boolean drawn)
    implements Load {
  /** Mean of lengths drawn from [0.8 n, n], as a share of n. */
  public static final double MEAN_SHARE = 0.9;

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
    return "C=" + concurrency;
  }
}
