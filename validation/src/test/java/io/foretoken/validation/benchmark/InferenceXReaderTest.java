package io.foretoken.validation.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The numbers in the files are made up. */
class InferenceXReaderTest {
  private static final String ONE =
      """
      {"hw":"h200","conc":8,"image":"vllm/vllm-openai:v0.11.0","model":"Qwen/Qwen3-14B",
       "infmax_model_prefix":"demo","framework":"vllm","precision":"fp8","spec_decoding":"none",
       "disagg":false,"isl":1024,"osl":512,"is_multinode":false,"tp":2,"pp":1,"pcp_size":1,"ep":1,
       "dp_attention":"false","tput_per_gpu":800.0,"output_tput_per_gpu":400.0,"mean_ttft":0.12,
       "p99_ttft":0.30,"median_tpot":0.01,"mean_intvty":100.0}
      """;

  @TempDir Path folder;

  private BenchmarkSamples samples;

  @BeforeEach
  void begin() {
    samples = new BenchmarkSamples(folder);
  }

  /** Keys without _ms are in seconds, throughput is per GPU of two. */
  @Test
  void aggregatesInSecondsAndOfAllGpus() {
    BenchmarkRun run = samples.run("agg_x.json", ONE);
    assertThat(run.source().format()).isEqualTo("inferencex");
    assertThat(run.figure(BenchmarkQuantity.TTFT, "mean").orElseThrow().value()).isEqualTo(0.12);
    assertThat(run.figure(BenchmarkQuantity.TPOT, "p50").orElseThrow().value()).isEqualTo(0.01);
    assertThat(run.figure(BenchmarkQuantity.OUTPUT, "").orElseThrow().value()).isEqualTo(800);
    assertThat(run.figure(BenchmarkQuantity.OTHER, "mean").orElseThrow().definition())
        .contains("slow tail");
    assertThat(run.setup().gpu()).isEqualTo("h200");
    assertThat(run.setup().version()).isEqualTo("0.11.0");
    assertThat(run.setup().weights()).isEqualTo("fp8");
    assertThat(run.setup().tensor()).isEqualTo(2);
    assertThat(run.load().maxInFlight()).isEqualTo(8);
    assertThat(run.load().drawn()).isTrue();
  }

  @Test
  void disaggregatedRunsOfAListCannotBeSimulated() {
    String apart = ONE.replace("\"disagg\":false", "\"disagg\":true");
    List<BenchmarkRun> runs = samples.runs("agg_bmk.json", "[" + ONE + "," + apart + "]");
    assertThat(runs.get(0).obstacles()).isEmpty();
    assertThat(runs.get(1).obstacles().toString()).contains("disaggregated");
    BenchmarkConversion conversion =
        new BenchmarkConversion(
            io.foretoken.hardware.catalog.Catalog.shipped(),
            StatedSetup.NOTHING,
            StatedLoad.NOTHING);
    assertThat(conversion.measured(runs.get(0)).load().requests()).isEqualTo(80);
    assertThatThrownBy(() -> conversion.converted(runs)).hasMessageContaining("disaggregated");
  }
}
