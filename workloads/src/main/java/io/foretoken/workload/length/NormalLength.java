package io.foretoken.workload.length;

import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.util.FastMath;

/**
 * Normally distributed lengths, clipped to the bounds, as load generators such as inference-perf
 * and GenAI-Perf draw them.
 *
 * @param mean mean length in tokens before clipping, positive
 * @param deviation standard deviation in tokens before clipping, positive
 * @param bounds where lengths are clipped
 */
public record NormalLength(double mean, double deviation, LengthBounds bounds)
    implements LengthDistribution {
  private static final double SQRT_2 = 1.4142135623730951;
  private static final double SQRT_2_PI = 2.5066282746310002;

  /** Refuses a mean or a deviation that is not positive and finite. */
  public NormalLength {
    if (!(mean > 0)
        || !(deviation > 0)
        || Double.isInfinite(mean)
        || Double.isInfinite(deviation)) {
      throw new IllegalArgumentException(
          "mean and deviation must be positive, were " + mean + ", " + deviation);
    }
  }

  @Override
  public LengthTable compile() {
    return SmoothTable.compile(new Shape(mean, deviation), bounds);
  }

  private record Shape(double mean, double deviation) implements SmoothShape {
    private double z(double x) {
      return (x - mean) / deviation;
    }

    @Override
    public double survival(double x) {
      return 0.5 * Erf.erfc(z(x) / SQRT_2);
    }

    @Override
    public double density(double x) {
      double z = z(x);
      return FastMath.exp(-z * z / 2) / (deviation * SQRT_2_PI);
    }

    @Override
    public double scale(double x) {
      return deviation;
    }
  }
}
