package io.foretoken.validation.measured;

import java.util.Arrays;

/**
 * Requests at known times with known lengths.
 *
 * @param maxInFlight most requests that the client keeps in flight, 0 for no limit
 * @param arrivalNanos when each is meant to be sent, ascending, from 0
 * @param inputTokens prompt lengths
 * @param outputTokens output lengths
 * @param sharedTokens tokens that each prompt shares with the beginning of an earlier one; empty
 *     where nothing is known of it
 */
@SuppressWarnings("ArrayRecordComponent") // columns of up to 18,000 requests, never compared
public record ExactLoad(
    int maxInFlight, long[] arrivalNanos, int[] inputTokens, int[] outputTokens, int[] sharedTokens)
    implements Load {
  private static final double NANOS_PER_SECOND = 1e9;

  @Override
  public long requests() {
    return arrivalNanos.length;
  }

  @Override
  public int typicalInput() {
    return mean(inputTokens);
  }

  @Override
  public int typicalOutput() {
    return mean(outputTokens);
  }

  @Override
  public String label() {
    double seconds = arrivalNanos[arrivalNanos.length - 1] / NANOS_PER_SECOND;
    return Math.round(requests() / Math.max(seconds, 1)) + "/s";
  }

  private static int mean(int[] values) {
    return Math.max(1, (int) Math.round(Arrays.stream(values).average().orElse(1)));
  }
}
