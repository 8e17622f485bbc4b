package io.foretoken.workload.length;

import org.apache.commons.math3.special.Gamma;
import org.apache.commons.math3.util.FastMath;

/**
 * Gamma-distributed lengths; with {@code cv} 1 they are exponential.
 *
 * @param mean mean length in tokens, positive
 * @param cv coefficient of variation: standard deviation / mean, positive; the shape is 1 / cv^2
 * @param bounds where lengths are clipped
 */
public record GammaLength(double mean, double cv, LengthBounds bounds)
    implements LengthDistribution {
  /** Refuses a mean or a cv that is not positive and finite. */
  public GammaLength {
    if (!(mean > 0) || !(cv > 0) || Double.isInfinite(mean) || Double.isInfinite(cv)) {
      throw new IllegalArgumentException("mean and cv must be positive, were " + mean + ", " + cv);
    }
  }

  @Override
  public LengthTable compile() {
    double shape = 1 / (cv * cv);
    double scale = mean * cv * cv;
    return SmoothTable.compile(new Shape(shape, scale, Gamma.logGamma(shape), mean * cv), bounds);
  }

  private record Shape(double shape, double theta, double logGamma, double deviation)
      implements SmoothShape {
    @Override
    public double survival(double x) {
      return Gamma.regularizedGammaQ(shape, x / theta);
    }

    @Override
    public double density(double x) {
      double y = x / theta;
      return FastMath.exp((shape - 1) * FastMath.log(y) - y - logGamma) / theta;
    }

    @Override
    public double scale(double x) {
      return Math.min(x, Math.min(deviation, theta));
    }
  }
}
