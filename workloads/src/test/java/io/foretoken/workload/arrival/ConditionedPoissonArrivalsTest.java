package io.foretoken.workload.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foretoken.workload.KolmogorovSmirnov;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionedPoissonArrivalsTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void aStageHasRateTimesDurationArrivalsAndTheLastOneEndsIt() {
    var process =
        new ConditionedPoissonArrivals(
            List.of(
                new Stage(3.3, 10 * SECOND), new Stage(0.05, 10 * SECOND), new Stage(20, SECOND)));
    // 33 + 0 + 20: 3.3 x 10 is 32.999999999999996 in floating point, 0.05 x 10 rounds down to none.
    assertThat(process.requests()).isEqualTo(53);
    long[] times = ArrivalTimes.first(55, process, ArrivalTimes.seed(5));
    assertThat(times).isSorted();
    assertThat(times[32]).isEqualTo(10 * SECOND);
    assertThat(times[33]).isGreaterThan(20 * SECOND);
    assertThat(times[52]).isEqualTo(21 * SECOND);
    assertThat(times[53]).isEqualTo(ArrivalStream.END);
    assertThat(times[54]).isEqualTo(ArrivalStream.END);
  }

  @Test
  void arrivalsWithinAStageAreUniformlySpread() {
    var process = new ConditionedPoissonArrivals(List.of(new Stage(100, 100 * SECOND)));
    long[] times = ArrivalTimes.first(10_000, process, ArrivalTimes.seed(6));
    double[] inside = new double[9_999];
    for (int i = 0; i < inside.length; i++) {
      inside[i] = times[i] / (100.0 * SECOND);
    }
    assertThat(KolmogorovSmirnov.statistic(inside, x -> x))
        .isLessThan(KolmogorovSmirnov.critical(inside.length));
  }

  @Test
  void aLaterStageDoesNotChangeAnEarlierOne() {
    var one = new ConditionedPoissonArrivals(List.of(new Stage(5, 10 * SECOND)));
    var two =
        new ConditionedPoissonArrivals(
            List.of(new Stage(5, 10 * SECOND), new Stage(50, 10 * SECOND)));
    assertThat(ArrivalTimes.first(50, two, ArrivalTimes.seed(9)))
        .isEqualTo(ArrivalTimes.first(50, one, ArrivalTimes.seed(9)));
  }

  @Test
  void atLeastOneStageIsNeeded() {
    assertThatThrownBy(() -> new ConditionedPoissonArrivals(List.of()))
        .hasMessageContaining("at least one stage");
    assertThatThrownBy(() -> new Stage(1, 0)).hasMessageContaining("duration must be positive");
  }
}
