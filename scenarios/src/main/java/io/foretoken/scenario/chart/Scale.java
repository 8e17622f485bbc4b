package io.foretoken.scenario.chart;

import java.util.ArrayList;
import java.util.List;

/** From values to places along an axis, and the values at which it has ticks. */
public sealed interface Scale {
  /** Place of a value: 0 at the beginning of the axis, 1 at its end; outside for others. */
  double place(double value);

  /**
   * Values to label.
   *
   * @param most how many there is room for, at least 2
   */
  List<Double> ticks(int most);

  /**
   * Equal steps.
   *
   * @param min value at the beginning
   * @param max value at the end, above {@code min}
   * @param step between ticks
   */
  record Linear(double min, double max, double step) implements Scale {
    @Override
    public double place(double value) {
      return (value - min) / (max - min);
    }

    @Override
    public List<Double> ticks(int most) {
      long steps = (long) StrictMath.floor((max - min) / step + 1e-9);
      long stride = 1;
      while (steps / stride + 1 > most && stride < steps) {
        stride++;
      }
      List<Double> ticks = new ArrayList<>();
      for (long at = 0; at <= steps; at += stride) {
        ticks.add(min + at * step);
      }
      return ticks;
    }
  }

  /**
   * Equal factors.
   *
   * @param min value at the beginning, positive
   * @param max value at the end, above {@code min}
   * @param base 10 (ticks at 1, 2, 5) or 2 (ticks at powers)
   */
  record Log(double min, double max, int base) implements Scale {
    private static final double[] ONE_TWO_FIVE = {1, 2, 5};
    private static final double SLACK = 1e-9;

    @Override
    public double place(double value) {
      return StrictMath.log(value / min) / StrictMath.log(max / min);
    }

    @Override
    public List<Double> ticks(int most) {
      List<Double> ticks = base == 2 ? powers(2) : oneTwoFive();
      if (base != 2 && ticks.size() > most) {
        ticks = powers(10);
      }
      int stride = (ticks.size() + most - 1) / most;
      List<Double> kept = new ArrayList<>();
      for (int at = 0; at < ticks.size(); at += Math.max(1, stride)) {
        kept.add(ticks.get(at));
      }
      return kept;
    }

    private List<Double> powers(int of) {
      List<Double> ticks = new ArrayList<>();
      for (int exponent = floorLog(of); power(of, exponent) <= max * (1 + SLACK); exponent++) {
        addIfInside(ticks, power(of, exponent));
      }
      return ticks;
    }

    private List<Double> oneTwoFive() {
      List<Double> ticks = new ArrayList<>();
      for (int exponent = floorLog(10); power(10, exponent) <= max * (1 + SLACK); exponent++) {
        for (double mantissa : ONE_TWO_FIVE) {
          addIfInside(ticks, mantissa * power(10, exponent));
        }
      }
      return ticks;
    }

    private int floorLog(int of) {
      return (int) StrictMath.floor(StrictMath.log(min) / StrictMath.log(of) + SLACK);
    }

    private static double power(int of, int exponent) {
      return exponent < 0 ? 1 / StrictMath.pow(of, -exponent) : StrictMath.pow(of, exponent);
    }

    private void addIfInside(List<Double> ticks, double value) {
      if (value >= min * (1 - SLACK) && value <= max * (1 + SLACK)) {
        ticks.add(value);
      }
    }
  }

  /** Shares of a distribution with its tail spread out: place = -log10(1 - share) / 3. */
  record Tail() implements Scale {
    private static final double NINES = 3;
    private static final List<Double> TICKS = List.of(0.0, 0.5, 0.9, 0.99, 0.999);

    @Override
    public double place(double share) {
      return share >= 1 ? 1 : Math.min(1, -StrictMath.log10(1 - share) / NINES);
    }

    @Override
    public List<Double> ticks(int most) {
      return TICKS;
    }
  }

  /**
   * From zero to a round number above the largest value, in steps of 1, 2 or 5.
   *
   * @param most steps at most
   */
  static Linear fromZero(double largest, int most) {
    return between(0, largest, most);
  }

  /** Round numbers around two values, in steps of 1, 2 or 5. */
  static Linear between(double smallest, double largest, int most) {
    double span = largest > smallest ? largest - smallest : Math.max(1, Math.abs(largest));
    double step = roundUp(span / most, 1, 2, 5);
    double min = step * StrictMath.floor(smallest / step + 1e-9);
    double max = step * StrictMath.ceil(Math.max(largest, min + step) / step - 1e-9);
    return new Linear(min, max, step);
  }

  /** From zero in exactly so many steps, so that it shares the grid of another axis. */
  static Linear inSteps(double largest, long steps) {
    double step = roundUp((largest > 0 ? largest : 1) / steps, 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8);
    return new Linear(0, step * steps, step);
  }

  /** Factors of 10 or of 1, 2, 5 around two positive values. */
  static Log log10(double smallest, double largest) {
    double min = roundDown(smallest, 1, 2, 5);
    double max = roundUp(largest, 1, 2, 5);
    return new Log(min, max > min ? max : min * 10, 10);
  }

  /** Powers of two, from the smallest to the largest value themselves. */
  static Log log2(double smallest, double largest) {
    return new Log(smallest, largest > smallest ? largest : smallest * 2, 2);
  }

  private static double roundUp(double value, double... mantissas) {
    double power = powerBelow(value);
    for (double mantissa : mantissas) {
      if (mantissa * power >= value * (1 - 1e-9)) {
        return mantissa * power;
      }
    }
    return 10 * power;
  }

  private static double roundDown(double value, double... mantissas) {
    double power = powerBelow(value);
    double best = power;
    for (double mantissa : mantissas) {
      if (mantissa * power <= value * (1 + 1e-9)) {
        best = mantissa * power;
      }
    }
    return best;
  }

  private static double powerBelow(double value) {
    int exponent = (int) StrictMath.floor(StrictMath.log10(value) + 1e-9);
    return exponent < 0 ? 1 / StrictMath.pow(10, -exponent) : StrictMath.pow(10, exponent);
  }
}
