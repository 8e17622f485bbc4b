package io.foretoken.sim.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GapCountsTest {
  private static final long LONGEST = 4_000_000_000_000L;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 100, 1000, 20_000})
  void figuresAreThoseOfAnHdrHistogramOfThreeDigits(int records) {
    Random random = new Random(records);
    GapCounts gaps = new GapCounts();
    Histogram expected = new Histogram(3);
    for (int record = 0; record < records; record++) {
      long gap = LONGEST >> random.nextInt(42);
      gap -= random.nextInt(1 + (int) Math.min(gap, 1 << 20));
      long count = 1L + random.nextInt(7);
      gaps.add(gap, count);
      expected.recordValueWithCount(gap, count);
    }

    assertThat(GapHistogram.of(gaps)).isEqualTo(expected);
    assertThat(gaps.total()).isEqualTo(expected.getTotalCount());
    assertThat(gaps.mean()).isEqualTo(expected.getMean());
    for (double percent : new double[] {0.1, 1, 25, 50, 90, 95, 99, 99.9, 100}) {
      assertThat(gaps.percentile(percent))
          .isEqualTo((double) expected.getValueAtPercentile(percent));
    }
  }

  // intervals of 1 ns below 2,048, of 2 ns below 4,096: 3,000 and 3,001 are one, 3,002 is the next
  @Test
  void aPercentileIsTheLongestGapOfItsInterval() {
    GapCounts gaps = new GapCounts();
    gaps.add(2047, 98);
    gaps.add(3000, 1);
    gaps.add(3002, 1);

    assertThat(gaps.percentile(50)).isEqualTo(2047);
    assertThat(gaps.percentile(98)).isEqualTo(2047);
    assertThat(gaps.percentile(99)).isEqualTo(3001);
    assertThat(gaps.percentile(100)).isEqualTo(3003);
    // middles: 2047, 3001, 3003
    assertThat(gaps.mean()).isEqualTo((98 * 2047 + 3001 + 3003) / 100.0);
  }

  @Test
  void whatAGroupHasIsTakenAwayFromTheRest() {
    GapCounts all = new GapCounts();
    all.add(500, 10);
    all.add(70_000_000, 4);
    GapCounts group = new GapCounts();
    group.add(70_000_000, 3);

    all.add(group, -1);

    assertThat(all.total()).isEqualTo(11);
    assertThat(all.percentile(50)).isEqualTo(500);
    assertThat(GapHistogram.of(all).getCountAtValue(70_000_000)).isEqualTo(1);
  }

  @Test
  void withoutGapsThereIsNoFigure() {
    GapCounts none = new GapCounts();

    assertThat(none.total()).isZero();
    assertThat(none.mean()).isNaN();
    assertThat(none.percentile(99)).isNaN();
  }
}
