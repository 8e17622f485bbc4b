package io.foretoken.validation.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** A linear model whose answers can be worked out by hand. */
class PriorFitTest {
  private static final double[] WIDE = {10, 10};

  /** errors = (x0 - 0.5, 2 x0 - 1, x0 + x1 - 0.7): zero at x = (0.5, 0.2). */
  private static final PriorFit.Model LINES =
      new PriorFit.Model() {
        @Override
        public double[] errors(double[] x) {
          return new double[] {x[0] - 0.5, 2 * x[0] - 1, x[0] + x[1] - 0.7};
        }

        @Override
        public double[] errors(double[] x, double[] known, int parameter) {
          return errors(x);
        }
      };

  private static PriorFit.Given given(double[] spreads, double high, double chance) {
    return new PriorFit.Given(
        new double[] {10, 10, 10},
        new double[] {100, 100, 100},
        spreads,
        new double[] {-1, -1},
        new double[] {high, high},
        new double[] {0.1, 0.1},
        new double[] {chance, chance, chance},
        new int[] {0, 0, 0});
  }

  private static double[] fit(PriorFit.Given given) throws InterruptedException {
    return new PriorFit(LINES, given).run(new double[2], 8, (round, x, loss) -> {}).x();
  }

  @Test
  void findsWhereAllErrorsVanish() throws InterruptedException {
    double[] x = fit(given(WIDE, 1, 0));

    assertThat(x[0]).isCloseTo(0.5, within(1e-3));
    assertThat(x[1]).isCloseTo(0.2, within(1e-3));
  }

  /** x0 may not pass 0.3; the third error then asks for x1 = 0.4, also cut to 0.3. */
  @Test
  void staysWithinItsBounds() throws InterruptedException {
    double[] x = fit(given(WIDE, 0.3, 0));

    assertThat(x[0]).isCloseTo(0.3, within(1e-6)).isLessThanOrEqualTo(0.3);
    assertThat(x[1]).isCloseTo(0.3, within(1e-6)).isLessThanOrEqualTo(0.3);
  }

  /**
   * x1 alone: minimise 100 (x1 - 0.2)^2 + x1^2 / 0.1^2 at x0 = 0.5, so x1 = 0.1: data and prior say
   * the same much. x0 gives way a little.
   */
  @Test
  void aNarrowPriorHoldsAParameterBack() throws InterruptedException {
    double[] x = fit(given(new double[] {10, 0.1}, 1, 0));

    assertThat(x[1]).isBetween(0.08, 0.12);
  }

  /**
   * Slopes of x1 are (0, 0, 1): squares in all 100. Were each error to change by chance with a
   * variance of 0.5, differences over a step of 0.1 would make far more of them: nothing is left.
   */
  @Test
  void slopesThatChanceExplainsAreNotBelieved() throws InterruptedException {
    double[] x = fit(given(WIDE, 1, 0.5));

    assertThat(x).containsExactly(0, 0);
  }
}
