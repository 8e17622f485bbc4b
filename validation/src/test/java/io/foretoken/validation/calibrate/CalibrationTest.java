package io.foretoken.validation.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.hardware.engine.EngineProfiles;
import io.foretoken.hardware.engine.ProfileFile;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.sim.CancelToken;
import io.foretoken.validation.calibrate.study.Jitter;
import io.foretoken.validation.calibrate.study.MadeUpRun;
import io.foretoken.validation.fit.engine.ProfileParameter;
import io.foretoken.validation.fit.engine.RecordEdit;
import io.foretoken.validation.measured.Metric;
import io.foretoken.validation.measured.Setup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose latency and matrix products are slower than shipped ones; both are found. */
class CalibrationTest {
  private static final Catalog CATALOG = Catalog.shipped();
  private static final double LATENCY_MS = 20;
  private static final double PRODUCTS = 1.2;
  private static final CalibrationOptions SHORT = CalibrationOptions.DEFAULT.withSearch(1, 3);

  private static CalibrationResult result;
  private static final List<Double> SHARES = new ArrayList<>();

  private static Setup setup(String model, String gpu) {
    return new Setup(model, "", "", gpu, 1, 1, 1, 1, 1, "vllm", "0.19", Map.of(), true);
  }

  private static EngineProfile truth() {
    EngineProfile shipped = EngineProfiles.find("vllm", "0.19");
    return RecordEdit.with(
        RecordEdit.with(shipped, "api.latency_ms", LATENCY_MS), "kernels.gemm", PRODUCTS);
  }

  private static CalibrationRun run(Setup setup, double rate, long seed) {
    return new MadeUpRun(setup, 150, rate, new int[] {100, 1500}, new int[] {20, 60})
        .serve(CATALOG, truth(), Jitter.USUAL, seed);
  }

  private static CalibrationResult calibrate(List<CalibrationRun> runs, CancelToken cancel)
      throws InterruptedException {
    return new Calibration(CATALOG)
        .run(runs, SHORT, (stage, round, share, error) -> SHARES.add(share), cancel);
  }

  @BeforeAll
  static void calibrateOnce() throws InterruptedException {
    Setup setup = setup("llama-3.1-8b", "h100-sxm-80gb");
    result =
        calibrate(
            List.of(run(setup, 2, 1), run(setup, 5, 2), run(setup, 10, 3)), CancelToken.NEVER);
  }

  private static CalibratedConstant constant(String path) {
    return result.constants().stream().filter(c -> c.path().equals(path)).findFirst().orElseThrow();
  }

  @Test
  void findsWhatDiffersAndKeepsWhatTheDataSayNothingOf() {
    assertThat(constant("kernels.gemm").value()).isCloseTo(PRODUCTS, within(0.05));
    assertThat(constant("api.latency_ms").value()).isCloseTo(LATENCY_MS, within(3.0));
    assertThat(constant("kernels.gemm").standing())
        .isEqualTo(CalibratedConstant.Standing.IDENTIFIED);
    // The host thread hides behind the GPU: nothing is said of it, and its interval stays wide.
    CalibratedConstant host = constant("host.layer_us");
    assertThat(host.standing()).isEqualTo(CalibratedConstant.Standing.KEPT);
    assertThat(host.value()).isEqualTo(host.before());
    assertThat(host.high()).isGreaterThan(1.5 * host.before());
    assertThat(result.constants())
        .allSatisfy(c -> assertThat(c.value()).isBetween(c.low(), c.high()));
  }

  /** The run between lowest and highest load is kept from the fit, and predicted better by it. */
  @Test
  void theRunThatWasHeldBackIsPredictedBetterToo() {
    ErrorLine tpot =
        result.held().stream()
            .filter(line -> line.metric() == Metric.TPOT_MEAN)
            .findFirst()
            .orElseThrow();

    assertThat(result.heldBack()).startsWith("1 of 3 runs");
    assertThat(tpot.runs()).isEqualTo(1);
    assertThat(tpot.beforePercent()).isGreaterThan(8);
    assertThat(tpot.afterPercent()).isLessThan(3);
    assertThat(result.misfit()).isLessThan(1.5);
  }

