package io.foretoken.validation.fit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.hardware.engine.EngineProfiles;
import io.foretoken.hardware.engine.EngineShelf;
import io.foretoken.sim.CancelToken;
import io.foretoken.validation.measured.ClosedLoad;
import io.foretoken.validation.measured.MeasuredRun;
import io.foretoken.validation.measured.Metric;
import io.foretoken.validation.measured.Regime;
import io.foretoken.validation.measured.Setup;
import io.foretoken.validation.measured.Source;
import io.foretoken.validation.replay.Replay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Runs that were simulated with known constants give these constants back. */
class ProfileFitTest {
  private static final Catalog CATALOG = Catalog.shipped();
  private static final List<String> VERSION = List.of("0.19");
  private static final ProfileParameter PRODUCTS =
      new ProfileParameter("kernels.gemm", VERSION, List.of(), 0, 0.8, 1.4, 0.3);
  private static final ProfileParameter LATENCY =
      new ProfileParameter("api.latency_ms", VERSION, List.of(), 0, 1, 60, 5);
  private static final ProfileParameter EXPERTS =
      new ProfileParameter("kernels.experts.bits16", VERSION, List.of(), 0, 0.8, 1.4, 0.3);
  private static final EngineProfile SHIPPED =
      LATENCY.apply(PRODUCTS.apply(EngineProfiles.find("vllm", "0.19"), 1), 6.25);

  /** A run with the figures that the truth would measure. */
  private static MeasuredRun run(String model, int tensor, int concurrency, EngineProfile truth) {
    Setup setup =
        new Setup(
            model, "", "", "h100-sxm-80gb", 1, tensor, 1, 1, 1, "vllm", "0.19.0", Map.of(), true);
    ClosedLoad load = new ClosedLoad(concurrency, 4L * concurrency, 2048, 48, true);
    MeasuredRun blank = measured(setup, load, Map.of(Metric.TPOT_MEAN, 1.0));
    Map<Metric, Double> figures =
        new Replay(CATALOG, new EngineShelf(List.of(truth)))
            .predict(blank, CancelToken.NEVER)
            .figures();
    return measured(setup, load, figures);
  }

  private static MeasuredRun measured(Setup setup, ClosedLoad load, Map<Metric, Double> figures) {
    return new MeasuredRun(
        "made up",
        setup.model() + load.label(),
        setup,
        load,
        figures,
        List.of(),
        Regime.STABLE,
        false,
        new Source("", "", ""),
        List.of());
  }

  private static List<MeasuredRun> runs(EngineProfile truth) {
    List<MeasuredRun> runs = new ArrayList<>();
    for (int concurrency : new int[] {2, 8, 24}) {
      runs.add(run("llama-3.1-8b", 1, concurrency, truth));
      runs.add(run("qwen3-14b", 1, concurrency, truth));
    }
    return runs;
  }

  @Test
  void findsTheConstantsThatTheRunsWereMadeWith() throws InterruptedException {
    EngineProfile truth = LATENCY.apply(PRODUCTS.apply(SHIPPED, 1.15), 20);
    ProfileFit fit =
        new ProfileFit(
            List.of(PRODUCTS, LATENCY, EXPERTS),
            List.of(SHIPPED),
            new FitTarget(CATALOG, runs(truth), 1),
            (parameter, run) -> !parameter.equals(EXPERTS),
            line -> {});

    List<ProfileFit.Fitted> fitted = fit.run(6);

    assertThat(fitted.get(0).value()).isCloseTo(1.15, within(0.02));
    assertThat(fitted.get(1).value()).isCloseTo(20, within(1.5));
    assertThat(fitted.get(0).spread()).isLessThan(PRODUCTS.spread() / 3);
    // Dense models say nothing of experts: the prior stands, and its width.
    assertThat(fitted.get(2).value()).isEqualTo(fitted.get(2).start());
    assertThat(fitted.get(2).spread()).isCloseTo(EXPERTS.spread(), within(1e-9));
  }

  @Test
  void aRunThatDidNotChangeKeepsItsErrors() throws InterruptedException {
    FitTarget target = new FitTarget(CATALOG, runs(SHIPPED), 1);
    double[] errors = target.errors(List.of(SHIPPED));
    EngineProfile slower = PRODUCTS.apply(SHIPPED, 1.3);

    double[] unchanged = target.errors(List.of(slower), errors, run -> false);
    double[] changed = target.errors(List.of(slower), errors, run -> true);

    assertThat(errors).containsOnly(0.0);
    assertThat(unchanged).isEqualTo(errors);
    assertThat(changed).hasSameSizeAs(errors).doesNotContain(0.0);
  }
}
