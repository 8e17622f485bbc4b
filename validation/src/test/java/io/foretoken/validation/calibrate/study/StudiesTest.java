package io.foretoken.validation.calibrate.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.hardware.engine.EngineProfiles;
import io.foretoken.sim.CancelToken;
import io.foretoken.validation.SharedData;
import io.foretoken.validation.calibrate.Calibration;
import io.foretoken.validation.calibrate.CalibrationOptions;
import io.foretoken.validation.calibrate.CalibrationProgress;
import io.foretoken.validation.calibrate.CalibrationResult;
import io.foretoken.validation.calibrate.CalibrationRun;
import io.foretoken.validation.fit.engine.RecordEdit;
import io.foretoken.validation.measured.Metric;
import io.foretoken.validation.measured.Setup;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Small versions of the studies; docs/calibration.md has the whole ones. */
@Tag("slow")
class StudiesTest {
  private static final PrintStream NOWHERE =
      new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);

  private static CalibrationResult calibrate(List<CalibrationRun> runs)
      throws InterruptedException {
    return new Calibration(Catalog.shipped())
        .run(
            runs,
            CalibrationOptions.DEFAULT.withSearch(1, 3),
            CalibrationProgress.SILENT,
            CancelToken.NEVER);
  }

  /** Of 4 seeds and 16 constants 90 % intervals are to hold nine tenths: at least 52 of 64. */
  @Test
  void intervalsHoldTheTruth() throws InterruptedException {
    Map<String, IdentifiabilityStudy.Fate> fates = IdentifiabilityStudy.run(4, NOWHERE);

    assertThat(fates.values().stream().mapToInt(IdentifiabilityStudy.Fate::held).sum())
        .isGreaterThanOrEqualTo(52);
    assertThat(fates.get("kernels.gemm").after()).isLessThan(fates.get("kernels.gemm").before());
  }

  /** One request in fifty meets a stall of 100 ms and more: the constants do not follow them. */
  @Test
  void stallsDoNotMoveTheConstants() throws InterruptedException {
    EngineProfile truth =
        RecordEdit.with(EngineProfiles.find("vllm", "0.19"), "kernels.gemm", 1.15);
    CalibrationResult result =
        calibrate(
            List.of(
                IdentifiabilityStudy.RUNS
                    .get(1)
                    .serve(Catalog.shipped(), truth, Jitter.HEAVY_TAILED, 7)));

    double gemm = RecordEdit.get(result.profile(), "kernels.gemm");
    assertThat(gemm).isCloseTo(1.15, within(0.05));
  }

  /** An engine that takes 5 ms more for every step: found as device time, or said to be unlike. */
  @Test
  void anEngineThatIsSlowerInEveryStepIsPredictedAfterwards() throws InterruptedException {
    EngineProfile truth =
        RecordEdit.with(EngineProfiles.find("vllm", "0.19"), "device.step_us", 5036);
    CalibrationResult result =
        calibrate(
            List.of(
                IdentifiabilityStudy.RUNS.get(1).serve(Catalog.shipped(), truth, Jitter.USUAL, 7)));

    double before = tpot(result, true);
    double after = tpot(result, false);
    assertThat(before).isGreaterThan(25);
    boolean noticed = result.warnings().stream().anyMatch(w -> w.contains("does not describe"));
    assertThat(after < 6 || noticed).isTrue();
  }

  /** A server with a fiftieth of the KV blocks that the user thinks: its waits are not followed. */
  @Test
  void aWrongNumberOfBlocksIsNoticedOrHarmless() throws InterruptedException {
    MadeUpRun run = IdentifiabilityStudy.RUNS.get(2);
    Setup of = run.setup();
    Setup few =
        new Setup(
            of.model(),
            of.weights(),
            of.kvCache(),
            of.gpu(),
            of.replicas(),
            of.tensor(),
            of.pipeline(),
            of.data(),
            of.expert(),
            of.engine(),
            of.version(),
            Map.of("memory.num_gpu_blocks_override", "800"),
            of.api());
    CalibrationResult result =
        calibrate(
            List.of(
                run.serve(
                    Catalog.shipped(), EngineProfiles.find("vllm", "0.19"), Jitter.USUAL, 7, few)));

    boolean noticed = result.warnings().stream().anyMatch(w -> w.contains("does not describe"));
    double gemm = RecordEdit.get(result.profile(), "kernels.gemm");
    double shipped = RecordEdit.get(EngineProfiles.find("vllm", "0.19"), "kernels.gemm");
    assertThat(noticed || Math.abs(gemm / shipped - 1) < 0.05).isTrue();
  }

  /**
   * From two runs at 6 requests/s to saturated ones, starting from kernels that take a quarter
   * longer than those that served: without calibration the saturated runs are far off, with it as
   * near as from the constants that docs/calibration.md starts from.
   */
  @Test
  void constantsFromLowRatesHoldAtSaturation() throws InterruptedException, IOException {
    EngineProfile slow = TransferStudy.unfitted();
    for (String kernel : List.of("kernels.gemm", "kernels.gemm_compute")) {
      slow = RecordEdit.with(slow, kernel, 1.25 * RecordEdit.get(slow, kernel));
    }
    TransferStudy.Transfer transfer = TransferStudy.run(SharedData.folder(), slow);

    assertThat(median(transfer.before(), Metric.TPOT_MEAN)).isGreaterThan(8);
    assertThat(median(transfer.before(), Metric.E2E_MEAN)).isGreaterThan(8);
    assertThat(median(transfer.after(), Metric.TPOT_MEAN)).isLessThan(3);
    assertThat(median(transfer.after(), Metric.E2E_MEAN)).isLessThan(3);
    assertThat(median(transfer.after(), Metric.TTFT_MEAN)).isLessThan(8);
  }

  private static double median(Map<Metric, double[]> errors, Metric metric) {
    return TransferStudy.Transfer.median(errors.get(metric));
  }

  private static double tpot(CalibrationResult result, boolean before) {
    return result.fitted().stream()
        .filter(line -> line.metric() == Metric.TPOT_MEAN)
        .mapToDouble(line -> before ? line.beforePercent() : line.afterPercent())
        .findFirst()
        .orElseThrow();
  }
}
