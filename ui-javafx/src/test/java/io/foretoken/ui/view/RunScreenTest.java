package io.foretoken.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.ui.WindowTest;
import io.foretoken.ui.chart.PictureView;
import io.foretoken.ui.viewmodel.RequestTimeline;
import io.foretoken.ui.viewmodel.RunState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.geometry.Point2D;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunScreenTest extends WindowTest {
  private static final Path SCENARIO = Path.of("..", "scenarios", "quickstart.yaml");

  @TempDir private Path folder;

  private RunState state() {
    return workspace.run().state().get();
  }

  private void goToRun() {
    onWindow(
        () -> {
          workspace.screen().set("Run");
          return null;
        });
  }

  private void runScenario() {
    workspace.open(SCENARIO);
    await("the scenario is checked", () -> workspace.document().state().get().valid().isPresent());
    goToRun();
    await("it has run", () -> state().run().isPresent());
    settle();
  }

  @Test
  void emptyScreenOffersScenariosToStartFrom() {
    goToRun();
    settle();

    assertThat(onWindow(() -> shows("Drop a scenario here"::equals))).isTrue();
    keepPictures("run-empty");
  }

  @Test
  void runIsShownAndDraggingPicksTheWindowOfTheTimeline() throws Exception {
    runScenario();

    assertThat(onWindow(() -> shows("TTFT p99"::equals))).isTrue();
    PictureView series = node(PictureView.class, "run-series");
    Point2D at = onWindow(() -> series.localToScreen(0, 0));
    // The plot of the series begins 50 px from the left and ends 92 px before the right edge; the
    // run of 180 s has its second quarter between 45 and 90 s.
    double plot = onWindow(series::getWidth) - 142;
    double length = state().run().get().seconds();
    robot.moveTo(at.getX() + 50 + plot * 0.25, at.getY() + 60);
    robot.press(MouseButton.PRIMARY);
    robot.moveTo(at.getX() + 50 + plot * 0.4, at.getY() + 60);
    robot.moveTo(at.getX() + 50 + plot * 0.5, at.getY() + 60);
    robot.release(MouseButton.PRIMARY);
    await(
        "the window follows",
        () ->
            state().timeline().get().toNanos() > 0.45e9 * length
                && state().timeline().get().fromNanos() < 0.3e9 * length);

    RequestTimeline window = state().timeline().get();
    assertThat(window.fromNanos() / 1e9 / length)
        .isCloseTo(0.25, org.assertj.core.data.Offset.offset(0.02));
    assertThat(window.toNanos() / 1e9 / length)
        .isCloseTo(0.5, org.assertj.core.data.Offset.offset(0.02));
    settle();
    keepPictures("run");

    answer = folder;
    export("Over time, PNG");
    export("Latency distributions, SVG");
    export("Requests of the window, CSV");
    export("Report, HTML");
    await("they are written", () -> Files.exists(folder.resolve("report.html")));
    await("they are written", () -> Files.exists(folder.resolve("requests-of-window.csv")));
    await("they are written", () -> Files.exists(folder.resolve("latencies.svg")));
    await("they are written", () -> Files.exists(folder.resolve("over-time.png")));
    assertThat(Files.readAllBytes(folder.resolve("over-time.png"))).startsWith(0x89, 'P', 'N', 'G');
    assertThat(Files.readString(folder.resolve("latencies.svg"), StandardCharsets.UTF_8))
        .startsWith("<svg")
        .contains("p99");
    assertThat(Files.readString(folder.resolve("requests-of-window.csv"), StandardCharsets.UTF_8))
        .contains("id,replica,sent_s");
  }

  private void export(String label) {
    onWindow(
        () -> {
          shell().actions().stream()
              .filter(action -> action.name().equals("Export: " + label))
              .findFirst()
              .orElseThrow(() -> new AssertionError("no export " + label))
              .run()
              .run();
          return null;
        });
  }

  @Test
  void escapeEndsARunAndTheWindowSaysSo() {
    workspace
        .document()
        .begin(
            """
            schema_version: 1
            model: meta-llama/Llama-3.1-8B-Instruct
            fleet: [{pool: main, gpu: h100-sxm-80gb}]
            workload:
              arrivals: {process: poisson, rate: 12/s}
              input_tokens: {distribution: fixed, tokens: 400}
              output_tokens: {distribution: fixed, tokens: 50}
            stop: {requests: 20000000}
            """);
    await("the scenario is checked", () -> workspace.document().state().get().valid().isPresent());
    goToRun();
    await("it runs", () -> state().isRunning() && state().finished() > 0);
    settle();
    keepPictures("run-running");

    robot.push(KeyCode.ESCAPE);

    await("it is said", () -> shows(words -> words.startsWith("Cancelled after ")));
    assertThat(state().run()).isEmpty();
  }
}
