package io.foretoken.scenario.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.engine.EngineProfiles;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.scenario.expected.ErrorBand;
import io.foretoken.scenario.expected.ErrorQuantity;
import io.foretoken.scenario.expected.ExpectedError;
import io.foretoken.scenario.figure.PoolFacts;
import io.foretoken.scenario.figure.RunFigures;
import io.foretoken.scenario.run.ScenarioRun;
import io.foretoken.sim.CancelToken;
import io.foretoken.sim.ProgressListener;
import io.foretoken.sim.request.RequestSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code engine: {profile: ./profile.yaml}}: times, provenance and bands of a calibration. */
class OwnProfileTest {
  /** 12 requests/s of 800 + 250 tokens are some 30 to 50 sequences at a time: all is inside. */
  private static final String CALIBRATION =
      """
      calibration:
        model: llama-3.1-8b
        gpu: h100-sxm-80gb
        weights: bf16
        range:
          {least_rate: 5, most_rate: 20, least_running: 10, most_running: 90,
           least_context: 300, most_context: 3000}
        bands:
          - {figure: tpot_mean, low: 0.97, high: 1.04}
          - {figure: throughput, low: 0.98, high: 1.02}
      """;

  @TempDir private Path folder;

  /** The first shipped profile of vLLM, as a file of one's own. */
  private static String engine() throws IOException {
    try (InputStream shipped =
        EngineProfiles.class.getResourceAsStream("/io/foretoken/hardware/engines/vllm.yaml")) {
      String first =
          new String(shipped.readAllBytes(), StandardCharsets.UTF_8).split("\n  - name: ", -1)[1];
      return "schema_version: 1\nengine:\n  name: "
          + first
              .lines()
              .map(line -> line.replaceFirst("^ {4}", "  "))
              .collect(Collectors.joining("\n"))
          + "\n";
    }
  }

