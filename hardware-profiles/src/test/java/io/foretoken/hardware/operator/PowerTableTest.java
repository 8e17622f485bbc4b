package io.foretoken.hardware.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PowerTableTest {

  /** Powers of two are table points: 8^1.5 = 22.627416997969522 by StrictMath. */
  @Test
  void isExactAtTablePoints() {
    assertThat(new PowerTable(1.5).of(8)).isCloseTo(22.627416997969522, within(1e-13));
    assertThat(new PowerTable(3.2).of(1)).isEqualTo(1);
    assertThat(new PowerTable(3.2).of(0)).isZero();
  }

  /**
   * Linear interpolation over steps of 1/512 is off by p (p-1) / 8 / 512^2 at most, relative: 4e-6
   * at p = 3.2 (the largest order of decode attention) in units of f^p, 6e-5 at 12.
   */
  @Test
  void staysWithinItsStatedError() {
    SplittableRandom random = new SplittableRandom(7);
    for (double power : new double[] {1 / 3.2, 0.5, 1, 1.3, 1.5, 2.4, 3.2, 4, 12}) {
      PowerTable table = new PowerTable(power);
      double bound = Math.max(1e-14, power * Math.abs(power - 1) / 8 / (512.0 * 512) * 1.01);
      for (int i = 0; i < 10_000; i++) {
        double x = StrictMath.exp(random.nextDouble(-20, 20));
        assertThat(table.of(x) / StrictMath.pow(x, power)).isCloseTo(1, within(bound));
      }
    }
  }

  @Test
  void neverFallsAsTheArgumentRises() {
    PowerTable table = new PowerTable(1.3);
    double last = 0;
    for (double x = 0.9; x < 4.1; x += 1e-4) {
      double y = table.of(x);
      assertThat(y).isGreaterThan(last);
      last = y;
    }
  }
}
