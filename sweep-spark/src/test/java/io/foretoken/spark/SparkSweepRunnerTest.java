package io.foretoken.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.scenario.sweep.RunnerSettings;
import io.foretoken.scenario.sweep.SweepPlan;
import io.foretoken.scenario.sweep.SweepRunner;
import io.foretoken.scenario.sweep.SweepRunners;
import io.foretoken.scenario.sweep.SweepTask;
import io.foretoken.sim.CancelToken;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Sweeps on Spark in this process; a script tries a cluster. */
class SparkSweepRunnerTest {
  private static final Origin HERE = Origin.argument("--runner");

  private static SweepRunner local() {
    return SweepRunners.installed().named(SweepRunners.LOCAL, HERE);
  }

  private static SweepRunner spark(RunnerSettings settings) {
    return SweepRunners.installed().named("spark", HERE).with(settings);
  }

  /** 24 points are more than a job of 16, so several jobs overlap. */
  @Test
  void resultsAreTheBytesOfTheLocalRunner() throws Exception {
    SweepPlan plan = SmallSweep.plan("1..24..1");
    String expected = SmallSweep.files(plan, local(), CancelToken.NEVER);

    try (SweepRunner spark = spark(SmallSweep.spark(Map.of()))) {
      assertThat(SmallSweep.files(plan, spark, CancelToken.NEVER)).isEqualTo(expected);
      // A second sweep on the same connection, as a search makes many.
      assertThat(SmallSweep.files(plan, spark, CancelToken.NEVER)).isEqualTo(expected);
    }
  }

  @Test
  void aSweepThatIsCancelledStops() throws Exception {
    SweepPlan plan = SmallSweep.plan("1..200..1");
    List<SweepTask> tasks = SmallSweep.tasks(plan);
    AtomicInteger done = new AtomicInteger();

    try (SweepRunner spark = spark(SmallSweep.spark(Map.of()))) {
      spark.run(
          tasks.iterator(), 2, (task, result) -> done.incrementAndGet(), () -> done.get() >= 3);
      assertThat(done.get()).isBetween(3, 199);
      assertThatThrownBy(() -> SmallSweep.files(plan, spark, () -> true))
          .isInstanceOf(CancellationException.class);
    }
  }

  @Test
  void aMasterThatTakesTheCallAndSaysNothingIsGivenUp() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String master = "spark://127.0.0.1:" + silent.getLocalPort();
      assertThatThrownBy(() -> runOn(master, 2, Map.of()))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining(master)
          .hasMessageContaining("nothing came back within 2 s")
          .hasMessageContaining("--spark-timeout 4");
    }
  }

  @Test
  void aMasterThatIsNotThereIsNamedAtOnce() {
    assertThatThrownBy(() -> runOn("spark://127.0.0.1:1", 600, Map.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("spark://127.0.0.1:1 does not answer");
    assertThatThrownBy(() -> runOn("spark://here", 600, Map.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("\"here\" is no host:port");
  }

  @Test
  void aMasterOfAnotherKindNeedsSparkSubmit() {
    assertThatThrownBy(() -> runOn("yarn", 60, Map.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("cannot reach a master of that kind")
        .hasMessageContaining("spark-submit");
  }

  @Test
  void aSettingThatSparkDoesNotTakeIsSaid() {
    assertThatThrownBy(() -> runOn("local[2]", 60, Map.of("spark.driver.port", "abc")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("--spark-conf")
        .hasMessageContaining("spark.driver.port");
  }

  /** A text of 65 MiB; the points before it are handed over. */
  @Test
  void aTaskThatIsTooLargeIsSaid() throws Exception {
    SweepTask task = SmallSweep.tasks(SmallSweep.plan("4")).get(0);
    String text = task.text() + " ".repeat(65 << 20);
    SweepTask large = new SweepTask(task.kind(), 7, task.key(), task.folder(), text, task.files());

    try (SweepRunner spark = spark(SmallSweep.spark(Map.of()))) {
      assertThatThrownBy(() -> run(spark, List.of(large)))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("point 7")
          .hasMessageContaining("at most 64.0 MiB");
    }
  }

  /** What is wrong with one task stops the sweep; what was done before is handed over. */
  @Test
  void aTaskThatNobodyKnowsIsNamedAndTheRestIsKept() throws Exception {
    List<SweepTask> tasks = new ArrayList<>(SmallSweep.tasks(SmallSweep.plan("1..8..1")));
    SweepTask task = tasks.get(0);
    List<Integer> done = new ArrayList<>();
    tasks.add(new SweepTask("bogus", 99, "key", task.folder(), task.text(), task.files()));

    try (SweepRunner spark = spark(SmallSweep.spark(Map.of()))) {
      assertThatThrownBy(
              () ->
                  spark.run(
                      tasks.iterator(),
                      1,
                      (each, result) -> done.add(each.index()),
                      CancelToken.NEVER))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("point 99")
          .hasMessageContaining("bogus")
          .hasMessageContaining("--resume");
    }
    assertThat(done).isNotEmpty().doesNotContain(99);
  }

  private static void runOn(String master, int seconds, Map<String, String> conf)
      throws InterruptedException {
    RunnerSettings settings =
        new RunnerSettings(OptionalInt.empty(), Optional.of(master), seconds, conf);
    try (SweepRunner spark = spark(settings)) {
      run(spark, SmallSweep.tasks(SmallSweep.plan("4")));
    }
  }

  private static void run(SweepRunner spark, List<SweepTask> tasks) throws InterruptedException {
    spark.run(tasks.iterator(), 1, (task, result) -> {}, CancelToken.NEVER);
  }
}