  /** One run is held back, so the median of its ratios' errors is that of its only ratio. */
  @Test
  void ratiosAreThoseThatErrorsAreOf() {
    Ratio tpot =
        result.ratios().stream()
            .filter(ratio -> ratio.isHeld() && ratio.metric() == Metric.TPOT_MEAN)
            .findFirst()
            .orElseThrow();
    ErrorLine line =
        result.held().stream()
            .filter(l -> l.metric() == Metric.TPOT_MEAN)
            .findFirst()
            .orElseThrow();

    assertThat(100 * Math.abs(tpot.after() - 1)).isCloseTo(line.afterPercent(), within(1e-9));
    assertThat(100 * Math.abs(tpot.before() - 1)).isCloseTo(line.beforePercent(), within(1e-9));
    // 16.1 GB of weights at 3.35 TB/s take 4.8 ms; a token takes 5 to 30 ms.
    assertThat(tpot.measured()).isBetween(0.005, 0.03);
    assertThat(result.ratios().stream().map(Ratio::run).distinct()).hasSize(3);
  }

  @Test
  void saysWhatTheDataDoNotCover() {
    assertThat(result.warnings()).anySatisfy(w -> assertThat(w).contains("never rose high enough"));
    assertThat(result.range().mostRunning()).isLessThan(20);
    assertThat(result.range().mostContext()).isBetween(1200, 1560);
  }

  @Test
  void progressGoesToItsEnd() {
    assertThat(SHARES).isSorted().last().isEqualTo(1.0);
  }

  @Test
  void theWrittenProfileIsReadAsItWasFitted(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("profile.yaml"), ProfileYaml.of(result));

    ProfileFile read = ProfileFile.read(file);

    assertThat(read.engine()).isEqualTo(ProfileYaml.rounded(result));
    assertThat(read.calibration().orElseThrow().model()).isEqualTo("llama-3.1-8b");
    assertThat(read.calibration().orElseThrow().bands())
        .anySatisfy(
            band -> {
              assertThat(band.figure()).isEqualTo("tpot_mean");
              assertThat(band.low()).isBetween(0.7, 0.999);
            });
  }

  /** (0 + 200) * exp(x) - 200 is 0 at x = 0 but for rounding, as (8 + 5) * exp(ln(5 / 13)) - 5. */
  @Test
  void aConstantAtItsBoundOfZeroIsZero() {
    ProfileParameter sequence =
        new ProfileParameter("device.sequence_us", List.of("0.19"), List.of(), 5, 0, 200, 1);

    assertThat(sequence.value(8, Math.log(5.0 / 13))).isZero();
    assertThat(sequence.value(8, Math.log(5.001 / 13))).isCloseTo(0.001, within(1e-9));
  }

  @Test
  void stopsWhenItIsToldTo() {
    List<CalibrationRun> one = List.of(run(setup("llama-3.1-8b", "h100-sxm-80gb"), 2, 1));

    assertThatThrownBy(() -> calibrate(one, () -> true)).isInstanceOf(CancellationException.class);
  }

  @Test
  void runsOfDifferentDeploymentsAreRefused() {
    List<CalibrationRun> mixed =
        List.of(
            run(setup("llama-3.1-8b", "h100-sxm-80gb"), 2, 1),
            run(setup("qwen3-14b", "h100-sxm-80gb"), 2, 2));

    assertThatThrownBy(() -> calibrate(mixed, CancelToken.NEVER))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("is of model qwen3-14b")
        .hasMessageContaining("calibrate each by itself");
  }

  /** 8.03e9 weights of 2 bytes take 16.1 ms at the 1,008 GB/s of an RTX 4090; an H100 served. */
  @Test
  void runsThatAreFasterThanTheHardwareAreRefused() {
    CalibrationRun served = run(setup("llama-3.1-8b", "h100-sxm-80gb"), 2, 1);
    CalibrationRun claimed =
        new MadeUpRun(
                setup("llama-3.1-8b", "rtx-4090"),
                150,
                2,
                new int[] {100, 1500},
                new int[] {20, 60})
            .serve(CATALOG, truth(), Jitter.USUAL, 1, served.run().setup());

    assertThatThrownBy(() -> calibrate(List.of(claimed), CancelToken.NEVER))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("is faster than the hardware can be: TPOT")
        .hasMessageContaining("speculative decoding");
  }

  @Test
  void aGpuThatNobodyKnowsIsNamed() {
    CalibrationRun served = run(setup("llama-3.1-8b", "h100-sxm-80gb"), 2, 1);
    CalibrationRun claimed =
        new MadeUpRun(
                setup("llama-3.1-8b", "h1000"), 20, 2, new int[] {100, 200}, new int[] {20, 60})
            .serve(CATALOG, truth(), Jitter.USUAL, 1, served.run().setup());

    assertThatThrownBy(() -> calibrate(List.of(claimed), CancelToken.NEVER))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("h1000");
  }
}
