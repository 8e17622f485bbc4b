package io.foretoken.workload.length;

import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.util.FastMath;

/**
 * Log-normal lengths: the logarithm is normal with mean {@code mu} and standard deviation {@code
 * sigma}.
 *
 * @param mu mean of the natural logarithm of the length
 * @param sigma its standard deviation, positive
 * @param bounds where lengths are clipped
 */
public record LognormalLength(double mu, double sigma, LengthBounds bounds)
    implements LengthDistribution {
  /** The 0.99 quantile of the standard normal distribution. */
  static final double Z99 = 2.3263478740408408;

  private static final double SQRT_2 = 1.4142135623730951;
  private static final double SQRT_2_PI = 2.5066282746310002;

  /** Refuses parameters that are no numbers, and a sigma that is not positive. */
  public LognormalLength {
    if (!(sigma > 0) || Double.isInfinite(sigma) || Double.isNaN(mu) || Double.isInfinite(mu)) {
      throw new IllegalArgumentException("mu " + mu + ", sigma " + sigma);
    }
  }

  /** The distribution with the given mean and standard deviation of the logarithm. */
  public static LognormalLength ofMeanAndSigma(double mean, double sigma, LengthBounds bounds) {
    return new LognormalLength(StrictMath.log(mean) - sigma * sigma / 2, sigma, bounds);
  }

  /**
   * The distribution with the given mean and 99th percentile. From mean = exp(mu + sigma^2 / 2) and
   * p99 = exp(mu + z sigma): ln(p99 / mean) = z sigma - sigma^2 / 2, whose smaller root is taken.
   *
   * @throws IllegalArgumentException if there is none; {@link #whyImpossible} says why
   */
  public static LognormalLength ofMeanAndP99(double mean, double p99, LengthBounds bounds) {
    String reason = whyImpossible(mean, p99);
    if (!reason.isEmpty()) {
      throw new IllegalArgumentException(reason);
    }
    double sigma = Z99 - Math.sqrt(Z99 * Z99 - 2 * StrictMath.log(p99 / mean));
    return ofMeanAndSigma(mean, sigma, bounds);
  }

  /** Why no log-normal distribution has this mean and 99th percentile; empty when one has. */
  public static String whyImpossible(double mean, double p99) {
    if (!(mean > 0)) {
      return "the mean must be positive";
    }
    if (!(p99 > mean)) {
      return "the p99 must be above the mean";
    }
    if (p99 > mean * largestRatio()) {
      return "no log-normal distribution has a p99 of more than 14.97 times its mean";
    }
    return "";
  }

  /** exp(z^2 / 2) = 14.97: p99 / mean is largest at sigma = z. */
  static double largestRatio() {
    return StrictMath.exp(Z99 * Z99 / 2);
  }

  @Override
  public LengthTable compile() {
    return SmoothTable.compile(new Shape(mu, sigma), bounds);
  }

  private record Shape(double mu, double sigma) implements SmoothShape {
    private double z(double x) {
      return (FastMath.log(x) - mu) / sigma;
    }

    @Override
    public double survival(double x) {
      return 0.5 * Erf.erfc(z(x) / SQRT_2);
    }

    @Override
    public double density(double x) {
      double z = z(x);
      return FastMath.exp(-z * z / 2) / (x * sigma * SQRT_2_PI);
    }

    @Override
    public double scale(double x) {
      return x * Math.min(1, sigma);
    }
  }
}
