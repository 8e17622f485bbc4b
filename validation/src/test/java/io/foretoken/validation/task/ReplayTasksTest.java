package io.foretoken.validation.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.input.yaml.LocatedJson;
import io.foretoken.input.yaml.LocatedYaml;
import io.foretoken.input.yaml.MapNode;
import io.foretoken.scenario.sweep.CanonicalText;
import io.foretoken.scenario.sweep.SweepTask;
import io.foretoken.scenario.sweep.TaskExecutors;
import io.foretoken.sim.CancelToken;
import io.foretoken.validation.measured.MeasuredRun;
import io.foretoken.validation.measured.Setup;
import io.foretoken.validation.measured.StagedLoad;
import io.foretoken.validation.replay.Prediction;
import io.foretoken.validation.replay.Replay;
import io.foretoken.validation.shipped.MeasuredRunText;
import io.foretoken.validation.shipped.ShippedSuites;
import io.foretoken.validation.table.UnusableRunException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measured runs on their way to wherever they are predicted, and predictions on their way back. */
class ReplayTasksTest {
  private static final List<MeasuredRun> SHIPPED = ShippedSuites.read(List.of());
  private static final TaskExecutors EXECUTORS = TaskExecutors.installed();

  private static MeasuredRun arrived(SweepTask task) {
    return MeasuredRunText.read(((MapNode) LocatedJson.parse(task.text(), "task")).get("replay"));
  }

  private static byte[] result(MeasuredRun run, boolean withSteps) {
    return EXECUTORS.run(ReplayTasks.task(0, run, withSteps, List.of()), CancelToken.NEVER);
  }

  private static MeasuredRun first(String suite) {
    return SHIPPED.stream().filter(run -> run.suite().equals(suite)).findFirst().orElseThrow();
  }

  @Test
  void everyShippedRunArrivesAsItWas() {
    for (MeasuredRun run : SHIPPED) {
      assertThat(arrived(ReplayTasks.task(0, run, false, List.of())))
          .as(run.id())
          .usingRecursiveComparison()
          .isEqualTo(run);
    }
  }

  /** 0.1 + 0.2 is 0.30000000000000004: nine decimals would make another run of it. */
  @Test
  void noBitIsLost() {
    MeasuredRun run =
        first("vllm-experiments")
            .with(
                new StagedLoad(
                    3,
                    0.1 + 0.2,
                    List.of(new StagedLoad.Stage(7, 1.0 / 3)),
                    List.of(new StagedLoad.PromptKind(1e-12, 1, 2.0 / 3, 5)),
                    4,
                    0,
                    0,
                    0));

    assertThat(arrived(ReplayTasks.task(0, run, false, List.of())).load()).isEqualTo(run.load());
  }

  @Test
  void aPredictionComesBackAsItWas() {
    MeasuredRun run = first("vllm-traces-rtx4090");
    Prediction here = new Replay(Catalog.shipped()).predict(run, CancelToken.NEVER);

    assertThat(here.steps()).isPresent();
    assertThat(ReplayTasks.prediction(result(run, true)))
        .usingRecursiveComparison()
        .isEqualTo(here);
    Prediction without = ReplayTasks.prediction(result(run, false));
    assertThat(without.steps()).isEqualTo(Optional.empty());
    assertThat(without).usingRecursiveComparison().ignoringFields("steps").isEqualTo(here);
  }

  /** A text on one line that names no file: it means the same on every machine. */
  @Test
  void aTaskIsItsTextAndTheSameTextIsTheSameTask() {
    MeasuredRun run = first("vllm-traces-rtx4090");
    SweepTask task = ReplayTasks.task(5, run, false, List.of());

    assertThat(task.text()).doesNotContain("\n");
    assertThat(task.files()).isEmpty();
    assertThat(task.index()).isEqualTo(5);
    assertThat(ReplayTasks.task(6, run, false, List.of()).key()).isEqualTo(task.key());
    assertThat(ReplayTasks.task(5, run, true, List.of()).key()).isNotEqualTo(task.key());
  }

  /** A catalogue of one's own goes along as a file, whose content is part of the task's key. */
  @Test
  void aCatalogueOfOnesOwnIsAFileOfTheTask(@TempDir Path folder) throws IOException {
    MeasuredRun run = first("vllm-traces-rtx4090");
    String entries = Files.readString(Path.of("measure", "tiny-catalog.yaml"));
    Path catalog = Files.writeString(folder.resolve("own.yaml"), entries);
    SweepTask task = ReplayTasks.task(5, run, false, List.of(catalog));

    assertThat(task.files()).extracting(SweepTask.NamedFile::path).contains(catalog.toString());
    Prediction with = ReplayTasks.prediction(EXECUTORS.run(task, CancelToken.NEVER));
    assertThat(with)
        .usingRecursiveComparison()
        .isEqualTo(ReplayTasks.prediction(result(run, false)));
    // On another machine the paths in the text are others, and the text is YAML.
    SweepTask elsewhere =
        new SweepTask(
            task.kind(),
            5,
            task.key(),
            task.folder(),
            CanonicalText.of(LocatedYaml.parseMap(task.text(), "task")),
            task.files());
    assertThat(elsewhere.text()).isNotEqualTo(task.text());
    assertThat(ReplayTasks.prediction(EXECUTORS.run(elsewhere, CancelToken.NEVER)))
        .usingRecursiveComparison()
        .isEqualTo(with);
    Files.writeString(catalog, entries.replace("20", "21"));
    assertThat(ReplayTasks.task(5, run, false, List.of(catalog)).key()).isNotEqualTo(task.key());
  }

  @Test
  void whyARunCannotBePredictedComesBackToo() {
    Setup setup = first("vllm-traces-rtx4090").setup();
    MeasuredRun unknown =
        first("vllm-traces-rtx4090")
            .with(
                new Setup(
                    setup.model(),
                    setup.weights(),
                    setup.kvCache(),
                    "h1000",
                    1,
                    1,
                    1,
                    1,
                    1,
                    setup.engine(),
                    setup.version(),
                    setup.knobs(),
                    true));

    assertThatThrownBy(() -> ReplayTasks.prediction(result(unknown, false)))
        .isInstanceOfSatisfying(
            UnusableRunException.class,
            e -> assertThat(e.kind()).isEqualTo("GPU not in the catalogue"))
        .hasMessageContaining("h1000");
  }

  /** A text that is no run's cannot come from a validation; it is told, and stops nothing. */
  @Test
  void aDefectOfOneTaskIsItsResult() {
    SweepTask broken = SweepTask.ofText("replay", 0, "{\"steps\":false,\"replay\":{\"run\":3}}");

    assertThatThrownBy(() -> ReplayTasks.prediction(EXECUTORS.run(broken, CancelToken.NEVER)))
        .isInstanceOfSatisfying(
            UnusableRunException.class,
            e -> assertThat(e.kind()).isEqualTo("defect of the simulator"));
    assertThatThrownBy(
            () -> ReplayTasks.prediction("{\"prediction\":{}}".getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("figures of a prediction is wanted");
  }
}
