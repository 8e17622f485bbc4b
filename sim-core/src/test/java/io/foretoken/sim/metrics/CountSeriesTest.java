package io.foretoken.sim.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountSeriesTest {

  // intervals of 10 ns: 5 at 0, 2 at 9 -> 7; 1 at 10 -> 1; 4 at 29 -> 4
  @Test
  void countFallsIntoTheIntervalThatContainsItsInstant() {
    CountSeries series = new CountSeries(10, 4);
    series.add(0, 5);
    series.add(9, 2);
    series.add(10, 1);
    series.add(29, 4);

    assertThat(counts(series)).containsExactly(7, 1, 4);
    assertThat(series.total()).isEqualTo(12);
  }

  // 4 intervals of 10 ns end at 40; a count at 40 doubles them: [0, 20) 8, [20, 40) 4, [40, 60) 1
  @Test
  void outgrownIntervalsMergeInPairs() {
    CountSeries series = new CountSeries(10, 4);
    series.add(0, 7);
    series.add(10, 1);
    series.add(29, 4);
    series.add(40, 1);

    assertThat(series.bucketNanos()).isEqualTo(20);
    assertThat(counts(series)).containsExactly(8, 4, 1);
    series.add(59, 2);
    assertThat(counts(series)).containsExactly(8, 4, 3);
    series.add(1000, 1); // 20 -> 40 ... -> 320
    assertThat(series.bucketNanos()).isEqualTo(320);
    assertThat(counts(series)).containsExactly(15, 0, 0, 1);
  }

  @Test
  void coarseningOnDemandKeepsCounts() {
    CountSeries series = new CountSeries(10, 8);
    for (int now = 0; now < 80; now++) {
      series.add(now, 1);
    }
    series.coarsenTo(25);

    assertThat(series.bucketNanos()).isEqualTo(40);
    assertThat(counts(series)).containsExactly(40, 40);
  }

  private static long[] counts(CountSeries series) {
    long[] counts = new long[series.buckets()];
    for (int bucket = 0; bucket < counts.length; bucket++) {
      counts[bucket] = series.count(bucket);
    }
    return counts;
  }
}
