package io.foretoken.validation.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The numbers in the files are made up. */
class VllmMetricsReaderTest {
  private static final double EXACT = 1e-9;

  @TempDir Path folder;

  private BenchmarkSamples samples;

  @BeforeEach
  void begin() {
    samples = new BenchmarkSamples(folder);
  }

  private static String scrape(String model, int upTo100ms, int all, double sum, long tokens) {
    return "# HELP vllm:time_to_first_token_seconds x\n"
        + "python_gc_objects_collected_total{generation=\"0\"} 1.0\n"
        + "vllm:cache_config_info{block_size=\"16\",num_gpu_blocks=\"5000\",engine=\"0\"} 1.0\n"
        + line("time_to_first_token_seconds_bucket", model, ",le=\"0.1\"", upTo100ms)
        + line("time_to_first_token_seconds_bucket", model, ",le=\"0.3\"", all)
        + line("time_to_first_token_seconds_bucket", model, ",le=\"+Inf\"", all)
        + line("time_to_first_token_seconds_sum", model, "", sum)
        + line("time_to_first_token_seconds_count", model, "", all)
        + line("prompt_tokens_total", model, "", 100.0 * tokens)
        + line("generation_tokens_total", model, "", (double) tokens)
        + line("num_preemptions_total", model, "", 1);
  }

  private static String line(String name, String model, String labels, double value) {
    return "vllm:"
        + name
        + "{engine=\"0\",model_name=\""
        + model
        + "\""
        + labels
        + "} "
        + value
        + "\n";
  }

  /**
   * 10 requests between the scrapes, 4 of them up to 100 ms. The median is the 5th: a sixth into
   * the bucket from 100 to 300 ms, 133 ms, and off by at most 167 ms.
   */
  @Test
  void whatHappenedIsTheDifferenceOfTheScrapes() {
    BenchmarkRun run =
        samples.run(
            "metrics.txt",
            scrape("qwen3-14b", 1, 2, 0.3, 50) + scrape("qwen3-14b", 5, 12, 2.3, 550));
    BenchmarkFigure median = run.figure(BenchmarkQuantity.TTFT, "p50").orElseThrow();
    assertThat(median.value()).isCloseTo(0.1 + 0.2 / 6, within(EXACT));
    assertThat(median.uncertainty()).isCloseTo(0.2 * 5 / 6, within(EXACT));
    assertThat(median.name()).isEqualTo("vllm:time_to_first_token_seconds");
    assertThat(run.figure(BenchmarkQuantity.TTFT, "mean").orElseThrow().value())
        .isCloseTo(0.2, within(EXACT));
    assertThat(run.counts().answered()).isEqualTo(10);
    assertThat(run.load().outputTokens()).isEqualTo(50);
    assertThat(run.load().inputTokens()).isEqualTo(5000);
    assertThat(run.setup().knobs())
        .containsEntry("memory.num_gpu_blocks_override", "5000")
        .containsEntry("memory.block_size", "16");
    assertThat(run.notes().toString()).contains("do not say when they were taken");
  }

  @Test
  void theLaterScrapeMayBeAFileOfItsOwn() {
    Path before = samples.file("before", scrape("qwen3-14b", 1, 2, 0.3, 50));
    Path after = samples.file("after", scrape("qwen3-14b", 5, 12, 2.3, 550));
    BenchmarkFormats formats = BenchmarkFormats.installed();
    assertThat(formats.read(before, java.util.Optional.of(after)).get(0).counts().answered())
        .isEqualTo(10);
    assertThatThrownBy(() -> formats.read(before)).hasMessageContaining("one scrape only");
    assertThatThrownBy(() -> formats.read(after, java.util.Optional.of(before)))
        .hasMessageContaining("goes backwards")
        .hasMessageContaining("restarts");
  }

  @Test
  void severalModelsAndLinesThatAreNoSamplesAreSaid() {
    String two =
        scrape("qwen3-14b", 1, 2, 0.3, 50)
            + scrape("qwen3-14b", 5, 12, 2.3, 550)
            + line("num_requests_running", "other", "", 1);
    assertThatThrownBy(() -> samples.runs("m", two))
        .hasMessageContaining("several models: other, qwen3-14b");
    assertThatThrownBy(() -> samples.runs("m", "vllm:x{} one\nvllm:y 2\n"))
        .hasMessageContaining("m:1:1: this is no sample");
  }
}
