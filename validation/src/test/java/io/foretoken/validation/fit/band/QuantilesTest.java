package io.foretoken.validation.fit.band;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuantilesTest {
  private static double[] oneTo(int n) {
    return IntStream.rangeClosed(1, n).mapToDouble(i -> i).toArray();
  }

  /** 5 % of the 40 gaps of 39 observations are two gaps: below the 2nd, above the 38th. */
  @Test
  void endsAreOrderStatisticsOfOneMore() {
    assertThat(Quantiles.lower(oneTo(39), 0.05)).isEqualTo(2);
    assertThat(Quantiles.upper(oneTo(39), 0.05)).isEqualTo(38);
  }

  @Test
  void nineteenAreTheFewestForFivePercent() {
    assertThat(Quantiles.fewest(0.05)).isEqualTo(19);
    assertThat(Quantiles.lower(oneTo(19), 0.05)).isEqualTo(1);
    assertThat(Quantiles.upper(oneTo(19), 0.05)).isEqualTo(19);
    assertThatThrownBy(() -> Quantiles.lower(oneTo(18), 0.05)).hasMessageContaining("too few");
  }

  /** 2,000 bands of 24 observations each: (24 + 1) / 20 is 1.25, so both ends are the outermost. */
  @Test
  void theNextObservationIsWithinAtLeastAsOftenAsPromised() {
    Random random = new Random(7);
    int held = 0;
    for (int trial = 0; trial < 2000; trial++) {
      double[] seen = random.doubles(24).sorted().toArray();
      double next = random.nextDouble();
      held += Quantiles.lower(seen, 0.05) <= next && next <= Quantiles.upper(seen, 0.05) ? 1 : 0;
    }
    // Two of 25 gaps are outside: 92 %, three standard deviations of 2,000 draws are 1.8 %.
    assertThat(held / 2000.0).isBetween(0.90, 0.94);
  }
}
