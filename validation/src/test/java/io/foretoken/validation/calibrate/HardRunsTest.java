package io.foretoken.validation.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.hardware.engine.EngineProfiles;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.sim.CancelToken;
import io.foretoken.validation.calibrate.study.Jitter;
import io.foretoken.validation.calibrate.study.MadeUpRun;
import io.foretoken.validation.fit.engine.RecordEdit;
import io.foretoken.validation.measured.Metric;
import io.foretoken.validation.measured.Setup;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Runs of which less is known than their number of requests says. */
class HardRunsTest {
  private static final Catalog CATALOG = Catalog.shipped();
  private static final double PRODUCTS = 1.2;

  private static Setup setup(Map<String, String> knobs) {
    return new Setup(
        "llama-3.1-8b", "", "", "h100-sxm-80gb", 1, 1, 1, 1, 1, "vllm", "0.19", knobs, true);
  }

  /** A server with slower matrix products, as if it had other settings than it had. */
  private static CalibrationRun run(double rate, long seed, Map<String, String> claimed) {
    EngineProfile truth =
        RecordEdit.with(EngineProfiles.find("vllm", "0.19"), "kernels.gemm", PRODUCTS);
    return new MadeUpRun(setup(claimed), 150, rate, new int[] {100, 1500}, new int[] {20, 60})
        .serve(CATALOG, truth, Jitter.USUAL, seed, setup(Map.of()));
  }

  private static CalibrationResult calibrate(CalibrationRun... runs) throws InterruptedException {
    return new Calibration(CATALOG)
        .run(
            List.of(runs),
            CalibrationOptions.DEFAULT.withSearch(1, 2),
            CalibrationProgress.SILENT,
            CancelToken.NEVER);
  }

  /** All were answered; an engine that runs one and lets one wait turns others away. */
  @Test
  void aRunWhoseRequestsAreTurnedAwayIsRefused() {
    CalibrationRun run = run(10, 1, Map.of("api.max_queue", "1", "batching.max_num_seqs", "1"));

    assertThatThrownBy(() -> calibrate(run))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("measured requests are not served")
        .hasMessageContaining("does what was said of the deployment fit the file?");
  }

  /** The throughput that is known is that of all requests, not of their last quarter. */
  @Test
  void throughputOfAPartOfARunIsNotScored() throws InterruptedException {
    CalibrationResult result = calibrate(run(5, 1, Map.of()));

    assertThat(result.heldBack()).isEqualTo("the last quarter of each run's requests");
    assertThat(result.held())
        .extracting(ErrorLine::metric)
        .containsExactly(Metric.TTFT_MEAN, Metric.TTFT_P90, Metric.TPOT_MEAN, Metric.E2E_MEAN);
    assertThat(result.fitted())
        .extracting(ErrorLine::metric)
        .doesNotContain(Metric.OUTPUT_THROUGHPUT);
    assertThat(ProfileYaml.bands(result))
        .hasSize(4)
        .noneMatch(band -> band.figure().equals("throughput"));
  }

  /** One request has no scatter that says how certain it is; the other run says enough. */
  @Test
  void aRunOfWhichOneRequestIsKnownDoesNotStopTheFit() throws InterruptedException {
    CalibrationResult result = calibrate(run(5, 1, Map.of()), run(2, 2, Map.of()).within(0, 1));

    double gemm = RecordEdit.get(result.profile(), "kernels.gemm");
    assertThat(gemm).isCloseTo(PRODUCTS, within(0.06));
    assertThat(result.misfit()).isFinite();
  }

  /** The third is 0.9 in its units, the first is of a figure that the simulation lacks. */
  @Test
  void theWorstErrorIsOneThatIsKnown() {
    double[] errors = {Double.NaN, 0.2, -0.3};

    assertThat(Warnings.worst(errors, new double[] {1, 1, 3})).isEqualTo(2);
  }
}
