package io.foretoken.validation.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The numbers in the files are made up. */
class GuidellmReaderTest {
  private static final double EXACT = 1e-9;

  @TempDir Path folder;

  private BenchmarkSamples samples;

  @BeforeEach
  void begin() {
    samples = new BenchmarkSamples(folder);
  }

  private static String report(int version, int successful) {
    return """
        {"metadata":{"version":%d,"guidellm_version":"0.7.x","python_version":"3.12"},"config":{},
         "benchmarks":[{"type_":"generative_benchmark",
          "config":{"strategy":{"type_":"poisson","rate":2.0}},
          "metrics":{"request_totals":{"successful":%d,"errored":1,"incomplete":0,"total":3},
           "prompt_token_count":{"successful":{"mean":128.0}},
           "output_token_count":{"successful":{"mean":5.0}},
           "time_per_output_token_ms":{"successful":{"mean":28.0,"percentiles":{"p50":28.0}}},
           "inter_token_latency_ms":{"successful":{"mean":20.0,"percentiles":{"p001":19.0}}},
           "time_to_first_token_ms":{"successful":{"mean":60.0,"median":60.0,"std_dev":1.0,
            "percentiles":{"p50":60.0,"p999":61.0}},"errored":{"mean":1.0}}},
          "requests":{"successful":[{"request_id":"g-1","request_start_time":1760000001.0,
            "request_end_time":1760000001.14,"request_latency":0.14,"prompt_tokens":128,
            "output_tokens":5,"time_to_first_token_ms":60.0,"inter_token_latency_ms":20.0,
            "info":{"status":"completed","timings":{"request_start":1760000001.0}}},
            {"request_id":"g-2","request_start_time":1760000000.0,
            "request_end_time":1760000000.14,"request_latency":0.14,"prompt_tokens":100,
            "output_tokens":5,"time_to_first_token_ms":60.0}],
           "errored":[{"request_id":"g-3"}],"incomplete":[],"total":null},
          "start_time":1760000000.0,"end_time":1760000010.0,"duration":10.0}]}
        """
        .formatted(version, successful);
  }

  @Test
  void aFullReportIsATrace() {
    BenchmarkRun run = samples.run("benchmarks.json", report(2, 2));
    BenchmarkRequests requests = run.requests().orElseThrow();
    assertThat(run.counts()).isEqualTo(new BenchmarkCounts(2, 1, 0, 0));
    assertThat(requests.inputTokens(0)).isEqualTo(100);
    assertThat(requests.sentSeconds(1)).isCloseTo(1, within(1e-6));
    assertThat(requests.tpot(0)).isCloseTo(0.02, within(EXACT));
    assertThat(run.load().requestsPerSecond()).isEqualTo(2);
    assertThat(run.load().burstiness()).isEqualTo(1);
    assertThat(run.seconds()).isEqualTo(10);
  }

  /** Its TPOT includes the first token, and its ITL is what others call TPOT. */
  @Test
  void figuresGoByWhatTheyMean() {
    BenchmarkRun run = samples.run("a.json", report(2, 2));
    BenchmarkFigure tpot = run.figure(BenchmarkQuantity.TPOT, "p0.1").orElseThrow();
    assertThat(tpot.name()).isEqualTo("inter_token_latency_ms");
    assertThat(tpot.value()).isCloseTo(0.019, within(EXACT));
    assertThat(run.figure(BenchmarkQuantity.OTHER, "mean").orElseThrow().name())
        .isEqualTo("time_per_output_token_ms");
    assertThat(run.figure(BenchmarkQuantity.TTFT, "p99.9").orElseThrow().value())
        .isCloseTo(0.061, within(EXACT));
  }

  @Test
  void aSampleOfRequestsIsNoTrace() {
    BenchmarkRun run = samples.run("a.json", report(2, 90));
    assertThat(run.requests()).isEmpty();
    assertThat(run.counts().answered()).isEqualTo(90);
    assertThat(run.load().inputTokens()).isEqualTo(128);
    assertThat(run.notes()).contains("the report lists 2 of 90 requests: aggregates are used");
  }

  @Test
  void otherVersionsAreRefused() {
    assertThatThrownBy(() -> samples.runs("a.json", report(3, 2)))
        .hasMessageContaining("is of version 3")
        .hasMessageContaining("versions 1 and 2 can be read");
  }

  /** guidellm 0.4 to 0.6: what was asked for stands in args; workers could do 512 at a time. */
  @Test
  void versionOneSaysModelAndPrefixAmongItsArguments() {
    String report =
        report(1, 2)
            .replace(
                "\"config\":{},",
                "\"args\":{\"model\":\"Qwen/Qwen3-14B\","
                    + "\"data\":[\"prompt_tokens=128,prefix_tokens=64,output_tokens=5\"]},")
            .replace(
                "{\"type_\":\"poisson\",\"rate\":2.0}",
                "{\"type_\":\"concurrent\",\"streams\":4,\"max_concurrency\":512}");
    BenchmarkRun run = samples.run("a.json", report);
    assertThat(run.setup().model()).isEqualTo("Qwen/Qwen3-14B");
    assertThat(run.load().maxInFlight()).isEqualTo(4);
    assertThat(run.load().prefix()).isEqualTo(new StatedPrefix(64, 1));
    assertThat(run.requests().orElseThrow().size()).isEqualTo(2);
  }