  private RunFigures run(String profile, String... settings) throws IOException {
    Files.writeString(folder.resolve("profile.yaml"), profile);
    Path file =
        Files.writeString(
            folder.resolve("scenario.yaml"),
            """
            schema_version: 1
            model: llama-3.1-8b
            fleet: [{pool: main, gpu: h100, engine: {profile: ./profile.yaml}}]
            workload:
              arrivals: {process: poisson, rate: 12/s}
              input_tokens: 800
              output_tokens: 250
            stop: {duration: 30s, warmup: 10s}
            """);
    ScenarioTree scenario = ScenarioTree.read(file);
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      scenario =
          scenario.set(
              setting.substring(0, equals),
              setting.substring(equals + 1),
              Origin.argument("--set " + setting));
    }
    return ScenarioRun.execute(
            new ScenarioResolver(Catalog.shipped()).resolve(scenario, false),
            0,
            RequestSink.NONE,
            ProgressListener.SILENT,
            CancelToken.NEVER)
        .figures();
  }

  private static PoolFacts facts(RunFigures run) {
    return run.pools().get(0).facts();
  }

  @Test
  void insideItsRangeTheRunIsCalibratedAndHasTheCalibrationsBands() throws IOException {
    RunFigures run = run(engine() + CALIBRATION);
    ExpectedError expected = ExpectedError.of(run, true);

    assertThat(facts(run).calibration().orElseThrow().leaves()).isEmpty();
    assertThat(facts(run).provenance()).isEqualTo("calibrated");
    assertThat(expected.bands().get(ErrorQuantity.TPOT_MEAN)).isEqualTo(new ErrorBand(0.97, 1.04));
    assertThat(expected.throughput()).isEqualTo(new ErrorBand(0.98, 1.02));
    assertThat(expected.extrapolations()).isEmpty();
    assertThat(expected.explanation()).contains("by what the calibration held back");
  }

  /** Figures that the calibration did not score keep the bands that ship. */
  @Test
  void whatTheCalibrationSaysNothingOfKeepsTheShippedBand() throws IOException {
    ErrorBand with =
        ExpectedError.of(run(engine() + CALIBRATION), true).bands().get(ErrorQuantity.TTFT_P99);
    ErrorBand without = ExpectedError.of(run(engine()), true).bands().get(ErrorQuantity.TTFT_P99);

    assertThat(with).isEqualTo(without);
  }

  /**
   * 12/s is more than a tenth above 10/s, and 30 to 50 running below 60; 1,050 tokens are inside.
   */
  @Test
  void outsideItSaysInWhatAndFallsBackToWhatShips() throws IOException {
    String narrow =
        CALIBRATION.replace("most_rate: 20", "most_rate: 10").replace("running: 10", "running: 60");
    RunFigures run = run(engine() + narrow);
    ExpectedError expected = ExpectedError.of(run, true);
    ExpectedError shipped = ExpectedError.of(run(engine()), true);

    assertThat(facts(run).provenance()).isEqualTo("fitted");
    assertThat(facts(run).calibration().orElseThrow().leaves())
        .satisfiesExactly(
            rate -> assertThat(rate).matches("requests/s 1[0-9.]+, calibrated 5\\.0 to 10\\.0"),
            running -> assertThat(running).matches("running [0-9.]+, calibrated 60\\.0 to 90\\.0"));
    assertThat(expected.bands()).isEqualTo(shipped.bands());
    assertThat(expected.extrapolations())
        .containsAll(facts(run).calibration().orElseThrow().leaves());
    assertThat(expected.explanation()).doesNotContain("held back");
  }

  /**
   * 11.5 requests/s and more are within a tenth of 10.6: what is a little beyond is still inside.
   */
  @Test
  void aTenthBeyondIsStillInside() throws IOException {
    double rate = rate(run(engine()));
    String near = CALIBRATION.replace("most_rate: 20", "most_rate: " + rate / 1.09);
    String far = CALIBRATION.replace("most_rate: 20", "most_rate: " + rate / 1.11);

    assertThat(facts(run(engine() + near)).provenance()).isEqualTo("calibrated");
    assertThat(facts(run(engine() + far)).provenance()).isEqualTo("fitted");
  }

  private static double rate(RunFigures run) {
    return run.result().tokens().completedRequests() / run.result().seconds();
  }

  @Test
  void anotherDeploymentLeavesTheCalibrationHoweverItIsLoaded() throws IOException {
    RunFigures run =
        run(
            engine() + CALIBRATION,
            "precision.weights=fp8",
            "fleet.main.gpu=h200",
            "fleet.main.parallelism={tensor: 2}");

    assertThat(facts(run).provenance()).isNotEqualTo("calibrated");
    assertThat(facts(run).calibration().orElseThrow().leaves())
        .contains(
            "GPU h200-sxm-141gb, calibrated on h100-sxm-80gb",
            "weights fp8, calibrated on bf16",
            "tensor 2, calibrated on 1");
  }

  /** Without a calibration it is a profile written by hand: its own provenance, shipped bands. */
  @Test
  void aProfileWrittenByHandIsWhatItSays() throws IOException {
    RunFigures run = run(engine());

    assertThat(facts(run).calibration()).isEmpty();
    assertThat(facts(run).provenance()).isEqualTo("fitted");
  }

  /** 5 ms more outside of layers: 40 sequences that step together all wait for it. */
  @Test
  void itsConstantsAreTheOnesThatCount() throws IOException {
    String slower = engine().replaceFirst("device: \\{step_us: (\\d+),", "device: {step_us: 5$1,");

    assertThat(slower).isNotEqualTo(engine());
    assertThat(run(slower).tpot().mean() - run(engine()).tpot().mean()).isGreaterThan(0.004);
  }

  @Test
  void whatIsNoProfileIsNamed() {
    assertThatThrownBy(() -> run("backend: vllm\nmodel_id: llama\n"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("profile.yaml:1:1")
        .hasMessageContaining("this is no engine profile")
        .hasMessageNotContaining("model_id");
    assertThatThrownBy(() -> run(engine().replace("name: vllm", "name: vlm") + CALIBRATION))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no engine is called \"vlm\"");
    assertThatThrownBy(
            () -> run(engine().replaceFirst("gemm: [\\d.]+", "gemm: -1") + "calibrated: {}\n"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("engine.kernels.gemm: found -1")
        .hasMessageContaining("unknown key \"calibrated\"");
  }

  /** Of a setting on the command line a file is looked for from where the user is. */
  @Test
  void anEngineBesideTheProfileMustBeTheProfiles() {
    String profile = "profile: " + folder.resolve("profile.yaml").toAbsolutePath();
    assertThatThrownBy(() -> run(engine(), "fleet.main.engine={name: sglang, " + profile + "}"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("\"sglang\" is not the engine of the profile, vllm");
    assertThatThrownBy(() -> run(engine(), "fleet.main.engine={version: '0.23', " + profile + "}"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("leave version out");
  }
}
