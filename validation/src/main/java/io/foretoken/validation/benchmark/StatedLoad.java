package io.foretoken.validation.benchmark;

/**
 * What a file says of the load.
 *
 * @param requestsPerSecond mean rate at which requests were meant to come; infinite for all at
 *     once, NaN where not stated
 * @param burstiness shape of the gamma distribution of gaps, 1 for Poisson, infinite for equal
 *     gaps; NaN where not stated
 * @param maxInFlight most requests in flight that the client allowed, 0 for no limit or none stated
 * @param requests how many were to be sent, 0 where not stated
 * @param inputTokens mean prompt length, NaN where not stated
 * @param outputTokens mean output length, NaN where not stated
 * @param drawn whether lengths are nominal ones, of which 80 % to all was drawn
 * @param prefix what prompts have in common
 */
public record StatedLoad(
    double requestsPerSecond,
    double burstiness,
    int maxInFlight,
    long requests,
    double inputTokens,
    double outputTokens,
    boolean drawn,
    StatedPrefix prefix) {
  /** Nothing is stated. */
  public static final StatedLoad NOTHING =
      new StatedLoad(
          Double.NaN, Double.NaN, 0, 0, Double.NaN, Double.NaN, false, StatedPrefix.NONE);

  /** With a rate. */
  public StatedLoad withRate(double perSecond, double shape) {
    return new StatedLoad(
        perSecond, shape, maxInFlight, requests, inputTokens, outputTokens, drawn, prefix);
  }

  /** With a limit on requests in flight. */
  public StatedLoad withMaxInFlight(int limit) {
    return new StatedLoad(
        requestsPerSecond, burstiness, limit, requests, inputTokens, outputTokens, drawn, prefix);
  }

  /** With a number of requests and their mean lengths. */
  public StatedLoad withLengths(long count, double input, double output, boolean areDrawn) {
    return new StatedLoad(
        requestsPerSecond, burstiness, maxInFlight, count, input, output, areDrawn, prefix);
  }

  /** With what prompts have in common. */
  public StatedLoad with(StatedPrefix common) {
    return new StatedLoad(
        requestsPerSecond,
        burstiness,
        maxInFlight,
        requests,
        inputTokens,
        outputTokens,
        drawn,
        common);
  }

  /** What is stated here, and what the other states of the rest. */
  public StatedLoad or(StatedLoad other) {
    return new StatedLoad(
        Double.isNaN(requestsPerSecond) ? other.requestsPerSecond : requestsPerSecond,
        Double.isNaN(burstiness) ? other.burstiness : burstiness,
        maxInFlight == 0 ? other.maxInFlight : maxInFlight,
        requests == 0 ? other.requests : requests,
        Double.isNaN(inputTokens) ? other.inputTokens : inputTokens,
        Double.isNaN(outputTokens) ? other.outputTokens : outputTokens,
        drawn || other.drawn,
        prefix.isStated() ? prefix : other.prefix);
  }

  /** Whether requests come at a rate, and not when earlier ones are answered. */
  boolean hasRate() {
    return Double.isFinite(requestsPerSecond) && requestsPerSecond > 0;
  }
}
