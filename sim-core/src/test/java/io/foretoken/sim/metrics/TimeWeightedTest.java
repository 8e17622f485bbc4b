package io.foretoken.sim.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TimeWeightedTest {

  // 2 over [0, 10), 6 over [10, 20): 20 + 60 = 80, mean 4; intervals of 8 ns:
  //   [0, 8) 16   [8, 16) 2 x 2 + 6 x 6 = 40   [16, 24) 4 x 6 = 24
  @Test
  void areaMeanPeakAndIntervals() {
    TimeWeighted quantity = new TimeWeighted(MeasureWindow.WHOLE, 8, 4);
    quantity.set(0, 2);
    quantity.set(10, 6);
    quantity.settle(20);

    assertThat(quantity.windowArea()).isEqualTo(80);
    assertThat(quantity.peak()).isEqualTo(6);
    assertThat(quantity.value()).isEqualTo(6);
    assertThat(quantity.buckets()).isEqualTo(3);
    assertThat(areas(quantity)).containsExactly(16, 40, 24);
  }

  @Test
  void addChangesTheValueByADelta() {
    TimeWeighted quantity = new TimeWeighted(MeasureWindow.WHOLE, 8, 4);
    quantity.add(0, 3);
    quantity.add(5, -1);
    quantity.settle(10);

    assertThat(quantity.value()).isEqualTo(2);
    assertThat(quantity.windowArea()).isEqualTo(3 * 5 + 2 * 5);
  }

  // Window [15, 30). 9 over [0, 10), 2 over [10, 20), 5 over [20, 25), 1 over [25, 40):
  //   2 x 5 + 5 x 5 + 1 x 5 = 40; the 9 is before the window, the peak in it is 5.
  @Test
  void onlyTheWindowCounts() {
    TimeWeighted quantity = new TimeWeighted(MeasureWindow.steady(15, 30), 100, 4);
    quantity.set(0, 9);
    quantity.set(10, 2);
    quantity.set(20, 5);
    quantity.set(25, 1);
    quantity.set(40, 77);
    quantity.settle(50);

    assertThat(quantity.windowArea()).isEqualTo(40);
    assertThat(quantity.peak()).isEqualTo(5);
    assertThat(quantity.area(0)).isEqualTo(9 * 10 + 2 * 10 + 5 * 5 + 15 + 77 * 10);
  }

  // 9 over [0, 40) and the window is [15, 30): the value that the window begins with is its peak
  @Test
  void valueThatTheWindowBeginsWithCountsForThePeak() {
    TimeWeighted quantity = new TimeWeighted(MeasureWindow.steady(15, 30), 100, 4);
    quantity.set(0, 9);
    quantity.set(40, 0);

    assertThat(quantity.peak()).isEqualTo(9);
    assertThat(quantity.windowArea()).isEqualTo(9 * 15);
  }

  // a peak before the window that is gone when it begins
  @Test
  void windowThatNobodyTouchesHasNoPeakOfTheTimeBefore() {
    TimeWeighted quantity = new TimeWeighted(MeasureWindow.steady(15, 30), 100, 4);
    quantity.set(0, 9);
    quantity.set(10, 0);
    quantity.settle(50);

    assertThat(quantity.peak()).isZero();
    assertThat(quantity.windowArea()).isZero();
  }

  // A run that ends before its window begins has nothing in it.
  @Test
  void runThatEndsBeforeTheWindowHasNoPeakInIt() {
    TimeWeighted quantity = new TimeWeighted(MeasureWindow.steady(15, 30), 100, 4);
    quantity.set(0, 9);
    quantity.set(10, 0);
    quantity.settle(12);

    assertThat(quantity.peak()).isZero();
  }

  // 4 intervals of 10 ns; value 1 until 95: 40 is outgrown, then 80:
  //   10 ns -> 20 ns -> 40 ns intervals: [0, 40) 40, [40, 80) 40, [80, 120) 15
  @Test
  void outgrownIntervalsMergeInPairs() {
    TimeWeighted quantity = new TimeWeighted(MeasureWindow.WHOLE, 10, 4);
    quantity.set(0, 1);
    quantity.settle(35);
    assertThat(areas(quantity)).containsExactly(10, 10, 10, 5);
    quantity.settle(40);
    assertThat(areas(quantity)).containsExactly(10, 10, 10, 10);
    quantity.settle(41);
    assertThat(areas(quantity)).containsExactly(20, 20, 1);
    quantity.settle(95);

    assertThat(quantity.bucketNanos()).isEqualTo(40);
    assertThat(areas(quantity)).containsExactly(40, 40, 15);
  }

  @Test
  void coarseningOnDemandKeepsAreasAndCountsIntervals() {
    TimeWeighted quantity = new TimeWeighted(MeasureWindow.WHOLE, 10, 8);
    quantity.set(0, 1);
    quantity.settle(55);
    quantity.coarsenTo(30); // 10 -> 20 -> 40

    assertThat(quantity.bucketNanos()).isEqualTo(40);
    assertThat(areas(quantity)).containsExactly(40, 15);
  }

  // Against a plain sum over every nanosecond, with times far beyond the first intervals.
  @ParameterizedTest
  @MethodSource("io.foretoken.sim.testkit.Seeds#hundred")
  void agreesWithASumOverEveryNanosecond(int seed) {
    Random random = new Random(seed);
    long end = 2000;
    long from = random.nextInt(1000);
    long to = from + 1 + random.nextInt(1000);
    TimeWeighted quantity = new TimeWeighted(MeasureWindow.steady(from, to), 1, 16);
    long area = 0;
    long[] at = new long[(int) end];
    long value = 0;
    for (int now = 0; now < end; now++) {
      if (random.nextInt(30) == 0) {
        value = random.nextInt(10);
        quantity.set(now, value);
      }
      at[now] = value;
      area += now >= from && now < to ? value : 0;
    }
    quantity.settle(end);

    assertThat(quantity.windowArea()).isEqualTo((double) area);
    long width = quantity.bucketNanos();
    for (int bucket = 0; bucket < quantity.buckets(); bucket++) {
      long sum = 0;
      for (long now = bucket * width; now < Math.min(end, (bucket + 1) * width); now++) {
        sum += at[(int) now];
      }
      assertThat(quantity.area(bucket)).isEqualTo((double) sum, Offset.offset(1e-9));
    }
  }

  private static long[] areas(TimeWeighted quantity) {
    long[] areas = new long[quantity.buckets()];
    for (int bucket = 0; bucket < areas.length; bucket++) {
      areas[bucket] = Math.round(quantity.area(bucket));
    }
    return areas;
  }
}
