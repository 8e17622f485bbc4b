package io.foretoken.scenario.plan.forecast;

/**
 * Requests per second of one period: what is expected, and how far it may be from that.
 *
 * @param low of the low case
 * @param expected of the expected one
 * @param high of the high case
 */
public record Rates(double low, double expected, double high) {
  /** That of a case. */
  public double of(ForecastCase which) {
    return switch (which) {
      case LOW -> low;
      case EXPECTED -> expected;
      case HIGH -> high;
    };
  }

  /** All of them times a factor. */
  public Rates times(double factor) {
    return new Rates(low * factor, expected * factor, high * factor);
  }
}
