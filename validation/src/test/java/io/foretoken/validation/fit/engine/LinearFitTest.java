package io.foretoken.validation.fit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LinearFitTest {
  /** Two figures that one parameter moves alike, and a third that no run gives. */
  private static LinearFit fit(double spread) {
    return new LinearFit(
        new double[] {0.01, 0.03, Double.NaN},
        new double[][] {{1, 1, 1}},
        new double[] {1, 1, 1},
        new double[] {spread});
  }

  @Test
  void movesTheParameterToWhereErrorsBalance() {
    // errors 0.01 + x and 0.03 + x: about -0.02 where the prior says next to nothing
    assertThat(fit(100).solve(i -> true)[0]).isCloseTo(-0.02, within(1e-3));
  }

  @Test
  void looksAtTheChosenFiguresOnly() {
    LinearFit fit = fit(100);
    double[] x = fit.solve(i -> i == 1);

    assertThat(fit.at(x, 1)).isCloseTo(0, within(1e-5));
    assertThat(fit.at(x, 0)).isCloseTo(-0.02, within(1e-4));
  }

  @Test
  void staysWhereItIsWhenThePriorIsTight() {
    assertThat(fit(1e-4).solve(i -> true)[0]).isCloseTo(0, within(1e-4));
  }
}
