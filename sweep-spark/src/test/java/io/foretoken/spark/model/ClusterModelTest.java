package io.foretoken.spark.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The model beside what can be reckoned by hand. */
class ClusterModelTest {
  private static final double SECOND = 1e9;
  private static final double MILLI = 1e6;
  private static final double MICRO = 1e3;

  /** Nothing but the dispatch thread. */
  private static Overheads dispatch(double makePoint, double takePoint) {
    return new Overheads(makePoint, takePoint, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  /** Nothing but the scheduler thread. */
  private static Overheads scheduler(double task) {
    return new Overheads(0, 0, 0, 0, 0, task, 0, 0, 0, 0, 0);
  }

  /** Nothing but what a core and the network add. */
  private static Overheads way(double executorTask, double latency, double networkByte) {
    return new Overheads(0, 0, 0, 0, 0, 0, 0, 0, executorTask, latency, networkByte);
  }

  /** 6,400 points of 1 s on 64 cores: 100 s. */
  @Test
  void withoutOverheadASweepTakesItsWorkOverItsCores() {
    Outcome outcome = ClusterModel.run(Overheads.NONE, Sweep.even(64, 6400, SECOND, 1500, 3000));

    assertThat(outcome.seconds()).isEqualTo(100, within(1e-6));
    assertThat(outcome.efficiency()).isEqualTo(1, within(1e-6));
    assertThat(outcome.tasks()).isEqualTo(6400);
    assertThat(outcome.full()).isEmpty();
  }

  /** Points of 10 ms travel by 40: the last task may begin when all else has ended, 0.4 s. */
  @Test
  void shortPointsTravelTogetherAndEndWithinOneTaskOfTheIdeal() {
    Outcome outcome =
        ClusterModel.run(Overheads.NONE, Sweep.even(64, 64_000, 10 * MILLI, 1500, 3000));

    assertThat(outcome.seconds()).isBetween(10.0, 10.4);
    assertThat(outcome.points()).isEqualTo(64_000);
    // Two jobs of 64 tasks with a point each, before anything is known; then 40 a task.
    assertThat(outcome.tasks()).isBetween(64_000 / 40, 64_000 / 40 + 128);
  }

  /** Making 40 us and taking 60 us: at most 10,000 points a second, with any number of cores. */
  @Test
  void theDispatchThreadBoundsPointsPerSecond() {
    Outcome outcome =
        ClusterModel.run(
            dispatch(40 * MICRO, 60 * MICRO), Sweep.even(2000, 100_000, 10 * MILLI, 1500, 3000));

    assertThat(outcome.seconds()).isGreaterThanOrEqualTo(10).isLessThan(11);
    assertThat(outcome.full()).isEqualTo("dispatch");
  }

  /** 1 ms a task: 20,000 tasks take 20 s, though 4,000 cores could do 13,000 of 0.3 s a second. */
  @Test
  void theSchedulerThreadBoundsTasksPerSecond() {
    Outcome outcome =
        ClusterModel.run(scheduler(MILLI), Sweep.even(4000, 20_000, 0.3 * SECOND, 1500, 3000));

    assertThat(outcome.seconds()).isBetween(20.0, 20.4);
    assertThat(outcome.full()).isEqualTo("scheduler");
    assertThat(outcome.busy().get("scheduler")).isGreaterThan(0.97);
  }

  /** 3,000 results of 1 MB through a port of 1 GB/s take 3 s and no less. */
  @Test
  void thePortBoundsBytesPerSecond() {
    Outcome outcome =
        ClusterModel.run(way(0, 0, 1), Sweep.even(1000, 3000, 0.3 * SECOND, 100, 1_000_000));

    assertThat(outcome.seconds()).isBetween(3.0, 3.7);
    assertThat(outcome.full()).isIn("", "network in");
    assertThat(outcome.busy().get("network in")).isGreaterThan(0.8);
  }

  /** One core: 100 x (0.5 s + 4 ms + 2 x 3 ms) = 51 s. */
  @Test
  void aCoreWaitsForTheWayBetweenTwoTasks() {
    Outcome outcome =
        ClusterModel.run(
            way(4 * MILLI, 3 * MILLI, 0), Sweep.even(1, 100, 0.5 * SECOND, 1500, 3000));

    assertThat(outcome.seconds()).isEqualTo(51, within(1e-6));
  }

  /** Ten points of 10 s on ten cores, one of which takes five times as long. */
  @Test
  void oneSlowCoreHoldsUpTheEnd() {
    Sweep slow = Sweep.even(10, 10, 10 * SECOND, 1500, 3000).withSlow(10, 5, false);

    assertThat(ClusterModel.run(Overheads.NONE, slow).seconds()).isEqualTo(50, within(1e-6));
  }

  /**
   * Spark starts the last of the ten once more when it has taken three times the median, which it
   * sees when it looks the next time, 0.1 s later: 30.1 s + 10 s.
   */
  @Test
  void speculationStartsItOnceMore() {
    Sweep slow = Sweep.even(10, 10, 10 * SECOND, 1500, 3000).withSlow(10, 5, true);
    Outcome outcome = ClusterModel.run(Overheads.NONE, slow);

    assertThat(outcome.seconds()).isEqualTo(40.1, within(0.11));
    assertThat(outcome.points()).isEqualTo(10);
    assertThat(outcome.tasks()).isEqualTo(10);
  }

  /** Spread evenly: the mean of many is the mean, and none lies beyond. */
  @Test
  void timesOfPointsAreSpreadAsTold() {
    Sweep sweep = Sweep.even(1, 10_000, SECOND, 1, 1).withSpread(0.5);
    double sum = 0;
    for (int point = 0; point < sweep.points(); point++) {
      assertThat(sweep.nanos(point)).isBetween(0.5 * SECOND, 1.5 * SECOND);
      sum += sweep.nanos(point);
    }

    assertThat(sum / sweep.points()).isEqualTo(SECOND, within(0.001 * SECOND));
  }

  /** Laws: every point once, no core and no thread busier than always, the same again. */
  @Test
  void everyPointComesBackOnceWhateverTheCluster() {
    Overheads costs =
        new Overheads(
            50 * MICRO,
            30 * MICRO,
            40 * MICRO,
            3 * MILLI,
            200 * MICRO,
            200 * MICRO,
            100 * MICRO,
            0.5,
            MILLI,
            0.3 * MILLI,
            0.8);
    for (int cores : List.of(1, 2, 7, 100, 1500)) {
      for (double millis : List.of(0.1, 3.0, 150.0, 4000.0)) {
        for (boolean speculation : List.of(false, true)) {
          Sweep sweep =
              Sweep.even(cores, 5000, millis * MILLI, 1500, 3000)
                  .withSpread(0.9)
                  .withSlow(10, 20, speculation);
          Outcome outcome = ClusterModel.run(costs, sweep);
          String name = cores + " cores, " + millis + " ms, speculation " + speculation;
          assertThat(outcome.points()).as(name).isEqualTo(5000);
          assertThat(outcome.efficiency()).as(name).isBetween(0.0, 1.0);
          outcome.busy().forEach((part, busy) -> assertThat(busy).as(name).isBetween(0.0, 1.0));
          assertThat(ClusterModel.run(costs, sweep)).as(name).isEqualTo(outcome);
        }
      }
    }
  }
}
