package io.foretoken.ui.viewmodel.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.hardware.engine.ProfileFile;
import io.foretoken.ui.viewmodel.Eventually;
import io.foretoken.ui.viewmodel.Workspace;
import io.foretoken.validation.calibrate.CalibratedConstant;
import io.foretoken.validation.calibrate.CalibrationOptions;
import io.foretoken.validation.calibrate.CalibrationResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped files say model, engine and version, and not the GPU. */
class CalibrateModelTest {
  private static final Path DATA = Path.of("..", "scenarios", "data", "calibration");
  private static final Path RATE_2 = DATA.resolve("vllm-bench-rate-2.json.gz");
  private static final Path RATE_6 = DATA.resolve("vllm-bench-rate-6.json.gz");
  private static final Path RATE_12 = DATA.resolve("vllm-bench-rate-12.json.gz");
  private static final Path QUICKSTART = Path.of("..", "scenarios", "quickstart.yaml");

  @TempDir private Path folder;

  private final Workspace workspace = new Workspace(Optional.empty(), "test");
  private final CalibrateModel model =
      new CalibrateModel(workspace, CalibrationOptions.DEFAULT.withWorkers(2).withSearch(1, 1));

  @AfterEach
  void close() {
    workspace.close();
  }

  private CalibrateState await(Predicate<CalibrateState> holds) {
    return Eventually.of(() -> model.state().get(), holds);
  }

  private Answer answer(Question question) {
    return model.state().get().answer(question).orElseThrow();
  }

  private void add(Path... files) {
    model.add(List.of(files));
    await(now -> now.files().size() == files.length);
  }

  private Path withOneFailure() throws IOException {
    String text;
    try (InputStream in = new GZIPInputStream(Files.newInputStream(RATE_2))) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    String errors = "\"errors\": [\"timed out\"" + ", \"\"".repeat(299) + "],";
    String failed = "{" + errors + text.substring(1);
    return Files.writeString(folder.resolve("one-failed.json"), failed);
  }

  @Test
  void aFileIsNamedWithItsFormatItsRequestsAndWhatIsLeftOut() throws IOException {
    add(RATE_2, withOneFailure());

    LoadedFile whole = model.state().get().files().get(0);
    assertThat(whole.name()).isEqualTo("vllm-bench-rate-2.json.gz");
    assertThat(whole.words()).isEqualTo("vllm-bench, 300 requests");
    assertThat(whole.leftOut()).isEmpty();
    LoadedFile other = model.state().get().files().get(1);
    assertThat(other.words()).isEqualTo("vllm-bench, 299 requests");
    assertThat(other.leftOut()).isEqualTo("left out: 1 failed");
  }

  @Test
  void aFileThatCannotBeReadSaysWhyBesideIt() throws IOException {
    Path no = Files.writeString(folder.resolve("notes.txt"), "bring milk\n");
    model.add(List.of(no, RATE_2));
    CalibrateState state = await(now -> now.files().size() == 2);

    assertThat(state.files().get(0).problems())
        .singleElement()
        .extracting(state.files().get(0)::words)
        .asString()
        .startsWith("notes.txt: this is no benchmark result of a known format")
        .contains("bring milk")
        .doesNotContain("known: ");
    assertThat(state.files().get(1).problems()).isEmpty();
    assertThat(workspace.notices().newest().get()).isEmpty();

    model.remove(no);
    await(now -> now.files().size() == 1);
  }

  @Test
  void whatFilesDoNotSayIsTakenFromTheScenarioOrAskedFor() {
    add(RATE_2);
    assertThat(answer(Question.MODEL).value()).isEqualTo("llama-3.1-8b");
    assertThat(answer(Question.MODEL).origin()).isEqualTo(Answer.Origin.FILE);
    assertThat(answer(Question.GPU).isMissing()).isTrue();
    assertThat(answer(Question.TENSOR).value()).isEqualTo("1");
    assertThat(model.state().get().isReady()).isFalse();
    model.fit();
    assertThat(model.state().get().isRunning()).isFalse();

    workspace.open(QUICKSTART);
    await(now -> now.isReady());
    assertThat(answer(Question.GPU).value()).isEqualTo("h100-sxm-80gb");
    assertThat(answer(Question.GPU).origin()).isEqualTo(Answer.Origin.SCENARIO);
    assertThat(answer(Question.TENSOR).origin()).isEqualTo(Answer.Origin.FILE);

    model.answer(Question.GPU, "h200");
    await(now -> now.answer(Question.GPU).orElseThrow().origin() == Answer.Origin.CHOSEN);
    assertThat(model.commandLine().orElseThrow())
        .contains("calibrate " + RATE_2, "--gpu h200", "--model llama-3.1-8b", "--tp 1");
    model.answer(Question.GPU, "");
    await(now -> now.answer(Question.GPU).orElseThrow().origin() == Answer.Origin.SCENARIO);
  }

