package io.foretoken.validation.measured;

/** Whether service kept up with the load, as measured. */
public enum Regime {
  STABLE("stable"),
  OVERLOADED("overloaded"),
  /** A closed loop, a batch or a short trace, where the question does not arise. */
  FINITE("finite");

  private final String key;

  Regime(String key) {
    this.key = key;
  }

  /** The word in files. */
  public String key() {
    return key;
  }
}
