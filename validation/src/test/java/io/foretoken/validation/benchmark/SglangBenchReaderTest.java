package io.foretoken.validation.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The numbers in the files are made up. */
class SglangBenchReaderTest {
  private static final String NEWER =
      "{\"tag\":null,\"backend\":\"sglang\",\"dataset_name\":\"random\",\"request_rate\":4.0,"
          + "\"max_concurrency\":null,\"sharegpt_output_len\":null,\"random_input_len\":512,"
          + "\"random_output_len\":64,\"random_range_ratio\":1.0,\"server_info\":{\"model_path\":"
          + "\"Qwen/Qwen3-14B\",\"tp_size\":4,\"dp_size\":2,\"enable_dp_attention\":true,"
          + "\"chunked_prefill_size\":4096,\"mem_fraction_static\":0.85,\"version\":\"0.5.2\","
          + "\"disable_radix_cache\":true,\"internal_states\":[{\"x\":1}]},\"duration\":5.0,"
          + "\"completed\":2,\"total_input_tokens\":1024,\"total_output_tokens\":6,"
          + "\"request_throughput\":0.4,\"input_throughput\":204.8,\"output_throughput\":1.2,"
          + "\"mean_e2e_latency_ms\":120.0,\"p95_itl_ms\":16.0,\"mean_ttft_ms\":90.0,"
          + "\"concurrency\":0.048,\"accept_length\":null,\"input_lens\":[512,512,512],"
          + "\"output_lens\":[3,3,0],\"ttfts\":[0.09,0.09,0.0],\"itls\":[[0.015,0.015],"
          + "[0.015,0.025],[]],\"generated_texts\":[\"x\",\"y\",\"\"],"
          + "\"errors\":[\"\",\"\",\"refused\"]}\n";
  private static final String OLDER =
      "{\"backend\":\"sglang\",\"dataset_name\":\"sharegpt\",\"request_rate\":Infinity,"
          + "\"max_concurrency\":16,\"sharegpt_output_len\":null,\"random_input_len\":1024,"
          + "\"random_output_len\":1024,\"random_range_ratio\":0.0,\"duration\":8.0,"
          + "\"completed\":4,\"total_input_tokens\":400,\"total_output_tokens\":80,"
          + "\"total_output_tokens_retokenized\":81,\"request_throughput\":0.5,"
          + "\"median_ttft_ms\":80.0,\"mean_tpot_ms\":12.0,\"accept_length\":2.5}\n";

  private static final double EXACT = 1e-9;

  @TempDir Path folder;

  private BenchmarkSamples samples;

  @BeforeEach
  void begin() {
    samples = new BenchmarkSamples(folder);
  }

  @Test
  void requestsAreThereButNotWhenTheyWereSent() {
    BenchmarkRun run = samples.run("a.jsonl", NEWER);
    BenchmarkRequests requests = run.requests().orElseThrow();
    assertThat(run.source().format()).isEqualTo("sglang-bench");
    assertThat(run.counts()).isEqualTo(new BenchmarkCounts(2, 1, 0, 0));
    assertThat(requests.hasArrivals()).isFalse();
    assertThat(requests.e2e(1)).isCloseTo(0.13, within(EXACT));
    assertThat(requests.tpot(1)).isCloseTo(0.02, within(EXACT));
    assertThat(run.load().requestsPerSecond()).isEqualTo(4);
    assertThat(run.figure(BenchmarkQuantity.E2E, "mean").orElseThrow().value()).isEqualTo(0.12);
    assertThat(run.figure(BenchmarkQuantity.ITL, "p95").orElseThrow().value()).isEqualTo(0.016);
  }

  /** SGLang's tp of 4 includes the two ranks of its DP attention. */
  @Test
  void theServersOwnArgumentsAreTakenOver() {
    StatedSetup setup = samples.run("a.jsonl", NEWER).setup();
    assertThat(setup.model()).isEqualTo("Qwen/Qwen3-14B");
    assertThat(setup.version()).isEqualTo("0.5.2");
    assertThat(setup.tensor()).isEqualTo(2);
    assertThat(setup.data()).isEqualTo(2);
    assertThat(setup.knobs())
        .containsEntry("batching.chunked_prefill_size", "4096")
        .containsEntry("memory.mem_fraction_static", "0.85")
        .containsEntry("memory.enable_prefix_caching", "false");
  }

  @Test
  void olderRunsOfOneFileAndARateWithoutEnd() {
    List<BenchmarkRun> runs = samples.runs("a.jsonl", OLDER + NEWER);
    assertThat(runs).hasSize(2);
    assertThat(runs.get(0).requests()).isEmpty();
    assertThat(runs.get(0).load().requestsPerSecond()).isInfinite();
    assertThat(runs.get(0).load().maxInFlight()).isEqualTo(16);
    assertThat(runs.get(0).load().inputTokens()).isEqualTo(100);
    assertThat(runs.get(0).notes().toString()).contains("speculative decoding was on, with 2.5");
    assertThat(runs.get(0).setup().engine()).isEqualTo("sglang");
  }
}
