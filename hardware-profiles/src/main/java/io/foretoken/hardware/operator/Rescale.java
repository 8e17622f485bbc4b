package io.foretoken.hardware.operator;

/** How coefficients follow a change of the peaks that they are relative to. */
final class Rescale {
  private Rescale() {}

  /**
   * The loss over a roof that gives the same absolute time when the roof moves by {@code factor}
   * (new peak / old peak); never below 0, the roof itself.
   */
  static double loss(double loss, double factor) {
    return Math.max(0, (1 + loss) * factor - 1);
  }
}
