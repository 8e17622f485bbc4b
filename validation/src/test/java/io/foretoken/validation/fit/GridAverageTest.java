package io.foretoken.validation.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.hardware.operator.CorrectionAxis;
import java.util.List;
import org.junit.jupiter.api.Test;

class GridAverageTest {
  private static GridAverage average(boolean exact) {
    return new GridAverage(List.of(CorrectionAxis.of("x", 1, 4, 16)), new boolean[] {exact});
  }

  /** Points on nodes stay; the node in between takes the mean of its neighbours. */
  @Test
  void fillsWhatWasNotMeasured() {
    GridAverage average = average(false);
    average.add(0.2, 1);
    average.add(0.4, 16);

    assertThat(average.logs()).containsExactly(new double[] {0.2, 0.3, 0.4}, within(1e-9));
  }

  /** Seven points of 0.1 and one of 3: it counts as 0.12 above the median, 0.1 + 0.12/8. */
  @Test
  void anOutlierCountsUpToALimit() {
    GridAverage average = average(false);
    for (int i = 0; i < 7; i++) {
      average.add(0.1, 4);
    }
    average.add(3, 4);

    assertThat(average.logs()[1]).isCloseTo(0.115, within(1e-9));
  }

  /** A point between the nodes of an exact axis says nothing about either. */
  @Test
  void anExactAxisTakesPointsAtItsNodesOnly() {
    GridAverage average = average(true);
    average.add(0.5, 2);
    average.add(0.1, 4);

    assertThat(average.logs()).containsExactly(new double[] {0.1, 0.1, 0.1}, within(1e-9));
  }
}
