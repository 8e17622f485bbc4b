package io.foretoken.scenario.plan.forecast;

import java.util.Locale;

/** How much traffic there turns out to be. */
public enum ForecastCase {
  LOW,
  EXPECTED,
  HIGH;

  /** The word in files and tables. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
