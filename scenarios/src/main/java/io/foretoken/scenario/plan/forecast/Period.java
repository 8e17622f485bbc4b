package io.foretoken.scenario.plan.forecast;

import java.util.Optional;

/**
 * A part of the week with one rate.
 *
 * @param name such as "peak", or "mon 09:00" of a forecast by hours
 * @param hours of the week that it lasts, all its pieces together
 * @param rates requests per second
 * @param spike bursts within it, if any
 */
public record Period(String name, double hours, Rates rates, Optional<Spike> spike) {
  /**
   * A burst.
   *
   * @param factor rate over the period's, above 1
   * @param nanos how long it lasts
   */
  public record Spike(double factor, long nanos) {}
}
