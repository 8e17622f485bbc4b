package io.foretoken.scenario.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.yaml.LocatedYaml;
import io.foretoken.scenario.resolve.ScenarioResolver;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.scenario.statistic.KeyFigure;
import io.foretoken.scenario.statistic.ReplicationPlan;
import io.foretoken.sim.CancelToken;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveSweepTest {
  private static final ScenarioTree TREE =
      new ScenarioTree(
          LocatedYaml.parseMap(
              """
              model: llama-3.1-8b
              fleet: [{pool: main, gpu: h100-sxm-80gb}]
              workload:
                arrivals: {process: poisson, rate: 8/s}
                input_tokens: 500
                output_tokens: 100
              stop: {duration: 100s}
              """,
              "live.yaml"),
          Path.of(""),
          "live");

  private static SweepPlan plan(ScenarioTree tree, String range) {
    return SweepPlan.of(
        tree,
        new SweepOptions(
            List.of("fleet.main.engine.batching.max_num_seqs=" + range),
            OptionalInt.empty(),
            Optional.of(SweepLoad.FULL),
            ReplicationPlan.ONCE,
            List.of(),
            "test"));
  }

  private static List<SweepPoint> run(LiveSweep sweep, SweepPlan plan, List<Integer> order)
      throws InterruptedException {
    List<SweepPoint> points = Collections.synchronizedList(new ArrayList<>());
    sweep.run(plan, order, 1, points::add, () -> false);
    return points;
  }

  @Test
  void pointsComeFromTheMiddleThenTheEndsThenHalves() {
    // Of nine the middle is 4; then 8 and 0; then 2 and 6; then what is between those.
    assertThat(LiveSweep.order(9)).containsExactly(4, 8, 0, 2, 6, 1, 3, 5, 7);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 14, 33, 400})
  void everyPointComesOnce(int size) {
    assertThat(LiveSweep.order(size))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, size).boxed().toList());
  }

  @Test
  void figuresAreThoseOfTheCommandLineAndAreNotRunTwice() throws InterruptedException {
    LiveSweep live = new LiveSweep();
    List<SweepPoint> points = run(live, plan(TREE, "4,16,64"), List.of(1, 2, 0));
    SweepResult whole =
        Sweep.run(
            plan(TREE, "4,16,64"),
            new LocalSweepRunner(),
            2,
            Optional.empty(),
            (done, resumed, all) -> {},
            () -> false);

    assertThat(points.stream().map(SweepPoint::index)).containsExactly(1, 2, 0);
    assertThat(points)
        .allSatisfy(point -> assertThat(point).isEqualTo(whole.points().get(point.index())));
    assertThat(run(live, plan(TREE, "4,16,64"), List.of(0, 1, 2)))
        .containsExactlyElementsOf(whole.points());
  }

  @Test
  void whatIsKnownIsNotSimulatedAgain() throws InterruptedException {
    ScenarioTree tree = TREE.set("stop.warmup=10s");
    LiveSweep live = new LiveSweep();
    // A simulation asks whether it should stop, again and again; looking a point up does not.
    AtomicInteger asked = new AtomicInteger();
    CancelToken counting =
        () -> {
          asked.incrementAndGet();
          return false;
        };
    live.run(plan(tree, "4,16"), List.of(0, 1), 1, point -> {}, counting);
    int simulating = asked.getAndSet(0);
    live.run(plan(tree, "4,16"), List.of(0, 1), 1, point -> {}, counting);

    assertThat(asked.get()).isLessThan(simulating);
  }

  @Test
  void aFirstLookIsShorterAndNearTheTruth() throws InterruptedException {
    PreparedRun run = new ScenarioResolver(Catalog.shipped()).resolve(TREE, false);
    ScenarioTree coarse = CoarseScenario.of(TREE, run, 64);
    PreparedRun shorter = new ScenarioResolver(Catalog.shipped()).resolve(coarse, false);

    // A fifth of 100 s is less than the least of 30 s; two fifths of that are warm-up.
    assertThat(shorter.settings().window().endNanos()).isEqualTo(30_000_000_000L);
    assertThat(shorter.settings().window().startNanos()).isEqualTo(12_000_000_000L);
    double first = throughput(run(new LiveSweep(), plan(coarse, "64"), List.of(0)));
    double full = throughput(run(new LiveSweep(), plan(TREE, "64"), List.of(0)));
    assertThat(first / full).isBetween(0.9, 1.1);
  }

  /**
   * Of at most 256 in flight all points would get 3 x 256 = 768 requests. 16 in flight are enough
   * with 8 x 16 = 128, one with the least of 120; 200 would want 1,600 and get 768.
   */
  @Test
  void aFirstLookAtASmallBatchHasFewerRequests() throws InterruptedException {
    ScenarioTree counted = TREE.set("stop", "{requests: 5000}", Origin.argument("test"));
    PreparedRun run = new ScenarioResolver(Catalog.shipped()).resolve(counted, false);

    assertThat(CoarseScenario.requests(run, 1, 256)).hasValue(120);
    assertThat(CoarseScenario.requests(run, 16, 256)).hasValue(128);
    assertThat(CoarseScenario.requests(run, 200, 256)).hasValue(768);
    assertThat(
            CoarseScenario.requests(
                new ScenarioResolver(Catalog.shipped())
                    .resolve(TREE.set("stop", "{requests: 100}", Origin.argument("test")), false),
                1,
                256))
        .isEmpty();
    assertThat(
            CoarseScenario.requests(
                new ScenarioResolver(Catalog.shipped()).resolve(TREE, false), 1, 256))
        .isEmpty();
  }

  private static double throughput(List<SweepPoint> points) {
    return points.get(0).figures().orElseThrow().value(KeyFigure.OUTPUT_TOKENS_PER_S);
  }
}
