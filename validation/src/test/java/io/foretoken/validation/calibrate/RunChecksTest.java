package io.foretoken.validation.calibrate;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.validation.measured.ClosedLoad;
import io.foretoken.validation.measured.ExactLoad;
import io.foretoken.validation.measured.Load;
import io.foretoken.validation.measured.MeasuredRun;
import io.foretoken.validation.measured.Metric;
import io.foretoken.validation.measured.Regime;
import io.foretoken.validation.measured.Setup;
import io.foretoken.validation.measured.Source;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What an H100 cannot do: 989 TFLOP/s in bf16, 3,350 GB/s. */
class RunChecksTest {
  private static void check(String model, Load load, Map<Metric, Double> figures) {
    Setup setup =
        new Setup(model, "", "", "h100-sxm-80gb", 1, 1, 1, 1, 1, "vllm", "0.19", Map.of(), true);
    MeasuredRun run =
        new MeasuredRun(
            "made up",
            "run",
            setup,
            load,
            figures,
            List.of(),
            Regime.STABLE,
            false,
            new Source("", "", ""),
            List.of());
    new Calibration(Catalog.shipped()).check(List.of(CalibrationRun.ofFigures(run)));
  }

  /** Nine prompts of 100 tokens and one of 20,100: 2,100 in the mean. */
  private static Load skewed() {
    int[] input = IntStream.range(0, 10).map(i -> i == 9 ? 20_100 : 100).toArray();
    long[] arrivals = IntStream.range(0, 10).mapToLong(i -> 1_000_000_000L * i).toArray();
    return new ExactLoad(
        0, arrivals, input, IntStream.range(0, 10).map(i -> 50).toArray(), new int[0]);
  }

  /**
   * The layers of Llama 3.1 8B have 7.0e9 weights: 2,100 tokens take 2 * 7.0e9 * 2,100 / 989e12 =
   * 29.6 ms, and those of the median prompt, 100, a twentieth. (9 * 16 + 500) / 10 is the mean.
   */
  @Test
  void shortPromptsMayBeFasterThanTheMeanPrompt() {
    Map<Metric, Double> figures = Map.of(Metric.TTFT_P50, 0.016, Metric.TTFT_MEAN, 0.0644);

    assertThatCode(() -> check("llama-3.1-8b", skewed(), figures)).doesNotThrowAnyException();
  }

  @Test
  void theMeanIsNotFasterThanTheMeanPrompt() {
    Map<Metric, Double> figures = Map.of(Metric.TTFT_P50, 0.016, Metric.TTFT_MEAN, 0.025);

    assertThatThrownBy(() -> check("llama-3.1-8b", skewed(), figures))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("is faster than the hardware can be: TTFT 25.00 ms in the mean")
        .hasMessageContaining("2100 prompt tokens");
  }

  /**
   * Llama 3.2 1B has 1.24e9 weights, 0.26e9 of them in the LM head, which one token of a prompt
   * passes: 4,000 tokens take 2 * 0.97e9 * 4,000 / 989e12 = 7.9 ms and 1 ms of attention, not 10.0.
   */
  @Test
  void onlyTheLastTokenOfAPromptPassesTheLanguageModelHead() {
    Load load = new ClosedLoad(1, 100, 4000, 100, false);

    assertThatCode(() -> check("llama-3.2-1b", load, Map.of(Metric.TTFT_MEAN, 0.0094)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> check("llama-3.2-1b", load, Map.of(Metric.TTFT_MEAN, 0.0075)))
        .hasMessageContaining("TTFT 7.50 ms");
  }

  /** Lengths drawn from 80 % of the nominal one to all of it are 90 % of it in the mean: 8.0 ms. */
  @Test
  void drawnPromptsAreShorterThanTheNominalOne() {
    Load load = new ClosedLoad(1, 100, 4000, 100, true);

    assertThatCode(() -> check("llama-3.2-1b", load, Map.of(Metric.TTFT_MEAN, 0.0083)))
        .doesNotThrowAnyException();
  }
}
