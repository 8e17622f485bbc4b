package io.foretoken.validation.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The numbers in the files are made up. */
class GenAiPerfReaderTest {
  private static final String USAGE =
      ",{\"response\":\"data: {\\\"choices\\\":[],\\\"usage\\\":{\\\"prompt_tokens\\\":40,"
          + "\\\"completion_tokens\\\":7}}\\n\\n\"},{\"response\":\"data: [DONE]\\n\\n\"}";

  private static final double EXACT = 1e-9;

  @TempDir Path folder;

  private BenchmarkSamples samples;

  @BeforeEach
  void begin() {
    samples = new BenchmarkSamples(folder);
  }

  private static String file(String times, String usage, String model) {
    return "{\"experiments\":[{\"experiment\":{\"mode\":\"concurrency\",\"value\":4},\"requests\":["
        + "{\"timestamp\":1760000000000000000,\"request_inputs\":{\"payload\":"
        + "\"{\\\"model\\\":\\\"Qwen/Qwen3-14B\\\",\\\"max_tokens\\\":2}\"},"
        + "\"response_timestamps\":["
        + times
        + "],\"response_outputs\":[{\"response\":\"data: {\\\"choices\\\":[{\\\"delta\\\":"
        + "{\\\"content\\\":\\\"a\\\"}}]}\\n\\n\"},{\"response\":\"data: {\\\"choices\\\":"
        + "[{\\\"delta\\\":{\\\"content\\\":\\\"b\\\"}}]}\\n\\n\"}"
        + usage
        + "]},{\"timestamp\":1760000000500000000,\"request_inputs\":{\"payload\":"
        + "\"{\\\"model\\\":\\\""
        + model
        + "\\\"}\"},\"response_timestamps\":[],\"response_outputs\":[]}]}]}";
  }

  /** The usage object counts 7 tokens in two chunks; it and the mark of the end bring none. */
  @Test
  void tokensAreThoseThatTheServerCounted() {
    BenchmarkRun run =
        samples.run(
            "a.json",
            file(
                "1760000000050000000,1760000000070000000,1760000000080000000,1760000000090000000",
                USAGE,
                "Qwen/Qwen3-14B"));
    BenchmarkRequests requests = run.requests().orElseThrow();
    assertThat(run.source().format()).isEqualTo("genai-perf");
    assertThat(run.counts()).isEqualTo(new BenchmarkCounts(1, 1, 0, 0));
    assertThat(requests.inputTokens(0)).isEqualTo(40);
    assertThat(requests.outputTokens(0)).isEqualTo(7);
    assertThat(requests.ttft(0)).isCloseTo(0.05, within(EXACT));
    assertThat(requests.e2e(0)).isCloseTo(0.07, within(EXACT));
    assertThat(requests.gaps()).isEqualTo(1);
    assertThat(run.load().maxInFlight()).isEqualTo(4);
    assertThat(run.setup().model()).isEqualTo("Qwen/Qwen3-14B");
  }

  @Test
  void withoutUsageThePromptsLengthComesFromTheAggregate() {
    String text = file("1760000000050000000,1760000000070000000", "", "Qwen/Qwen3-14B");
    assertThatThrownBy(() -> samples.runs("a.json", text))
        .hasMessageContaining("does not say how many tokens its prompt had")
        .hasMessageContaining("include_usage");
    samples.file(
        "profile_export_genai_perf.json",
        "{\"request_latency\":{\"unit\":\"ms\",\"avg\":70.0},"
            + "\"input_sequence_length\":{\"unit\":\"tokens\",\"avg\":33.0}}");
    BenchmarkRun run = samples.run("a.json", text);
    assertThat(run.requests().orElseThrow().inputTokens(0)).isEqualTo(33);
    assertThat(run.requests().orElseThrow().outputTokens(0)).isEqualTo(2);
    assertThat(run.notes())
        .contains("the server sent no usage: every chunk is taken for one token");
  }

  @Test
  void requestsOfTwoModelsAreRefused() {
    assertThatThrownBy(
            () -> samples.runs("a.json", file("1760000000050000000", USAGE, "other/model")))
        .hasMessageContaining("this request is of other/model, earlier ones of Qwen/Qwen3-14B");
  }
}
