package io.foretoken.validation.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The numbers in the files are made up. */
class InferencePerfReaderTest {
  private static final double EXACT = 1e-9;

  @TempDir Path folder;

  private BenchmarkSamples samples;

  @BeforeEach
  void begin() {
    samples = new BenchmarkSamples(folder);
  }

  private static String request(
      String start, String end, String served, String times, String error) {
    return "{\"start_time\":"
        + start
        + ",\"end_time\":"
        + end
        + ",\"request\":\"{\\\"model\\\": \\\"Qwen/Qwen3-14B\\\"}\",\"response\":null,\"info\":"
        + "{\"request_metrics\":{\"text\":{\"input_tokens\":128},\"image\":null},"
        + "\"response_metrics\":{\"output_tokens\":3,\"server_usage\":"
        + served
        + ",\"response_chunks\":[],\"chunk_times\":["
        + times
        + "],\"output_token_times\":["
        + times
        + "]},\"extra_info\":{},\"lora_adapter\":null,\"labels\":{},\"input_tokens\":7},\"error\":"
        + error
        + "}";
  }

  /** The server's 4 tokens go before the client's 3; two tokens of one chunk make no gap. */
  @Test
  void requestsOnTheClientsClock() {
    BenchmarkRun run =
        samples.run(
            "a.json",
            "["
                + request(
                    "51.5", "51.64", "{\"completion_tokens\":4}", "51.56,51.60,51.60,51.64", "null")
                + ","
                + request("50.0", "50.2", "null", "50.1,50.15,50.2", "null")
                + ","
                + request("52.0", "52.1", "null", "", "{\"error_type\":\"t\",\"error_msg\":\"m\"}")
                + "]");
    BenchmarkRequests requests = run.requests().orElseThrow();
    assertThat(run.source().format()).isEqualTo("inference-perf");
    assertThat(run.counts()).isEqualTo(new BenchmarkCounts(2, 1, 0, 0));
    assertThat(requests.sentSeconds(1)).isCloseTo(1.5, within(EXACT));
    assertThat(requests.inputTokens(1)).isEqualTo(128);
    assertThat(requests.outputTokens(0)).isEqualTo(3);
    assertThat(requests.outputTokens(1)).isEqualTo(4);
    assertThat(requests.ttft(1)).isCloseTo(0.06, within(EXACT));
    assertThat(requests.tpot(0)).isCloseTo(0.05, within(EXACT));
    assertThat(requests.gaps()).isEqualTo(4);
    assertThat(run.setup().model()).isEqualTo("Qwen/Qwen3-14B");
  }

  @Test
  void aSummaryHoldsAggregatesAndSaysHowToGetRequests() {
    BenchmarkRun run =
        samples.run(
            "summary_lifecycle_metrics.json",
            "{\"benchmark_time_seconds\":60.0,\"load_summary\":{\"count\":10,\"requested_rate\":2.0},"
                + "\"successes\":{\"count\":9,\"latency\":{\"time_to_first_token\":{\"mean\":0.06,"
                + "\"median\":0.05,\"p99.9\":0.2},\"normalized_time_per_output_token\":"
                + "{\"mean\":0.03}},\"throughput\":{\"output_tokens_per_sec\":35.0},"
                + "\"prompt_tokens\":{\"total\":900,\"mean\":100.0},\"output_len\":{\"mean\":50.0}},"
                + "\"failures\":{\"count\":1}}");
    assertThat(run.figure(BenchmarkQuantity.TTFT, "p50").orElseThrow().value()).isEqualTo(0.05);
    assertThat(run.figure(BenchmarkQuantity.OTHER, "mean").orElseThrow().definition())
        .contains("first token included");
    assertThat(run.counts()).isEqualTo(new BenchmarkCounts(9, 1, 0, 0));
    assertThat(run.load().inputTokens()).isEqualTo(100);
    assertThat(run.load().requestsPerSecond()).isEqualTo(2);
    assertThatThrownBy(() -> run.requireRequests("this", BenchmarkFormats.installed()))
        .hasMessageContaining("per_request: true");
  }
}