  /** Up to guidellm 0.3: no version, the strategy in args, other names of times and totals. */
  @Test
  void reportsFromBeforeThereWereVersionsAreRead() {
    BenchmarkRun run =
        samples.run(
            "a.json",
            """
            {"benchmarks":[{"type_":"generative_benchmark",
              "args":{"profile":{"type_":"sweep"},"strategy":{"type_":"constant","rate":3.0}},
              "worker":{"backend_model":"Qwen/Qwen3-14B"},
              "request_loader":{"data":"prompt_tokens=100,output_tokens=5"},
              "metrics":{"time_to_first_token_ms":{"successful":{"mean":60.0}}},
              "request_totals":{"successful":1,"incomplete":0,"errored":2,"total":3},
              "requests":{"successful":[{"request_id":"g-1","prompt_tokens":100,
                "output_tokens":5,"start_time":1760000000.0,"end_time":1760000000.14,
                "first_token_time":1760000000.06,"last_token_time":1760000000.14,
                "request_latency":0.14,"time_to_first_token_ms":60.0}],
               "errored":[],"incomplete":[]},
              "start_time":1760000000.0,"end_time":1760000010.0,"duration":10.0}]}
            """);
    BenchmarkRequests requests = run.requests().orElseThrow();
    assertThat(run.counts()).isEqualTo(new BenchmarkCounts(1, 2, 0, 0));
    assertThat(requests.hasArrivals()).isTrue();
    // (140 - 60) ms for the four tokens after the first.
    assertThat(requests.tpot(0)).isCloseTo(0.02, within(EXACT));
    assertThat(run.load().requestsPerSecond()).isEqualTo(3);
    assertThat(run.load().burstiness()).isInfinite();
    assertThat(run.setup().model()).isEqualTo("Qwen/Qwen3-14B");
  }

  /** As Python writes it: keys in alphabetical order, so that the version comes last. */
  private static final String YAML =
      """
      args:
        data:
        - prompt_tokens=128,output_tokens=5
        model: Qwen/Qwen3-14B
      benchmarks:
      - config:
          strategy:
            max_concurrency: null
            rate: 2.0
            type_: poisson
        duration: 10.0
        metrics:
          request_totals:
            errored: 1
            successful: 1
          time_to_first_token_ms:
            successful:
              mean: 60.0
              percentiles:
                p999: 6.1e+01
        requests:
          errored:
          - request_id: g-2
          incomplete: []
          successful:
          - info:
              error: null
            input_metrics:
              cached_tokens: 32
            output_tokens: 5
            prompt_tokens: 128
            request_end_time: 1760000000.14
            request_id: 'g-1'
            request_latency: 0.14
            request_start_time: 1760000000.0
            time_to_first_token_ms: 60.0
          total: null
      metadata:
        guidellm_version: 0.6.0
        version: 1
      """;

  @Test
  void aReportInYamlSaysTheSame() {
    BenchmarkRun run = samples.run("benchmarks.yaml", YAML);
    BenchmarkRequests requests = run.requests().orElseThrow();
    assertThat(run.counts()).isEqualTo(new BenchmarkCounts(1, 1, 0, 0));
    assertThat(requests.tpot(0)).isCloseTo(0.02, within(EXACT));
    assertThat(requests.cachedTokens(0)).isEqualTo(32);
    assertThat(run.load().requestsPerSecond()).isEqualTo(2);
    assertThat(run.figure(BenchmarkQuantity.TTFT, "p99.9").orElseThrow().value())
        .isCloseTo(0.061, within(EXACT));
    assertThat(run.setup().model()).isEqualTo("Qwen/Qwen3-14B");
  }

  @Test
  void whatIsWrongInYamlIsNamedWithItsLine() {
    assertThatThrownBy(() -> samples.runs("a.yaml", YAML.replace("duration: 10.0", "duration: [1")))
        .hasMessageContaining("a.yaml:")
        .hasMessageContaining("YAML");
    assertThatThrownBy(() -> samples.runs("a.yaml", YAML.replace("version: 1", "version: 7")))
        .hasMessageContaining("is of version 7");
    assertThatThrownBy(
            () ->
                samples.runs(
                    "a.yaml",
                    YAML.replace("incomplete: []", "incomplete: *id001")
                        .replace("      errored:\n", "      errored: &id001\n")))
        .hasMessageContaining("found an alias");
  }
}
