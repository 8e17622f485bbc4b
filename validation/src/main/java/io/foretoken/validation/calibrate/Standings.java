package io.foretoken.validation.calibrate;

import io.foretoken.validation.calibrate.CalibratedConstant.Standing;

/** When a constant counts as identified. */
final class Standings {
  /** Correlation from where on two constants are said to trade with each other. */
  static final double ENTANGLED = 0.3;

  private static final double IDENTIFIED = 0.5;
  private static final double SAID_NOTHING = 0.9;

  private Standings() {}

  /**
   * By what is left of the prior's spread.
   *
   * @param narrowed standard deviation after over before
   */
  static Standing of(double narrowed) {
    if (narrowed <= IDENTIFIED) {
      return Standing.IDENTIFIED;
    }
    return narrowed < SAID_NOTHING ? Standing.WEAK : Standing.KEPT;
  }
}
