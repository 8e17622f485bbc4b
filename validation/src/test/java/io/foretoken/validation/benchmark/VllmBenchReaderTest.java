package io.foretoken.validation.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.input.problem.BadInputException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VllmBenchReaderTest {
  private static final double EXACT = 1e-12;

  @TempDir Path folder;

  private BenchmarkSamples samples;

  @BeforeEach
  void begin() {
    samples = new BenchmarkSamples(folder);
  }

  /** Lists are in seconds; start times are of any clock, and not in the order of sending. */
  @Test
  void requestsAreThoseAnsweredFromTheFirstSendOn() {
    BenchmarkRun run = samples.run("any-name.txt", BenchmarkSamples.VLLM_DETAILED);
    BenchmarkRequests requests = run.requests().orElseThrow();
    assertThat(run.source().format()).isEqualTo("vllm-bench");
    assertThat(run.counts()).isEqualTo(new BenchmarkCounts(2, 1, 0, 0));
    assertThat(requests.size()).isEqualTo(2);
    assertThat(requests.sentSeconds(0)).isZero();
    assertThat(requests.sentSeconds(1)).isCloseTo(0.5, within(EXACT));
    assertThat(requests.inputTokens(0)).isEqualTo(200);
    // No latencies in this version: 0.08 + 0.02 + 0.02.
    assertThat(requests.e2e(0)).isCloseTo(0.12, within(EXACT));
    assertThat(requests.tpot(0)).isCloseTo(0.02, within(EXACT));
    assertThat(requests.tpot(1)).isCloseTo(0.01, within(EXACT));
    assertThat(requests.gaps()).isEqualTo(5);
    // 3 gaps of 10 ms and 2 of 20 ms, pooled: a mean of 14, where TPOT's is 15.
    assertThat(requests.distribution(BenchmarkQuantity.ITL).mean()).isCloseTo(14e9, within(1e4));
    assertThat(requests.distribution(BenchmarkQuantity.TPOT).mean()).isCloseTo(15e9, within(1.0));
    assertThat(run.notes()).contains("1 failed requests are left out");
  }

  @Test
  void theToolsFiguresKeepTheirNamesAndAreInSeconds() {
    BenchmarkRun run = samples.run("a.json", BenchmarkSamples.VLLM_DETAILED);
    BenchmarkFigure median = run.figure(BenchmarkQuantity.TTFT, "p50").orElseThrow();
    assertThat(median.name()).isEqualTo("median_ttft_ms");
    assertThat(median.value()).isEqualTo(0.065);
    assertThat(median.definition()).contains("first chunk");
    assertThat(run.figure(BenchmarkQuantity.ITL, "p99.9").orElseThrow().value()).isEqualTo(0.02);
    assertThat(run.figure(BenchmarkQuantity.OUTPUT, "").orElseThrow().value()).isEqualTo(1.75);
    assertThat(run.seconds()).isEqualTo(4.0);
  }

  @Test
  void metadataSaysWhatServed() {
    StatedSetup setup = samples.run("a.json", BenchmarkSamples.VLLM_DETAILED).setup();
    assertThat(setup.model()).isEqualTo("Qwen/Qwen3-14B");
    assertThat(setup.engine()).isEqualTo("vllm");
    assertThat(setup.tensor()).isEqualTo(2);
    assertThat(setup.knobs()).containsEntry("batching.max_num_seqs", "64");
    assertThat(setup.gpu()).isEmpty();
  }

  /** A later version: latencies are there, and 30 ms of the second were spent at the client. */
  @Test
  void latenciesAndClientQueuesOfLaterVersionsAreUsed() {
    String later =
        BenchmarkSamples.VLLM_DETAILED.replace(
            "\"start_times\"",
            "\"latencies\":[0.09,0.125,0.0],\"queue_times\":[0.03,0.0,0.0],\"start_times\"");
    BenchmarkRequests requests = samples.run("a.json", later).requests().orElseThrow();
    assertThat(requests.e2e(0)).isEqualTo(0.125);
    assertThat(requests.dueSeconds(1)).isCloseTo(0.47, within(EXACT));
  }

  @Test
  void withoutDetailsAggregatesAreLeft() {
    String summary =
        BenchmarkSamples.VLLM_DETAILED.replaceAll(
            "(?s)\"input_lens\".*\"errors\":\\[[^]]*\\],", "");
    BenchmarkRun run = samples.run("a.json", summary);
    assertThat(run.requests()).isEmpty();
    assertThat(run.counts()).isEqualTo(new BenchmarkCounts(2, 1, 0, 0));
    assertThat(run.load().inputTokens()).isEqualTo(150);
    assertThat(run.load().outputTokens()).isEqualTo(3.5);
    assertThatThrownBy(
            () -> run.requireRequests("a residual over time", BenchmarkFormats.installed()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("aggregates only, and a residual over time needs requests")
        .hasMessageContaining("--save-detailed");
  }

  /** --append-result writes one object after the other, a sweep a list of them. */
  @Test
  void appendedRunsAndSweepsAreSeveralRuns() {
    String one = BenchmarkSamples.VLLM_DETAILED;
    String other = one.replace("\"request_rate\":2.0", "\"request_rate\":\"inf\"");
    for (String text : List.of(one + other, "[" + one + "," + other + "]")) {
      List<BenchmarkRun> runs = samples.runs("sweep.json", text);
      assertThat(runs).extracting(BenchmarkRun::id).containsExactly("sweep.json", "sweep.json#2");
      assertThat(runs.get(0).load().requestsPerSecond()).isEqualTo(2);
      assertThat(runs.get(1).load().requestsPerSecond()).isInfinite();
      assertThat(runs.get(0).source().sha256()).hasSize(64);
      assertThat(runs.get(1).source().place().line()).isGreaterThan(1);
    }
  }

  @Test
  void listsThatDoNotAlignAreSaidAllAtOnce() {
    String broken =
        BenchmarkSamples.VLLM_DETAILED
            .replace("\"ttfts\":[0.05,0.08,0.0]", "\"ttfts\":[0.05,0.08]")
            .replace("\"errors\":[\"\",\"\",\"timeout\"]", "\"errors\":[]");
    assertThatThrownBy(() -> samples.runs("a.json", broken))
        .hasMessageContaining("a.json:7:10: ttfts: found 2 entries where input_lens has 3")
        .hasMessageContaining("errors: found 0 entries");
  }

  @Test
  void clocksThatGoBackwardsAreRefusedUnlessFew() {
    String backwards =
        BenchmarkSamples.VLLM_DETAILED.replace("[0.01,0.01,0.01]", "[0.01,-0.5,0.01]");
    assertThatThrownBy(() -> samples.runs("a.json", backwards))
        .hasMessageContaining("input_lens[0]: the clock goes backwards");
  }

  @Test
  void requestsWithoutAnyTokenAreCountedApart() {
    String silent =
        BenchmarkSamples.VLLM_DETAILED.replace(
            "\"errors\":[\"\",\"\",\"timeout\"]", "\"errors\":[\"\",\"\",\"\"]");
    BenchmarkRun run = samples.run("a.json", silent);
    assertThat(run.counts()).isEqualTo(new BenchmarkCounts(2, 0, 1, 0));
    assertThat(run.notes()).contains("1 requests that brought no token are left out");
  }

  @Test
  void aFileCutShortSaysWhere() {
    String cut = BenchmarkSamples.VLLM_DETAILED.substring(0, 700);
    assertThatThrownBy(() -> samples.runs("a.json", cut))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("a.json:9:72: ")
        .hasMessageContaining("ends too early");
  }
}
