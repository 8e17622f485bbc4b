package io.foretoken.hardware.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LowerHullTest {

  /** (2, 20) and (3, 21) lie above the line from (1, 8) to (4, 22): 8 + 14 / 3 at 2. */
  @Test
  void leavesOutWhatLiesAboveALine() {
    LowerHull hull = new LowerHull(new double[] {1, 2, 3, 4}, new double[] {8, 20, 21, 22});

    assertThat(hull.at(2)).isCloseTo(8 + 14.0 / 3, within(1e-12));
    assertThat(hull.at(4)).isEqualTo(22);
  }

  /** Convex points stay: 1, 2, 6 at 1, 2, 3; half way to the last 4. */
  @Test
  void keepsConvexPoints() {
    LowerHull hull = new LowerHull(new double[] {1, 2, 3}, new double[] {1, 2, 6});

    assertThat(hull.at(2)).isEqualTo(2);
    assertThat(hull.at(2.5)).isEqualTo(4);
  }

  @Test
  void standsStillBeyondTheEnds() {
    LowerHull hull = new LowerHull(new double[] {1, 2}, new double[] {3, 5});

    assertThat(hull.at(0.5)).isEqualTo(3);
    assertThat(hull.at(9)).isEqualTo(5);
  }

  /** Below every point, and above every line through two points that is below them all. */
  @Test
  void isTheGreatestConvexCurveBelowThePoints() {
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 200; round++) {
      int n = 2 + random.nextInt(12);
      double[] x = new double[n];
      double[] y = new double[n];
      for (int i = 0; i < n; i++) {
        x[i] = i + 1;
        y[i] = random.nextDouble(10);
      }
      LowerHull hull = new LowerHull(x, y);
      for (int i = 0; i < n; i++) {
        assertThat(hull.at(x[i])).isLessThanOrEqualTo(y[i] + 1e-12);
        if (i > 0 && i < n - 1) {
          assertThat(2 * hull.at(x[i]))
              .isLessThanOrEqualTo(hull.at(x[i - 1]) + hull.at(x[i + 1]) + 1e-9);
        }
      }
      assertThat(hull.at(x[0])).isEqualTo(y[0]);
      assertThat(hull.at(x[n - 1])).isEqualTo(y[n - 1]);
    }
  }
}
