package io.foretoken.validation.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The numbers in the files are made up. */
class AiPerfRecordsReaderTest {
  private static final double EXACT = 1e-9;

  @TempDir Path folder;

  private BenchmarkSamples samples;

  @BeforeEach
  void begin() {
    samples = new BenchmarkSamples(folder);
  }

  private static String entry(
      String start, String end, String phase, String metrics, String error) {
    return "{\"metadata\":{\"session_num\":0,\"x_request_id\":\"r\",\"turn_index\":0,"
        + "\"request_start_ns\":"
        + start
        + ",\"request_ack_ns\":null,\"request_end_ns\":"
        + end
        + ",\"worker_id\":\"w\",\"benchmark_phase\":\""
        + phase
        + "\",\"was_cancelled\":false,\"cancellation_time_ns\":null},\"metrics\":{"
        + metrics
        + "},\"error\":"
        + error
        + "}\n";
  }

  private static String metrics(int input, int output, String ttft, String latency) {
    return "\"input_sequence_length\":{\"value\":"
        + input
        + ",\"unit\":\"tokens\"},\"output_sequence_length\":{\"value\":"
        + output
        + ",\"unit\":\"tokens\"},\"output_token_count\":{\"value\":1,\"unit\":\"tokens\"},"
        + "\"time_to_first_token\":{\"value\":"
        + ttft
        + "},\"request_latency\":{\"value\":"
        + latency
        + "},\"inter_chunk_latency\":{\"value\":[20.0,30.0],\"unit\":\"ms\"}";
  }

  private static final String FIRST =
      entry(
          "1760000000000000000",
          "1760000000140000000",
          "profiling",
          metrics(128, 5, "60.0,\"unit\":\"ms\"", "140.0,\"unit\":\"ms\""),
          "null");

  /** Units are read: the second one is in seconds. Reasoning tokens are decoded like others. */
  @Test
  void recordsOfTheMeasuredPhaseInTheirUnits() {
    BenchmarkRun run =
        samples.run(
            "profile_export.jsonl",
            entry(
                    "1759999990000000000",
                    "1759999991000000000",
                    "warmup",
                    metrics(9, 9, "1,\"unit\":\"ms\"", "2,\"unit\":\"ms\""),
                    "null")
                + FIRST
                + entry(
                    "1760000000250000001",
                    "1760000000650000001",
                    "profiling",
                    metrics(256, 3, "0.2,\"unit\":\"sec\"", "0.4,\"unit\":\"sec\""),
                    "null")
                + entry(
                    "1760000001000000000",
                    "1760000001100000000",
                    "profiling",
                    "\"error_isl\":{\"value\":8,\"unit\":\"tokens\"}",
                    "{\"code\":500,\"type\":\"x\",\"message\":\"y\"}"));
    BenchmarkRequests requests = run.requests().orElseThrow();
    assertThat(run.counts()).isEqualTo(new BenchmarkCounts(2, 1, 0, 0));
    assertThat(requests.sentSeconds(1)).isCloseTo(0.250000001, within(1e-12));
    assertThat(requests.outputTokens(0)).isEqualTo(5);
    assertThat(requests.tpot(0)).isCloseTo(0.02, within(EXACT));
    assertThat(requests.ttft(1)).isCloseTo(0.2, within(EXACT));
    assertThat(requests.gaps()).isEqualTo(4);
    assertThat(requests.gap(1)).isCloseTo(0.03, within(EXACT));
    assertThat(run.notes())
        .contains("1 failed requests are left out", "1 requests of the warm-up are left out");
  }

  @Test
  void theAggregateBesideItSaysWhatWasAskedFor() {
    samples.file(
        "profile_export_aiperf.json",
        "{\"request_latency\":{\"unit\":\"ms\",\"avg\":140.0},\"input_config\":{\"endpoint\":"
            + "{\"model_names\":[\"Qwen/Qwen3-14B\"]},\"loadgen\":{\"concurrency\":7}}}");
    BenchmarkRun run = samples.run("profile_export.jsonl", FIRST);
    assertThat(run.setup().model()).isEqualTo("Qwen/Qwen3-14B");
    assertThat(run.load().maxInFlight()).isEqualTo(7);
    assertThat(run.requests().orElseThrow().size()).isEqualTo(1);
  }

  @Test
  void unknownUnitsMissingTokensAndClocksThatGoBackAreSaid() {
    assertThatThrownBy(
            () ->
                samples.runs(
                    "a.jsonl",
                    entry(
                            "1",
                            "2",
                            "profiling",
                            metrics(1, 2, "1,\"unit\":\"fortnights\"", "2,\"unit\":\"ms\""),
                            "null")
                        + entry(
                            "1",
                            "2",
                            "profiling",
                            "\"time_to_first_token\":{\"value\":1,\"unit\":\"ms\"}",
                            "null")))
        .hasMessageContaining("found the unit \"fortnights\" of time_to_first_token")
        .hasMessageContaining("a.jsonl:2:1: metrics: the request has no input_sequence_length");
    String back =
        entry(
            "1760000000000000000",
            "1759999999000000000",
            "profiling",
            metrics(1, 2, "1,\"unit\":\"ms\"", "2,\"unit\":\"ms\""),
            "null");
    assertThatThrownBy(() -> samples.runs("b.jsonl", back))
        .hasMessageContaining("b.jsonl:1:1: metadata.request_start_ns: the clock goes backwards");
  }

  /** One in two hundred is left out and counted; of one in two the file is refused. */
  @Test
  void aFewClocksThatGoBackAreLeftOut() {
    String back =
        entry(
            "1760000000000000000",
            "1759999999000000000",
            "profiling",
            metrics(1, 2, "1,\"unit\":\"ms\"", "2,\"unit\":\"ms\""),
            "null");
    BenchmarkRun run = samples.run("a.jsonl", FIRST.repeat(199) + back);
    assertThat(run.counts()).isEqualTo(new BenchmarkCounts(199, 0, 0, 1));
    assertThat(run.notes().toString()).contains("1 requests are left out because their times");
    assertThatThrownBy(() -> samples.runs("b.jsonl", FIRST + back))
        .hasMessageContaining("the clock goes backwards");
  }
}
