package io.foretoken.validation.measured;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FitSplitTest {

  private static MeasuredRun run(int tensor, int concurrency, int input) {
    return new MeasuredRun(
        SiliconServingSuites.DENSE,
        "id",
        new Setup(
            "llama-3.1-70b", "fp8", "", "h200", 1, tensor, 1, 1, 1, "vllm", "", Map.of(), true),
        new ClosedLoad(concurrency, 10L * concurrency, input, 1024, true),
        Map.of(Metric.TPOT_MEAN, 0.02),
        List.of(),
        Regime.STABLE,
        false,
        new Source("", "", ""),
        List.of());
  }

  @Test
  void allLoadsOfAWorkloadStandOnOneSide() {
    for (int tensor = 1; tensor <= 8; tensor *= 2) {
      boolean side = FitSplit.mayFit(run(tensor, 4, 1024));
      for (int concurrency = 8; concurrency <= 256; concurrency *= 2) {
        assertThat(FitSplit.mayFit(run(tensor, concurrency, 1024))).isEqualTo(side);
      }
    }
  }

  /** Of 400 workloads 200 are expected on each side, with a standard deviation of 10. */
  @Test
  void aboutHalfOfTheWorkloadsMayFit() {
    int may = 0;
    for (int input = 1; input <= 400; input++) {
      may += FitSplit.mayFit(run(1, 4, input)) ? 1 : 0;
    }
    assertThat(may).isBetween(160, 240);
  }
}
