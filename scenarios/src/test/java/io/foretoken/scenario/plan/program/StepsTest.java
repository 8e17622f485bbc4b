package io.foretoken.scenario.plan.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.scenario.plan.forecast.Forecast;
import io.foretoken.scenario.plan.forecast.ForecastCase;
import io.foretoken.scenario.plan.forecast.Period;
import io.foretoken.scenario.plan.forecast.Rates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StepsTest {
  private static Forecast hourly(double... loads) {
    List<Period> periods = new ArrayList<>();
    List<Forecast.Piece> week = new ArrayList<>();
    double each = 168.0 / loads.length;
    for (int at = 0; at < loads.length; at++) {
      Rates rates = new Rates(loads[at], loads[at], loads[at]);
      periods.add(new Period("p" + at, each, rates, Optional.empty()));
      week.add(new Forecast.Piece(at, at * each, each));
    }
    return new Forecast(periods, week, true, false);
  }

  private static List<Step> steps(Forecast forecast, double uptime, int most) {
    return Steps.of(forecast, ForecastCase.EXPECTED, uptime, most);
  }

  @Test
  void everyLoadIsASizeWhereThereIsRoom() {
    assertThat(steps(hourly(3, 1, 3, 2), 0, 12))
        .containsExactly(
            new Step(1, 42, List.of(1)),
            new Step(2, 42, List.of(3)),
            new Step(3, 84, List.of(0, 2)));
  }

  /**
   * 1, 2 and 9 in two sizes: {1, 2} under 2 leaves 1 x 42 idle, {2, 9} under 9 would leave 7 x 42.
   */
  @Test
  void nearLoadsShareASize() {
    assertThat(steps(hourly(1, 9, 2, 9), 0, 2)).extracting(Step::load).containsExactly(2.0, 9.0);
  }

  /** Quarters of a week are 42 hours. A rise to 9 that lasts 42 is held for 60: one piece more. */
  @Test
  void aRiseLastsAsLongAsAReplicaRuns() {
    double[] loads = {1, 9, 2, 1};
    assertThat(Steps.held(hourly(loads).week(), loads, 60)).containsExactly(1, 9, 9, 1);
    assertThat(Steps.held(hourly(loads).week(), loads, 0)).containsExactly(loads);
    // At the end of the week the next one begins.
    double[] late = {1, 1, 1, 9};
    assertThat(Steps.held(hourly(late).week(), late, 43)).containsExactly(9, 1, 1, 9);
    assertThat(Steps.held(hourly(late).week(), late, 1000)).containsExactly(9, 9, 9, 9);
  }

  /** For random weeks: every piece once, no load above its size, and no division with less idle. */
  @Test
  void noOtherDivisionLeavesLessIdle() {
    SplittableRandom random = new SplittableRandom(5);
    for (int round = 0; round < 200; round++) {
      double[] loads = random.ints(8, 0, 12).asDoubleStream().toArray();
      int most = 1 + random.nextInt(4);
      List<Step> steps = steps(hourly(loads), 0, most);

      List<Integer> pieces = new ArrayList<>();
      double idle = 0;
      for (Step step : steps) {
        pieces.addAll(step.pieces());
        for (int piece : step.pieces()) {
          assertThat(loads[piece]).isLessThanOrEqualTo(step.load());
          idle += step.load() - loads[piece];
        }
        assertThat(step.hours()).isCloseTo(21.0 * step.pieces().size(), within(1e-9));
      }
      assertThat(pieces).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7);
      double[] levels = Arrays.stream(loads).distinct().sorted().toArray();
      assertThat(idle).isEqualTo(least(loads, levels, most));
    }
  }

  /** All choices of sizes among the levels, the highest one always among them. */
  private static double least(double[] loads, double[] levels, int most) {
    double least = Double.POSITIVE_INFINITY;
    for (int set = 0; set < 1 << (levels.length - 1); set++) {
      int sizes = set | 1 << (levels.length - 1);
      if (Integer.bitCount(sizes) > most) {
        continue;
      }
      double idle = 0;
      for (double load : loads) {
        int at = Arrays.binarySearch(levels, load);
        while ((sizes & 1 << at) == 0) {
          at++;
        }
        idle += levels[at] - load;
      }
      least = Math.min(least, idle);
    }
    return least;
  }

  @Test
  void twiceTheLoadsAreTwiceTheSizes() {
    SplittableRandom random = new SplittableRandom(6);
    for (int round = 0; round < 50; round++) {
      Forecast once = hourly(random.ints(12, 0, 40).asDoubleStream().toArray());
      List<Step> sizes = steps(once, 30, 4);
      assertThat(steps(once.times(2), 30, 4))
          .isEqualTo(
              sizes.stream()
                  .map(each -> new Step(2 * each.load(), each.hours(), each.pieces()))
                  .toList());
    }
  }
}
