package io.foretoken.validation.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RobustFitTest {
  private static final List<Parameter> PARAMETERS =
      List.of(new Parameter("a", 1, 0.1, 100), new Parameter("b", 1, 0.1, 100));

  private static final RobustFit.Form LINE =
      (c, out) -> {
        for (int i = 0; i < out.length; i++) {
          out[i] = c[0] + c[1] * i;
        }
      };

  private static double[] ones(int size) {
    double[] ones = new double[size];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** 3 + 2 i, each tenth value a hundred times too large: the line stays. */
  @Test
  void findsTheParametersDespiteOutliers() {
    double[] measured = new double[100];
    for (int i = 0; i < measured.length; i++) {
      measured[i] = (3 + 2 * i) * (i % 10 == 7 ? 100 : 1);
    }

    double[] found = RobustFit.fit(PARAMETERS, LINE, measured, ones(100), 0.05).values();

    assertThat(found[0]).isCloseTo(3, within(0.1));
    assertThat(found[1]).isCloseTo(2, within(0.02));
  }

  /** A slope of 500 is not allowed: the bound is. */
  @Test
  void staysWithinTheBounds() {
    double[] measured = new double[20];
    for (int i = 0; i < measured.length; i++) {
      measured[i] = 1 + 500 * i;
    }

    double[] found = RobustFit.fit(PARAMETERS, LINE, measured, ones(20), 0.1).values();

    assertThat(found[1]).isLessThanOrEqualTo(100).isGreaterThan(95);
  }

  @Test
  void leavesFixedParametersAlone() {
    List<Parameter> half = List.of(Parameter.fixed("a", 7), PARAMETERS.get(1));
    double[] measured = new double[20];
    for (int i = 0; i < measured.length; i++) {
      measured[i] = 7 + 4 * i;
    }

    double[] found = RobustFit.fit(half, LINE, measured, ones(20), 0.1).values();

    assertThat(found[0]).isEqualTo(7);
    assertThat(found[1]).isCloseTo(4, within(1e-3));
  }
}
