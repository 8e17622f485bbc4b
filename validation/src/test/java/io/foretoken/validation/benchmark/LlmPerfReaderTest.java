package io.foretoken.validation.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The numbers in the files are made up. */
class LlmPerfReaderTest {
  private static final String RESPONSES =
      """
      [{"error_code":429,"error_msg":"too many"},
       {"error_code":null,"error_msg":"","inter_token_latency_s":0.028,"ttft_s":0.06,
        "end_to_end_latency_s":0.14,"request_output_throughput_token_per_s":35.7,
        "number_total_tokens":133,"number_output_tokens":5,"number_input_tokens":128}]
      """;
  private static final String SUMMARY =
      """
      {"version":"2023-08-31","name":"x","model":"Qwen/Qwen3-14B","mean_input_tokens":128,
       "num_concurrent_requests":3,"results_inter_token_latency_s_quantiles_p50":0.028,
       "results_ttft_s_quantiles_p99":0.07,"results_ttft_s_mean":0.06,
       "results_number_output_tokens_mean":5.0,"results_number_errors":1,
       "results_num_completed_requests":1,"results_num_completed_requests_per_min":30.0,
       "results_error_code_frequency":"{}"}
      """;

  private static final double EXACT = 1e-9;

  @TempDir Path folder;

  private BenchmarkSamples samples;

  @BeforeEach
  void begin() {
    samples = new BenchmarkSamples(folder);
  }

  /** (0.14 - 0.06) / 4 = 20 ms, not the 28 ms that the file calls inter-token latency. */
  @Test
  void responsesWithTheSummaryBesideThem() {
    samples.file("x_summary.json", SUMMARY);
    BenchmarkRun run = samples.run("x_individual_responses.json", RESPONSES);
    BenchmarkRequests requests = run.requests().orElseThrow();
    assertThat(run.source().format()).isEqualTo("llmperf");
    assertThat(run.counts()).isEqualTo(new BenchmarkCounts(1, 1, 0, 0));
    assertThat(requests.tpot(0)).isCloseTo(0.02, within(EXACT));
    assertThat(requests.hasArrivals()).isFalse();
    assertThat(run.load().maxInFlight()).isEqualTo(3);
    assertThat(run.setup().model()).isEqualTo("Qwen/Qwen3-14B");
  }

  @Test
  void theSummaryAlone() {
    BenchmarkRun run = samples.run("x.json", SUMMARY);
    assertThat(run.source().format()).isEqualTo("llmperf-summary");
    assertThat(run.figure(BenchmarkQuantity.TTFT, "p99").orElseThrow().value()).isEqualTo(0.07);
    assertThat(run.figure(BenchmarkQuantity.ITL, "p50")).isEmpty();
    assertThat(run.figure(BenchmarkQuantity.OTHER, "p50").orElseThrow().value()).isEqualTo(0.028);
    // 30 a minute.
    assertThat(run.figure(BenchmarkQuantity.REQUESTS, "").orElseThrow().value()).isEqualTo(0.5);
    assertThat(run.load().outputTokens()).isEqualTo(5);
  }
}
