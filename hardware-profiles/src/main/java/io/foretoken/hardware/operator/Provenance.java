package io.foretoken.hardware.operator;

/** How far a set of coefficients rests on measurements, best first. */
public enum Provenance {
  /** Fitted to the user's own runs. */
  CALIBRATED,
  /** This GPU's operators, or this engine's runs, were measured. */
  FITTED,
  /** From a datasheet, a family, or a study that was not repeated. */
  ESTIMATED;

  /** The weaker of two, which is what a result that needs both has. */
  public Provenance and(Provenance other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
