package io.foretoken.workload.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foretoken.workload.KolmogorovSmirnov;
import org.apache.commons.math3.special.Gamma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GammaArrivalsTest {
  @ParameterizedTest
  @ValueSource(doubles = {0.25, 0.5, 2, 8, 100})
  void gapsAreGammaDistributedWithBurstinessAsTheirShape(double burstiness) {
    double rate = 5;
    double[] gaps =
        ArrivalTimes.gaps(20_000, new GammaArrivals(rate, burstiness), ArrivalTimes.seed(11));
    assertThat(
            KolmogorovSmirnov.statistic(
                gaps, x -> Gamma.regularizedGammaP(burstiness, x * rate * burstiness)))
        .isLessThan(KolmogorovSmirnov.critical(20_000));
  }

  @Test
  void burstinessOneIsThePoissonProcessItself() {
    assertThat(ArrivalTimes.first(1_000, new GammaArrivals(5, 1), ArrivalTimes.seed(4)))
        .isEqualTo(ArrivalTimes.first(1_000, new PoissonArrivals(5), ArrivalTimes.seed(4)));
  }

  @Test
  void extremeBurstinessStaysInOrder() {
    assertThat(ArrivalTimes.first(1_000, new GammaArrivals(5, 0.001), ArrivalTimes.seed(4)))
        .isSorted();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void burstinessMustBePositive(double burstiness) {
    assertThatThrownBy(() -> new GammaArrivals(1, burstiness))
        .hasMessageContaining("burstiness must be positive");
  }
}
