package io.foretoken.workload.length;

/** A continuous distribution on the positive axis, as {@link SmoothTable} needs it. */
interface SmoothShape {
  /** Probability of more than {@code x}; exact where it is small. */
  double survival(double x);

  /** Density at {@code x}. */
  double density(double x);

  /** A distance over which the density changes little beyond a factor of e, around {@code x}. */
  double scale(double x);
}
