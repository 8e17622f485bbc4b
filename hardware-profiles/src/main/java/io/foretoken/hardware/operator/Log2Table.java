package io.foretoken.hardware.operator;

/**
 * Logarithm to base 2 from a table, linear between 512 points an octave; absolute error below 1e-6.
 * The same bits on any JDK.
 */
final class Log2Table {
  private static final int POINTS = 512;

  /** log2 of 1 + i / POINTS. */
  private static final double[] TABLE = table();

  private Log2Table() {}

  /**
   * log2 of x.
   *
   * @param x positive and normal
   */
  static double of(double x) {
    long bits = Double.doubleToRawLongBits(x);
    int exponent = (int) (bits >>> 52) - 1023;
    double position =
        (Double.longBitsToDouble((bits & 0xFFFFFFFFFFFFFL) | 0x3FF0000000000000L) - 1) * POINTS;
    int index = (int) position;
    return exponent + TABLE[index] + (position - index) * (TABLE[index + 1] - TABLE[index]);
  }

  private static double[] table() {
    double[] table = new double[POINTS + 1];
    for (int i = 0; i <= POINTS; i++) {
      table[i] = StrictMath.log(1 + (double) i / POINTS) / StrictMath.log(2);
    }
    return table;
  }
}