  @Test
  void anAnswerThatContradictsTheFileIsAProblem() {
    add(RATE_2);
    model.answer(Question.GPU, "h100");
    await(CalibrateState::isReady);
    model.answer(Question.MODEL, "qwen3-14b");

    CalibrateState state = await(now -> !now.problems().isEmpty());
    assertThat(state.problems().get(0)).contains("the file is of the model", "not qwen3-14b");
    assertThat(state.isReady()).isFalse();
  }

  /** Of three runs by load the second lowest: rate 6. */
  @Test
  void whatIsHeldBackIsNamedBeforeTheFit() {
    add(RATE_12, RATE_2, RATE_6);
    model.answer(Question.GPU, "h100");
    CalibrateState state = await(CalibrateState::isReady);

    assertThat(state.heldBack()).startsWith("1 of 3 runs");
    assertThat(state.heldRuns()).containsExactly("vllm-bench-rate-6.json.gz");
    assertThat(state.result()).isEmpty();
  }

  @Test
  void aFitIsSavedAndUsedInTheScenario() throws IOException {
    Path scenario = Files.copy(QUICKSTART, folder.resolve("mine.yaml"));
    workspace.open(scenario);
    Eventually.of(() -> workspace.document().state().get(), now -> now.valid().isPresent());
    add(RATE_2);
    await(CalibrateState::isReady);
    model.fit();
    CalibrateState state = await(now -> now.phase() == CalibrateState.Phase.DONE);
    CalibrationResult result = state.result().orElseThrow();

    // The files are of a server that takes 14 ms to take a request in; 7.64 are shipped.
    CalibratedConstant latency =
        result.constants().stream()
            .filter(each -> each.path().equals("api.latency_ms"))
            .findFirst()
            .orElseThrow();
    assertThat(latency.value()).isBetween(10.0, 16.0);
    assertThat(CalibrateAnswer.of(result).get(0).label()).isEqualTo("Error, held back");
    assertThat(CalibrateAnswer.of(result).get(1).note()).startsWith("was ");
    assertThat(state.notes()).noneMatch(note -> note.contains("--"));

    assertThat(model.canUseInScenario()).isFalse();
    Path profile = folder.resolve("profile.yaml");
    model.save(profile);
    await(now -> now.profile().isPresent());
    ProfileFile read = ProfileFile.read(profile);
    assertThat(read.calibration().orElseThrow().gpu()).isEqualTo("h100-sxm-80gb");
    assertThat(read.engine().api().latencyMs()).isCloseTo(latency.value(), within(1e-3));

    model.useInScenario();
    String text =
        Eventually.of(
                () -> workspace.document().state().get(),
                now -> now.text().contains("profile:") && now.checkedRevision() == now.revision())
            .text();
    assertThat(text).contains("profile: ./profile.yaml");
    assertThat(workspace.document().state().get().problems()).isEmpty();
    assertThat(workspace.document().state().get().valid().orElseThrow().revision())
        .isEqualTo(workspace.document().state().get().revision());

    model.answer(Question.VERSION, "0.18");
    assertThat(await(CalibrateState::isOlder).result()).contains(result);
  }

  @Test
  void aChangeEndsAFitThatIsOnItsWay() {
    add(RATE_2, RATE_6);
    model.answer(Question.GPU, "h100");
    await(CalibrateState::isReady);
    model.fit();
    await(now -> now.isRunning() && now.share() > 0);
    model.remove(RATE_6);
    CalibrateState state = await(now -> now.phase() == CalibrateState.Phase.CANCELLED);
    assertThat(state.words()).isEqualTo("Stopped: files or answers have changed.");
    assertThat(state.result()).isEmpty();

    model.fit();
    await(now -> now.isRunning() && now.share() > 0);
    model.cancel();
    assertThat(model.state().get().words()).isEqualTo("Cancelled.");
  }
}
