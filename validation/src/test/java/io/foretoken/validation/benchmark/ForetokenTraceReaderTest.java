package io.foretoken.validation.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.validation.measured.ExactLoad;
import io.foretoken.validation.measured.MeasuredRun;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForetokenTraceReaderTest {
  /** Two requests of a client that keeps one in flight; made up. */
  private static final String TRACE =
      """
      {"format":"foretoken-trace","format_version":1,"name":"two","measured":"2026-09-01T10:00:00Z",
       "device":{"kind":"cuda","gpu":"","name":"NVIDIA H200"},
       "model":{"name":"llama-3.1-8b","layers":32},
       "engine":{"name":"kit","weights":"bf16","tensor":1,
        "settings":{"api.in_process":true,"batching.max_num_seqs":256,"memory.block_size":256}},
       "load":{"words":"1 in flight","requests_per_s":null,"max_in_flight":1,"requests":3},
       "counts":{"finished":2,"unfinished":1,"refused":0,"not_sent":0},
       "notes":["a note"],
       "requests":{"input_tokens":[100,50],"output_tokens":[3,1],"due_us":[0,0],
        "sent_us":[0,30000],"ttft_us":[10000,8000],"e2e_us":[30000,8000],"preemptions":[0,0],
        "gaps_us":[[9000,11000],[]]},
       "steps":{"start_us":[1000,10000,20000,30000],"host_us":[1000,500,500,1000],
        "device_us":[8000,8500,9500,7000],"prefill_tokens":[100,0,0,50],
        "decode_rows":[0,1,1,0],"preempted":[0,0,0,1]},
       "power":{"at_us":[5],"watts":[300]}}
      """;

  @TempDir Path folder;

  private BenchmarkSamples samples;

  @BeforeEach
  void begin() {
    samples = new BenchmarkSamples(folder);
  }

  @Test
  void requestsInSecondsWithTheirGaps() {
    BenchmarkRun run = samples.run("two.json", TRACE);
    BenchmarkRequests requests = run.requests().orElseThrow();
    assertThat(run.id()).isEqualTo("two");
    assertThat(run.source().format()).isEqualTo("foretoken-trace");
    assertThat(run.counts()).isEqualTo(new BenchmarkCounts(2, 1, 0, 0));
    assertThat(requests.sentSeconds(1)).isEqualTo(0.03);
    assertThat(requests.ttft(0)).isEqualTo(0.01);
    // (30 ms - 10 ms) / 2 tokens after the first
    assertThat(requests.tpot(0)).isCloseTo(0.01, within(1e-12));
    assertThat(requests.gaps()).isEqualTo(2);
    assertThat(requests.gap(1)).isCloseTo(0.011, within(1e-8));
  }

  @Test
  void theServerIsOneWithoutApiServersAndWithItsSettings() {
    BenchmarkRun run = samples.run("two.json", TRACE);
    assertThat(run.setup().gpu()).isEqualTo("NVIDIA H200");
    assertThat(run.setup().engine()).isEqualTo("generic");
    assertThat(run.setup().knobs())
        .isEqualTo(
            Map.of(
                "api.in_process", "true",
                "batching.max_num_seqs", "256",
                "memory.block_size", "256"));
    MeasuredRun measured =
        new BenchmarkConversion(Catalog.shipped(), StatedSetup.NOTHING, StatedLoad.NOTHING)
            .measured(run);
    assertThat(measured.setup().api()).isFalse();
    assertThat(Catalog.shipped().findGpu(measured.setup().gpu()).orElseThrow().id())
        .isEqualTo("h200-sxm-141gb");
    // one in flight was reached, and nothing was due later: the loop is closed again in the replay
    assertThat(((ExactLoad) measured.load()).maxInFlight()).isEqualTo(1);
    assertThat(((ExactLoad) measured.load()).arrivalNanos()).containsExactly(0, 0);
    assertThat(((ExactLoad) measured.load()).inputTokens()).containsExactly(100, 50);
  }

  @Test
  void stepsSayWhereTheTimeWent() {
    BenchmarkRun run = samples.run("two.json", TRACE);
    // 33 ms on the device, 3 ms beside it
    assertThat(run.notes())
        .contains("a note", "4 steps, 92 % of their time on the device, 1 preemptions");
    assertThat(run.figures())
        .filteredOn(figure -> figure.name().equals("step_device_ms"))
        .extracting(BenchmarkFigure::value)
        .containsExactly(8.25);
  }

  @Test
  void columnsThatDoNotBelongTogetherAreSaidAllAtOnce() {
    String bad =
        TRACE
            .replace("\"ttft_us\":[10000,8000]", "\"ttft_us\":[10000]")
            .replace("\"e2e_us\":[30000,8000],", "")
            .replace("[[9000,11000],[]]", "[[9000,11000]]")
            .replace("[1000,10000,20000,30000]", "[1000,9000,20000,30000]")
            .replace("\"batching.max_num_seqs\"", "\"seqs\"");
    assertThatThrownBy(() -> samples.runs("bad.json", bad))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("requests.ttft_us: found 1 entries where input_tokens has 2")
        .hasMessageContaining("there is no column e2e_us")
        .hasMessageContaining("requests.gaps_us: found 1 entries, and there are 2 requests")
        .hasMessageContaining("found seqs: \"256\"");
    assertThatThrownBy(
            () ->
                samples.runs(
                    "early.json", TRACE.replace("[1000,10000,20000,", "[1000,9000,20000,")))
        .hasMessageContaining("step 1 begins before the one before it ends");
  }

  @Test
  void aNewerVersionIsNotGuessedAt() {
    assertThatThrownBy(
            () ->
                samples.runs(
                    "new.json", TRACE.replace("\"format_version\":1", "\"format_version\":2")))
        .hasMessageContaining("found 2, and versions up to 1 are known");
  }
}
