package io.foretoken.validation.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The numbers in the files are made up. */
class AiPerfAggregateReaderTest {
  private static final String AIPERF =
      """
      {"schema_version":"1.0","aiperf_version":"0.0.0-example",
       "request_latency":{"unit":"ms","avg":140.0,"p50":139.0,"p99":180.0,"std":3.0},
       "time_to_first_token":{"unit":"ms","avg":60.0,"p99":70.0},
       "inter_token_latency":{"unit":"ms","avg":20.0},
       "request_throughput":{"unit":"requests/sec","avg":7.14},
       "output_token_throughput":{"unit":"tokens/sec","avg":35.7},
       "input_sequence_length":{"unit":"tokens","avg":128.0},
       "output_sequence_length":{"unit":"tokens","avg":5.0},
       "request_count":{"unit":"requests","avg":50},"error_request_count":{"unit":"requests","avg":2},
       "benchmark_duration":{"unit":"sec","avg":7.0},"was_cancelled":false,
       "telemetry_data":{"summary":{},"endpoints":{}},
       "input_config":{"models":{"items":[{"name":"Qwen/Qwen3-14B"}]},
        "loadgen":{"request_rate":7.5}}}
      """;

  private static final double EXACT = 1e-9;

  @TempDir Path folder;

  private BenchmarkSamples samples;

  @BeforeEach
  void begin() {
    samples = new BenchmarkSamples(folder);
  }

  @Test
  void statisticsInTheirUnits() {
    BenchmarkRun run = samples.run("a.json", AIPERF);
    assertThat(run.source().format()).isEqualTo("aiperf-aggregate");
    assertThat(run.figure(BenchmarkQuantity.E2E, "p99").orElseThrow().value())
        .isCloseTo(0.18, within(EXACT));
    assertThat(run.figure(BenchmarkQuantity.OUTPUT, "").orElseThrow().value()).isEqualTo(35.7);
    assertThat(run.counts()).isEqualTo(new BenchmarkCounts(50, 2, 0, 0));
    assertThat(run.load().requestsPerSecond()).isEqualTo(7.5);
    assertThat(run.load().outputTokens()).isEqualTo(5);
    assertThat(run.setup().model()).isEqualTo("Qwen/Qwen3-14B");
    assertThat(run.seconds()).isEqualTo(7);
  }

  /** What is per request there is TPOT here, under its own name. */
  @Test
  void interTokenLatencyIsTpot() {
    BenchmarkRun run = samples.run("a.json", AIPERF);
    BenchmarkFigure tpot = run.figure(BenchmarkQuantity.TPOT, "mean").orElseThrow();
    assertThat(tpot.value()).isCloseTo(0.02, within(EXACT));
    assertThat(tpot.name()).isEqualTo("inter_token_latency");
    assertThat(run.figure(BenchmarkQuantity.ITL, "mean")).isEmpty();
    assertThatThrownBy(() -> run.requireRequests("a distribution", BenchmarkFormats.installed()))
        .hasMessageContaining("profile_export.jsonl");
  }
}
