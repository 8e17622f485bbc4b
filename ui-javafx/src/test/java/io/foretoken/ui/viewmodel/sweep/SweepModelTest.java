package io.foretoken.ui.viewmodel.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.scenario.report.ScenarioSource;
import io.foretoken.scenario.sweep.SweepLoad;
import io.foretoken.ui.Eventually;
import io.foretoken.ui.viewmodel.Notices;
import io.foretoken.ui.viewmodel.Workspace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SweepModelTest {
  private static final String TEXT =
      """
      model: llama-3.1-8b
      fleet: [{pool: main, gpu: h100-sxm-80gb}]
      workload:
        arrivals: {process: poisson, rate: 4/s}
        input_tokens: {distribution: lognormal, mean: 400, p99: 2000}
        output_tokens: 60
      stop: {duration: 30s}
      slo: {ttft: {p99: 200ms}}
      prices: {gpu_hour_usd: 3.0}
      sweep: {fleet.main.engine.batching.max_num_seqs: [2, 8, 32, 128]}
      """;

  @TempDir private Path folder;

  private final Workspace workspace = new Workspace(Optional.empty(), "test");
  private SweepModel model;

  @BeforeEach
  void open() {
    model = new SweepModel(workspace);
    model.activate(true);
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  private SweepState state() {
    return model.state().get();
  }

  private void done() {
    Eventually.holds("done", () -> state().phase() == SweepState.Phase.DONE);
  }

  @Test
  void theScenariosOwnSweepIsTheFirstAndIsRefined() {
    Queue<SweepState> seen = new ConcurrentLinkedQueue<>();
    model.state().listen(seen::add);
    workspace.document().begin(TEXT);
    done();

    SweepSettings asked = state().settings().orElseThrow();
    assertThat(asked.knob().title()).isEqualTo("Batch size, max_num_seqs");
    assertThat(asked.range()).isEqualTo("2, 8, 32, 128");
    assertThat(asked.load()).isEqualTo(SweepLoad.FULL);
    List<Slot> slots = state().curve().orElseThrow().slots();
    assertThat(slots).hasSize(4).allMatch(slot -> !slot.coarse() && slot.figures().isPresent());
    assertThat(seen.stream().map(SweepState::phase))
        .contains(SweepState.Phase.COARSE, SweepState.Phase.FINE, SweepState.Phase.DONE);
    // Snapshots are never changed: the first one still has nothing.
    assertThat(seen.peek().curve().map(Curve::known).orElse(List.of())).hasSizeLessThan(4);
  }

  @Test
  void aNewerChangeWinsWhateverTheOlderOneWasDoing() {
    workspace.document().begin(TEXT);
    Eventually.holds("begun", () -> state().total() > 0);
    for (int value = 2; value < 40; value++) {
      model.range(value + "," + 2 * value);
    }
    model.range("3,5");
    Eventually.holds(
        "the last range",
        () ->
            state().phase() == SweepState.Phase.DONE
                && state()
                    .curve()
                    .map(curve -> curve.slots().stream().map(Slot::value).toList())
                    .orElse(List.of())
                    .equals(List.of("3", "5")));
  }

  @Test
  void aPriceThatDoublesDoublesTheCostAndNothingElse() {
    workspace.document().begin(TEXT);
    done();
    Slot before = state().best().orElseThrow();

    model.slide(WhatIf.Slider.PRICE, 6);
    Eventually.holds("slid", () -> state().isWhatIf());
    done();
    List<SweepWords.Change> changes = SweepWords.changes(state());
    assertThat(changes.get(0).difference()).isEqualTo("as written");
    assertThat(changes.get(2).difference()).isEqualTo("+100 %");
    assertThat(model.commandLine().orElseThrow()).contains("--set prices.gpu_hour_usd=6.00");

    model.reset();
    Eventually.holds("reset", () -> !state().isWhatIf());
    done();
    assertThat(state().best().orElseThrow()).isEqualTo(before);
  }

  /** What a reader saves from the report is what the figures in it are of. */
  @Test
  void theReportHasTheScenarioThatWasSwept() throws IOException {
    workspace.document().begin(TEXT);
    done();
    model.slide(WhatIf.Slider.PRICE, 6);
    Eventually.holds("slid", () -> state().isWhatIf());
    done();
    // Nothing sweeps what is written from here on.
    model.activate(false);
    SweepExports before = model.exports().orElseThrow();
    workspace.document().edit(TEXT.replace("mean: 400", "mean: 401"));
    Eventually.holds(
        "the newer text is read", () -> workspace.document().state().get().checkedRevision() == 2);

    for (SweepExports exports : List.of(before, model.exports().orElseThrow())) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      exports.report(out);
      assertThat(out.toString(StandardCharsets.UTF_8))
          .contains("gpu_hour_usd: 6.00", "mean: 400")
          .doesNotContain("gpu_hour_usd: 3.0", "mean: 401", "sweep: {");
    }
    assertThat(ScenarioSource.of(model.treeOf(1).orElseThrow().root()))
        .contains("gpu_hour_usd: 6.00", "mean: 400", "max_num_seqs: 8");
  }

  /** A command that names a file sweeps what the file says, so the file must say what is shown. */
  @Test
  void theCommandSweepsWhatIsShown() throws IOException {
    String text = TEXT.replace("rate: 4/s", "rate: 5/s");
    workspace.document().begin(text);
    done();
    String rest = " --param 'fleet.main.engine.batching.max_num_seqs=2, 8, 32, 128' --load full";
    String written = "cat > scenario.yaml <<'END'\n" + text + "END\nforetoken sweep scenario.yaml";
    assertThat(model.commandLine()).contains(written + rest);

    Path file = folder.resolve("it's mine.yaml");
    workspace.document().save(file);
    Eventually.holds("saved", () -> !workspace.document().state().get().edited());
    String quoted = "'" + file.toString().replace("'", "'\\''") + "'";
    assertThat(model.commandLine()).contains("foretoken sweep " + quoted + rest);

    workspace.document().edit(text + "# edited\n");
    Eventually.holds("edited", () -> workspace.document().state().get().edited());
    assertThat(model.commandLine().orElseThrow())
        .startsWith("cat > scenario.yaml")
        .contains("# edited\nEND\nforetoken sweep scenario.yaml --param");
  }

  /** What nobody expected is told, and leaves a sweep that can be started again. */
  @ParameterizedTest
  @EnumSource(names = {"COARSE", "FINE"})
  void whatFailsUnexpectedlyEndsTheSweep(SweepState.Phase phase) {
    Runnable repair =
        model
            .state()
            .listen(
                state -> {
                  if (state.phase() == phase) {
                    throw new IllegalStateException("broken on purpose");
                  }
                });
    workspace.document().begin(TEXT);
    Eventually.holds("ended", () -> state().phase() == SweepState.Phase.REFUSED);
    assertThat(state().problems()).hasSize(1);
    assertThat(state().problems().get(0).message()).isEqualTo("the sweep was not finished");
    Eventually.holds(
        "told",
        () -> workspace.notices().newest().get().map(Notices.Notice::isProblem).orElse(false));

    repair.run();
    model.resume();
    done();
    assertThat(state().problems()).isEmpty();
  }

  @Test
  void sweptArrivalsCannotKeepABatchFull() {
    workspace.document().begin(TEXT);
    done();
    Knob rate =
        state().knobs().stream()
            .filter(knob -> knob.label().equals("Arrival rate"))
            .findFirst()
            .orElseThrow();
    model.choose(rate);
    Eventually.holds(
        "rates",
        () ->
            state().phase() == SweepState.Phase.DONE
                && state().curve().orElseThrow().slots().get(0).value().equals("4/s"));

    assertThat(state().settings().orElseThrow().load()).isEqualTo(SweepLoad.AT_RATE);
    assertThat(state().charts().main().get(0).x().name()).isEqualTo("Arrival rate, rate, /s");
  }

  /** Simulating and laying out happens elsewhere: who asks only says what is wanted. */
  @Test
  void tenThousandPointsAreNoneOfTheCallersWork() {
    workspace.document().begin(TEXT);
    done();
    Queue<String> threads = new ConcurrentLinkedQueue<>();
    model.state().listen(state -> threads.add(Thread.currentThread().getName()));

    model.range("1..10000..1");
    Eventually.holds("many points", () -> state().total() == 10_000 && state().done() > 50);
    assertThat(threads)
        .isNotEmpty()
        .doesNotContain(Thread.currentThread().getName())
        .allMatch(name -> name.startsWith("foretoken-") || name.startsWith("pool-"));
    // Far fewer pictures than points: what cannot be drawn in time is drawn once.
    int published = threads.size();
    model.cancel();
    int kept = state().curve().orElseThrow().known().size();
    assertThat(kept).isGreaterThan(50);
    assertThat(published).isLessThan(10_000);
    assertThat(state().phase()).isEqualTo(SweepState.Phase.CANCELLED);
  }

  /**
   * While a slider moves 17 of 40 points are looked at, spread from end to end; what the others
   * showed before is of another question and goes. At rest all are there.
   */
  @Test
  void aMovingSliderLooksAtSomeOfManyPoints() {
    workspace.document().begin(TEXT);
    done();
    model.range("1..40..1");
    Eventually.holds("range", () -> state().total() == 40);
    done();
    Queue<SweepState> seen = new ConcurrentLinkedQueue<>();
    model.state().listen(seen::add);

    model.slide(WhatIf.Slider.PROMPT, 900);
    Eventually.holds("slid", () -> state().isWhatIf() && state().isBusy());
    done();

    SweepState looked =
        seen.stream()
            .filter(each -> each.phase() == SweepState.Phase.FINE && each.done() == 0)
            .findFirst()
            .orElseThrow();
    List<Slot> there = looked.curve().orElseThrow().known();
    assertThat(there).hasSize(17);
    assertThat(there.get(0).value()).isEqualTo("1");
    assertThat(there.get(16).value()).isEqualTo("40");
    assertThat(state().curve().orElseThrow().slots()).hasSize(40).noneMatch(Slot::coarse);
  }

  /**
   * What is on its way when a sweep is cancelled is given up: soon nothing is simulated any more,
   * though each point alone would take longer than that.
   */
  @Test
  void aCancelledSweepSimulatesNothingMore() throws InterruptedException {
    workspace.document().begin(TEXT.replace("duration: 30s", "duration: 20000s"));
    Eventually.holds("begun", () -> state().isBusy() && state().total() == 4);

    model.cancel();
    Eventually.holds("nobody works", () -> busy() == 0);

    assertThat(state().phase()).isEqualTo(SweepState.Phase.CANCELLED);
    assertThat(state().curve().orElseThrow().slots())
        .anyMatch(slot -> slot.figures().isEmpty() || slot.coarse());
  }

  /** Threads in the middle of a simulation. */
  private static long busy() {
    return Thread.getAllStackTraces().values().stream()
        .filter(
            stack ->
                Arrays.stream(stack)
                    .anyMatch(frame -> frame.getClassName().endsWith("scenario.run.ScenarioRun")))
        .count();
  }
}
