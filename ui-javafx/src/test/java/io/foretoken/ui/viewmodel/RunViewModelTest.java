package io.foretoken.ui.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunViewModelTest {
  private final Workspace workspace = new Workspace(Optional.empty(), "test");
  private final RunViewModel run = workspace.run();

  static String scenario(String rate, String stop) {
    return """
        schema_version: 1
        name: small
        model: meta-llama/Llama-3.1-8B-Instruct
        fleet: [{pool: main, gpu: h100-sxm-80gb, replicas: 2}]
        workload:
          arrivals: {process: poisson, rate: %s}
          input_tokens: {distribution: fixed, tokens: 400}
          output_tokens: {distribution: fixed, tokens: 50}
        stop: %s
        slo: {ttft: {p99: 500ms}}
        seed: 1
        """
        .formatted(rate, stop);
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  private RunState await(Predicate<RunState> holds) {
    return Eventually.of(() -> run.state().get(), holds);
  }

  private void begin(String text) {
    workspace.document().begin(text);
    Eventually.of(() -> workspace.document().state().get(), now -> now.valid().isPresent());
  }

  @Test
  void documentIsRunAndItsAnswerHasTheFigures() {
    begin(scenario("20/s", "{requests: 300}"));

    run.run();

    SimulatedRun result = await(now -> now.run().isPresent()).run().orElseThrow();
    assertThat(result.requests().seen()).isEqualTo(300);
    assertThat(RunAnswer.of(result))
        .extracting(AnswerFigure::label)
        .containsExactly(
            "Requests",
            "TTFT p99*",
            "TPOT p99*",
            "E2E p99*",
            "Output",
            "Goodput",
            "Per 1M output",
            "Limit");
    assertThat(RunAnswer.of(result).get(0).value()).isEqualTo("300");
    assertThat(run.state().get().isOlder()).isFalse();
    assertThat(run.state().get().timeline().orElseThrow().bars()).isNotEmpty();
  }

  @Test
  void requestsOfAWindowAreChosenByReplica() {
    begin(scenario("20/s", "{requests: 300}"));
    run.run();
    await(now -> now.run().isPresent());

    run.choose(0, Long.MAX_VALUE);
    int all =
        await(now -> now.timeline().orElseThrow().inWindow() == 300).timeline().get().inWindow();
    run.chooseReplica(0);
    int first = await(now -> now.replica() == 0).timeline().get().inWindow();
    run.chooseReplica(1);
    int second = await(now -> now.replica() == 1).timeline().get().inWindow();

    assertThat(all).isEqualTo(300);
    assertThat(first).isPositive();
    assertThat(first + second).isEqualTo(all);
  }

  @Test
  void windowChosenBackwardsIsTheSameAndStaysWithinTheRun() {
    begin(scenario("20/s", "{requests: 300}"));
    run.run();
    long end = await(now -> now.run().isPresent()).run().get().endNanos();

    run.choose(end + 5, end - 1_000_000_000L);

    RequestTimeline window =
        await(now -> now.timeline().get().toNanos() == end).timeline().orElseThrow();
    assertThat(window.fromNanos()).isEqualTo(end - 1_000_000_000L);
  }

  @Test
  void cancelledRunLeavesWhatWasThereAndNeverShowsItsResult() {
    begin(scenario("20/s", "{requests: 300}"));
    run.run();
    SimulatedRun before = await(now -> now.run().isPresent()).run().get();
    begin(scenario("60/s", "{requests: 20000000}"));
    Eventually.of(
        () -> workspace.document().state().get(), now -> now.checkedRevision() == now.revision());

    run.run();
    await(now -> now.isRunning() && now.finished() > 0);
    run.cancel();

    RunState after = run.state().get();
    assertThat(after.phase()).isEqualTo(RunState.Phase.CANCELLED);
    assertThat(after.words()).startsWith("Cancelled after ").endsWith("The run before is shown.");
    assertThat(after.run()).contains(before);
  }

  @Test
  void newerRunTakesThePlaceOfAnOlderOne() {
    begin(scenario("60/s", "{requests: 20000000}"));
    run.run();
    await(RunState::isRunning);

    run.open(scenario("20/s", "{requests: 200}"), "batch size 8");

    RunState shown = await(now -> now.run().isPresent());
    assertThat(shown.title()).isEqualTo("batch size 8");
    assertThat(shown.isDocument()).isFalse();
    assertThat(shown.run().get().requests().seen()).isEqualTo(200);
    assertThat(workspace.screen().get()).isEqualTo("Run");
  }

  @Test
  void problemsOfAPointAreSaidInTheWordsOfTheCommandLine() {
    begin(scenario("20/s", "{requests: 300}"));

    run.open(scenario("20/s", "{requests: 300}").replace("seed: 1", "sed: 1"), "point");

    RunState failed = await(now -> now.phase() == RunState.Phase.FAILED);
    assertThat(failed.problems())
        .singleElement()
        .asString()
        .startsWith("point:11:")
        .contains("seed");
  }

  @Test
  void changedScenarioIsToldFromTheOneThatWasRun() {
    begin(scenario("20/s", "{requests: 300}"));
    run.run();
    await(now -> now.run().isPresent());

    workspace.document().edit(scenario("25/s", "{requests: 300}"));
    await(RunState::isOlder);
    workspace.document().edit("# a comment\n" + scenario("20/s", "{requests: 300}"));

    assertThat(await(now -> !now.isOlder()).run()).isPresent();
  }

  @Test
  void filesAreThoseOfTheCommandLineAndTheWindow() throws IOException {
    begin(scenario("20/s", "{requests: 300}"));
    run.run();
    RunState state = await(now -> now.run().isPresent());

    assertThat(RunFiles.of(state))
        .extracting(FileContent::fileName)
        .containsExactly(
            "report.html", "summary.json", "timeseries.csv", "requests-of-window.csv", "step.csv");
    String requests = content(state, "requests-of-window.csv");
    assertThat(requests.lines().skip(1))
        .hasSize(state.timeline().get().bars().size())
        .allSatisfy(line -> assertThat(line.split(",", -1)).hasSize(13));
    assertThat(content(state, "report.html")).startsWith("<!DOCTYPE html>");
    assertThat(content(state, "step.csv")).contains("mean decode step,");
    assertThat(RunFiles.of(RunState.NOTHING)).isEmpty();
  }

  @Test
  void unsavedScenarioBecomesAFileInTheCommandLine() {
    begin(scenario("20/s", "{requests: 300}"));

    assertThat(run.commandLine().orElseThrow())
        .startsWith("cat > scenario.yaml <<'END'\nschema_version: 1\n")
        .endsWith("\nEND\nforetoken run scenario.yaml");
  }

  private static String content(RunState state, String fileName) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (FileContent file : RunFiles.of(state)) {
      if (file.fileName().equals(fileName)) {
        file.content().write(out);
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
