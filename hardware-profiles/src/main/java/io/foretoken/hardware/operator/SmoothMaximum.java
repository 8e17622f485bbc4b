package io.foretoken.hardware.operator;

/** {@code (a^p + b^p)^(1/p)}, never below the larger of the two. */
final class SmoothMaximum {
  private final PowerTable power;
  private final PowerTable root;

  SmoothMaximum(double order) {
    power = new PowerTable(order);
    root = new PowerTable(1 / order);
  }

  double of(double a, double b) {
    double large = Math.max(a, b);
    return Math.max(large, root.of(power.of(a) + power.of(b)));
  }

  double of(double a, double b, double c, double d) {
    return root.of(power.of(a) + power.of(b) + power.of(c) + power.of(d));
  }
}
