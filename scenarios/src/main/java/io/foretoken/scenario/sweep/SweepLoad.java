package io.foretoken.scenario.sweep;

/** What load the points of a sweep see. Axes and titles say which. */
public enum SweepLoad {
  /** A closed loop with as many requests in flight as each point's limits allow. */
  FULL("full"),
  /** The arrivals of the scenario. */
  AT_RATE("at-rate");

  private final String word;

  SweepLoad(String word) {
    this.word = word;
  }

  /** The word on the command line and in files. */
  public String word() {
    return word;
  }
}
