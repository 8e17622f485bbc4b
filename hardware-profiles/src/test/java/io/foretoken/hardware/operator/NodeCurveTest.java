package io.foretoken.hardware.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class NodeCurveTest {
  private static final double[] NODES = {1, 2, 4};

  /** A form of 10, 12, 20 at the nodes, measured at 1.1, 1.0 and 1.2 times that. */
  private static NodeCurve curve(boolean rises) {
    DoubleUnaryOperator form = x -> x == 1 ? 10 : x == 2 ? 12 : 20;
    DoubleUnaryOperator log = x -> StrictMath.log(x == 1 ? 1.1 : x == 2 ? 1.0 : 1.2);
    return new NodeCurve(NODES, form, log, x -> 0, rises);
  }

  @Test
  void meetsTheMeasurementsAtItsNodes() {
    assertThat(curve(true).at(1, 10)).isCloseTo(11, within(1e-12));
    assertThat(curve(true).at(2, 12)).isCloseTo(12, within(1e-12));
    assertThat(curve(true).at(4, 20)).isCloseTo(24, within(1e-12));
  }

  /** At 3 the form says 15, 3 of the 8 us from 12 to 20: 3/8 of the way from 12 to 24 is 16.5. */
  @Test
  void movesBetweenNodesAsTheFormDoes() {
    assertThat(curve(true).at(3, 15)).isCloseTo(16.5, within(1e-12));
  }

  /**
   * A form that stands still moves on a straight line: half way from 2 to 4 is half way in time.
   */
  @Test
  void movesOnALineWhereTheFormStandsStill() {
    NodeCurve flat =
        new NodeCurve(NODES, x -> 10, x -> StrictMath.log(x == 4 ? 1.2 : 1), x -> 0, true);

    assertThat(flat.at(3, 10)).isCloseTo(11, within(1e-12));
  }

  /** Beyond the last node the last factor holds: 1.2 x 40 = 48; before the first 1.1 x 5 = 5.5. */
  @Test
  void keepsTheFactorBeyondItsEnds() {
    assertThat(curve(true).at(100, 40)).isCloseTo(48, within(1e-12));
    assertThat(curve(true).at(0.5, 5)).isCloseTo(5.5, within(1e-12));
  }

  /** 20 us measured before 5: both become their mean by logarithm, sqrt(100) = 10. */
  @Test
  void levelsOutWhatFalls() {
    DoubleUnaryOperator log = x -> StrictMath.log(x == 1 ? 20 : x == 2 ? 5 : 40);
    NodeCurve levelled = new NodeCurve(NODES, x -> 1 + 1e-6 * x, log, x -> 0, true);
    NodeCurve asMeasured = new NodeCurve(NODES, x -> 1, log, x -> 0, false);

    assertThat(levelled.at(1, 1)).isCloseTo(10, within(1e-4));
    assertThat(levelled.at(2, 1)).isCloseTo(10, within(1e-4));
    assertThat(asMeasured.at(1.5, 1)).isCloseTo(12.5, within(1e-12));
  }

  @Test
  void neverFallsBelowTheRoofAtANode() {
    NodeCurve curve = new NodeCurve(NODES, x -> 10, x -> StrictMath.log(0.5), x -> 8, true);

    assertThat(curve.at(2, 10)).isCloseTo(8, within(1e-12));
  }
}
