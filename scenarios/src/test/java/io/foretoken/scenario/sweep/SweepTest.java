package io.foretoken.scenario.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foretoken.scenario.statistic.KeyFigure;
import io.foretoken.scenario.statistic.PointFigures;
import io.foretoken.scenario.statistic.ReplicationPlan;
import io.foretoken.sim.CancelToken;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SweepTest {
  @Test
  void filesDoNotDependOnTheNumberOfWorkers() throws IOException {
    String one = SmallSweep.files(SmallSweep.run(SmallSweep.of(SmallSweep.GRID), 1, none()));
    assertThat(one).contains("memory bandwidth").contains("throughput-interactivity");
    for (int workers : new int[] {2, 4}) {
      SweepResult result = SmallSweep.run(SmallSweep.of(SmallSweep.GRID), workers, none());
      assertThat(SmallSweep.files(result)).isEqualTo(one);
    }
  }

  /** The same requests at every point: at the same rate as many are sent, whatever the limit. */
  @Test
  void pointsShareTheirRandomNumbers() {
    SweepPlan plan =
        SmallSweep.plan(
            SmallSweep.SCENARIO,
            "1",
            Optional.of(SweepLoad.AT_RATE),
            ReplicationPlan.ONCE,
            SmallSweep.GRID);
    List<SweepPoint> points = SmallSweep.run(plan, 2, none()).points();
    assertThat(points)
        .extracting(point -> figures(point).value(KeyFigure.MEASURED_SENT))
        .containsOnly(figures(points.get(0)).value(KeyFigure.MEASURED_SENT));
    assertThat(figures(points.get(0)).value(KeyFigure.TTFT_P99))
        .isGreaterThan(figures(points.get(3)).value(KeyFigure.TTFT_P99));
  }

  /** A sweep of a batch limit keeps as many in flight as the limit allows. */
  @Test
  void fullLoadKeepsTheBatchFull() {
    SweepResult result = SmallSweep.run(SmallSweep.of(SmallSweep.GRID), 2, none());
    assertThat(result.load()).isEqualTo(SweepLoad.FULL);
    assertThat(result.points())
        .extracting(point -> figures(point).inFlight())
        .containsExactly(1L, 2L, 4L, 8L);
    assertThat(result.points())
        .allSatisfy(
            point ->
                assertThat(figures(point).value(KeyFigure.CONCURRENCY_MEAN))
                    .isBetween(0.99 * figures(point).inFlight(), 1.0 * figures(point).inFlight()));
    assertThat(figures(result.points().get(3)).value(KeyFigure.OUTPUT_TOKENS_PER_S))
        .isGreaterThan(3 * figures(result.points().get(0)).value(KeyFigure.OUTPUT_TOKENS_PER_S));
  }

  @Test
  void otherParametersSeeTheScenariosArrivals() {
    assertThat(SmallSweep.of("fleet.main.gpu=h100,h200").load()).isEqualTo(SweepLoad.AT_RATE);
    assertThat(SmallSweep.of("workload.arrivals=1..3..1/s", SmallSweep.GRID).load())
        .isEqualTo(SweepLoad.AT_RATE);
  }

  @Test
  void aFailingPointDoesNotEndTheSweep() throws IOException {
    SweepPlan plan = SmallSweep.of("model=llama-3.1-8b,llama-3.1-70b", "fleet.main.gpu=h100");
    SweepResult result = SmallSweep.run(plan, 1, none());
    assertThat(result.points().get(0).figures()).isPresent();
    assertThat(result.points().get(1).failure()).contains("does not fit").doesNotContain("\n");
    assertThat(result.failed()).containsExactly(result.points().get(1));
    assertThat(SmallSweep.files(result)).contains("1,llama-3.1-70b,h100,failed,at-rate,,");
  }

  /** The first replication is the run without others, so intervals are around it. */
  @Test
  void replicationsGiveIntervals() {
    SweepPlan plan =
        SmallSweep.plan(
            SmallSweep.SCENARIO,
            "1",
            Optional.empty(),
            ReplicationPlan.exactly(4),
            SmallSweep.GRID);
    PointFigures figures = figures(SmallSweep.run(plan, 2, none()).points().get(0));
    assertThat(figures.replications()).isEqualTo(4);
    assertThat(figures.halfWidth(KeyFigure.E2E_MEAN)).isPositive();
    assertThat(figures.figures().get(KeyFigure.E2E_MEAN).relative()).isLessThan(0.5);
  }

  @Test
  void gridsVaryTheLastParameterFastest() {
    SweepPlan plan = SmallSweep.of("fleet.main.gpu=h100,h200", "fleet.main.replicas=1..3..1");
    assertThat(plan.size()).isEqualTo(6);
    assertThat(List.of(plan.values(0), plan.values(1), plan.values(5)))
        .containsExactly(List.of("h100", "1"), List.of("h100", "2"), List.of("h200", "3"));
  }

  @Test
  void parametersCanChangeTogether() {
    SweepPlan plan = SmallSweep.of("fleet.main.gpu,prices.gpu_hour_usd=[h100,2.99],[h200,3.8]");
    assertThat(plan.parameters()).containsExactly("fleet.main.gpu", "prices.gpu_hour_usd");
    assertThat(plan.size()).isEqualTo(2);
    assertThat(plan.values(1)).containsExactly("h200", "3.8");
  }

  /**
   * The first points of the two-dimensional Sobol sequence are (0, 0), (1/2, 1/2), (3/4, 1/4),
   * (1/4, 3/4).
   */
  @Test
  void rangesWithoutStepAreSampled() {
    String sweep = "sweep: {samples: 4, prices.gpu_hour_usd: 0.0..99.9, fleet.main.replicas: 1..4}";
    SweepPlan plan = SmallSweep.plan(SmallSweep.SCENARIO + sweep, "1");
    assertThat(plan.size()).isEqualTo(4);
    assertThat(List.of(plan.values(0), plan.values(1), plan.values(2), plan.values(3)))
        .containsExactly(
            List.of("0", "1"), List.of("50", "3"), List.of("75", "2"), List.of("25", "4"));
  }

  @Test
  void theSectionOfTheScenarioGivesWayToArguments() {
    String yaml = SmallSweep.SCENARIO + "sweep: {fleet.main.replicas: [1, 2]}\n";
    assertThat(SmallSweep.plan(yaml, "1").parameters()).containsExactly("fleet.main.replicas");
    SweepPlan given = SmallSweep.plan(yaml, "1", SmallSweep.GRID);
    assertThat(given.size()).isEqualTo(4);
    assertThat(given.notes()).anyMatch(note -> note.contains("--param takes its place"));
  }

  @Test
  void keysAreOfContentNotOfForm() {
    SweepPlan plan = SmallSweep.of(SmallSweep.GRID);
    SweepPlan reordered =
        SmallSweep.plan(
            "# a comment\nstop: {duration: 3s}\n"
                + SmallSweep.SCENARIO.replace("stop: {duration: 3s}\n", ""),
            "1",
            SmallSweep.GRID);
    assertThat(reordered.task(2).key()).isEqualTo(plan.task(2).key());
    assertThat(plan.task(1).key()).isNotEqualTo(plan.task(2).key());
    assertThat(SmallSweep.plan(SmallSweep.SCENARIO, "2", SmallSweep.GRID).task(2).key())
        .isNotEqualTo(plan.task(2).key());
  }

  @Test
  void aCancelledSweepSaysSo() {
    AtomicInteger done = new AtomicInteger();
    assertThatThrownBy(
            () ->
                Sweep.run(
                    SmallSweep.of(SmallSweep.GRID),
                    new LocalSweepRunner(),
                    1,
                    none(),
                    (points, resumed, all) -> done.set(points),
                    () -> done.get() == 2))
        .isInstanceOf(CancellationException.class);
    assertThat(done).hasValue(2);
  }

  /** A runner of one's own gets texts and gives bytes; it may take its time and its order. */
  @Test
  void runnersOfOnesOwn() throws Exception {
    SweepRunner backwards =
        new SweepRunner() {
          @Override
          public String name() {
            return "backwards";
          }

          @Override
          public void run(
              Iterator<SweepTask> tasks, int workers, Results results, CancelToken cancel) {
            if (tasks.hasNext()) {
              SweepTask task = tasks.next();
              run(tasks, workers, results, cancel);
              results.accept(task, new PointExecutor().run(copy(task), cancel));
            }
          }
        };
    assertThat(new SweepRunners(List.of(backwards)).names()).containsExactly("backwards", "local");
    SweepResult result =
        Sweep.run(
            SmallSweep.of(SmallSweep.GRID),
            backwards,
            1,
            none(),
            (done, resumed, all) -> {},
            CancelToken.NEVER);
    assertThat(SmallSweep.files(result))
        .isEqualTo(SmallSweep.files(SmallSweep.run(SmallSweep.of(SmallSweep.GRID), 1, none())));
    assertThatThrownBy(() -> new SweepRunners(List.of(backwards, backwards)))
        .hasMessageContaining("two sweep runners are called 'backwards'");
  }

  private static SweepTask copy(SweepTask task) {
    return new SweepTask(
        task.kind(), task.index(), task.key(), task.folder(), task.text(), task.files());
  }

  /** MSER-5 runs once, and every point leaves out the same. */
  @Test
  void theWarmUpIsFoundOnceUnlessGiven() {
    SweepResult found = SmallSweep.run(SmallSweep.of(SmallSweep.GRID), 1, none());
    assertThat(found.warmupSeconds()).isBetween(0.0, 1.5);
    assertThat(found.points())
        .allSatisfy(
            point ->
                assertThat(figures(point).value(KeyFigure.WINDOW_SECONDS))
                    .isEqualTo(3 - found.warmupSeconds()));
    String given = SmallSweep.SCENARIO.replace("duration: 3s", "duration: 3s, warmup: 1s");
    SweepResult kept = SmallSweep.run(SmallSweep.plan(given, "1", SmallSweep.GRID), 1, none());
    assertThat(kept.warmupSeconds()).isNaN();
    assertThat(figures(kept.points().get(0)).value(KeyFigure.WINDOW_SECONDS)).isEqualTo(2);
  }

  private static Optional<SweepJournal> none() {
    return Optional.empty();
  }

  private static PointFigures figures(SweepPoint point) {
    return point.figures().orElseThrow();
  }
}
