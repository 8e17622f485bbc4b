package io.foretoken.validation.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.validation.measured.BatchLoad;
import io.foretoken.validation.measured.ClosedLoad;
import io.foretoken.validation.measured.ExactLoad;
import io.foretoken.validation.measured.MeasuredRun;
import io.foretoken.validation.measured.Metric;
import io.foretoken.validation.measured.StagedLoad;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a benchmark run to a run that can be replayed. */
class BenchmarkConversionTest {
  private static final StatedSetup H100 =
      new StatedSetup("", "", "", "h100", "", "", 0, 0, 0, 0, 0, java.util.Map.of());

  @TempDir Path folder;

  private BenchmarkSamples samples;

  @BeforeEach
  void begin() {
    samples = new BenchmarkSamples(folder);
  }

  private static MeasuredRun measured(BenchmarkRun run) {
    return new BenchmarkConversion(Catalog.shipped(), H100, StatedLoad.NOTHING).measured(run);
  }

  private BenchmarkRun detailed(String... replacements) {
    String text = BenchmarkSamples.VLLM_DETAILED;
    for (int i = 0; i < replacements.length; i += 2) {
      assertThat(text).contains(replacements[i]);
      text = text.replace(replacements[i], replacements[i + 1]);
    }
    return samples.run("a.json", text);
  }

  @Test
  void knownSendsAreSentAgainAndFiguresAreOfTheRequests() {
    MeasuredRun run = measured(detailed());
    ExactLoad load = (ExactLoad) run.load();
    assertThat(load.arrivalNanos()).containsExactly(0, 500_000_000);
    assertThat(load.inputTokens()).containsExactly(200, 100);
    assertThat(load.maxInFlight()).isZero();
    assertThat(run.setup().gpu()).isEqualTo("h100");
    assertThat(run.setup().tensor()).isEqualTo(2);
    assertThat(run.figures().get(Metric.TTFT_MEAN)).isCloseTo(0.065, within(1e-9));
    assertThat(run.figures().get(Metric.TPOT_MEAN)).isCloseTo(0.015, within(1e-9));
    // 7 tokens from the first send until 0.5 + 0.08 s.
    assertThat(run.figures().get(Metric.OUTPUT_THROUGHPUT)).isCloseTo(7 / 0.58, within(1e-9));
    assertThat(run.source().commit()).startsWith("sha256:");
  }

  /** One at a time, and as fast as they are answered: the sends would be the server's own doing. */
  @Test
  void aClosedLoopIsReplayedAsOne() {
    BenchmarkRun run =
        detailed(
            "\"max_concurrency\":null", "\"max_concurrency\":1",
            "\"request_rate\":2.0", "\"request_rate\":\"inf\"");
    ExactLoad load = (ExactLoad) measured(run).load();
    assertThat(load.maxInFlight()).isEqualTo(1);
    assertThat(load.arrivalNanos()).containsExactly(0, 0);
    assertThat(load.inputTokens()).containsExactly(200, 100);
  }

  /** With a rate under a limit that was reached, requests are due when the client meant them. */
  @Test
  void aCappedRateIsReplayedFromWhenRequestsWereDue() {
    BenchmarkRun run =
        detailed(
            "\"max_concurrency\":null", "\"max_concurrency\":1",
            "\"start_times\"", "\"queue_times\":[0.2,0.0,0.0],\"start_times\"");
    ExactLoad load = (ExactLoad) measured(run).load();
    assertThat(load.maxInFlight()).isEqualTo(1);
    assertThat(load.arrivalNanos()).containsExactly(0, 300_000_000);
    BenchmarkRun older = detailed("\"max_concurrency\":null", "\"max_concurrency\":1");
    assertThat(((ExactLoad) measured(older).load()).arrivalNanos()).containsExactly(0, 500_000_000);
    assertThat(measured(older).assumptions().toString())
        .contains("does not say when requests were due");
  }

  /**
   * Due at 0, at 1.0 - 0.1 and at 2.0 - 1.9 s: the load has the third before the second, and says
   * which is which.
   */
  @Test
  void theOrderSaysWhichRequestOfTheFileIsWhichOfTheLoad() {
    BenchmarkRun run =
        detailed(
            "\"max_concurrency\":null", "\"max_concurrency\":1",
            "[911.5,911.0,912.1]", "[911.0,912.0,913.0]",
            "\"errors\":[\"\",\"\",\"timeout\"]", "\"errors\":[\"\",\"\",\"\"]",
            "[100,200,50]", "[100,200,300]",
            "[4,3,0]", "[4,3,2]",
            "[0.05,0.08,0.0]", "[1.05,1.08,1.09]",
            "[0.02,0.02],[]]", "[0.02,0.02],[0.5]]",
            "\"start_times\"", "\"queue_times\":[0.0,0.1,1.9],\"start_times\"");
    ConvertedRun converted =
        new BenchmarkConversion(Catalog.shipped(), H100, StatedLoad.NOTHING)
            .converted(List.of(run))
            .get(0);
    assertThat(converted.order()).containsExactly(0, 2, 1);
    assertThat(((ExactLoad) converted.run().load()).inputTokens()).containsExactly(100, 300, 200);
  }

  /** Three requests with the same beginning: the first one brings it into the cache. */
  @Test
  void aPrefixThatTheSettingsStateIsShared() {
    BenchmarkRun run =
        detailed("\"max_num_seqs\":\"64\"", "\"max_num_seqs\":\"64\",\"random_prefix_len\":\"48\"");
    assertThat(((ExactLoad) measured(run).load()).sharedTokens()).containsExactly(0, 48);
    assertThat(measured(run).assumptions().toString()).contains("begin with the same 48 tokens");
    assertThat(((ExactLoad) measured(detailed()).load()).sharedTokens()).isEmpty();

    BenchmarkRun several =
        detailed(
            "\"max_num_seqs\":\"64\"",
            "\"max_num_seqs\":\"64\",\"prefix_repetition_prefix_len\":48,"
                + "\"prefix_repetition_num_prefixes\":1000000");
    assertThat(((ExactLoad) measured(several).load()).sharedTokens()).containsExactly(0, 0);
  }

  /** What the server found in its cache goes before what the settings say. */
  @Test
  void tokensThatTheServerHadInItsCacheAreShared() {
    BenchmarkRun run =
        detailed(
            "\"max_num_seqs\":\"64\"", "\"max_num_seqs\":\"64\",\"random_prefix_len\":\"48\"",
            "\"ttfts\"", "\"cached_tokens\":[96,0,0],\"ttfts\"");
    // The request of 100 tokens was sent second.
    assertThat(((ExactLoad) measured(run).load()).sharedTokens()).containsExactly(0, 96);
  }

  @Test
  void prefixesOfMeansMakeALoadThatHasThem() {
    String details = "(?s)\"input_lens\".*\"errors\":\\[[^]]*\\],";
    String summary =
        BenchmarkSamples.VLLM_DETAILED
            .replaceAll(details, "")
            .replace("\"tp\":\"2\"", "\"tp\":\"2\",\"random_prefix_len\":50");
    StagedLoad staged = (StagedLoad) measured(samples.run("a.json", summary)).load();
    assertThat(staged.groups()).isEqualTo(1);
    assertThat(staged.groupTokens()).isEqualTo(50);
    String closed =
        summary
            .replace("\"max_concurrency\":null", "\"max_concurrency\":8")
            .replace("\"request_rate\":2.0", "\"request_rate\":\"inf\"");
    ExactLoad loop = (ExactLoad) measured(samples.run("b.json", closed)).load();
    assertThat(loop.maxInFlight()).isEqualTo(8);
    assertThat(loop.sharedTokens()).containsExactly(0, 50, 50);
    assertThat(loop.inputTokens()).containsExactly(150, 150, 150);
  }

  @Test
  void withoutSendsArrivalsAreDrawnAtTheRate() {
    BenchmarkRun run = detailed("\"start_times\":[911.5,911.0,912.1],", "");
    ExactLoad load = (ExactLoad) measured(run).load();
    assertThat(load.arrivalNanos()[1]).isPositive();
    assertThat(measured(run).assumptions().toString()).contains("drawn, Poisson at 2.0/s");
    assertThat(((ExactLoad) measured(run).load()).arrivalNanos()).isEqualTo(load.arrivalNanos());
  }

  @Test
  void meansMakeALoadOfMeans() {
    String details = "(?s)\"input_lens\".*\"errors\":\\[[^]]*\\],";
    String summary = BenchmarkSamples.VLLM_DETAILED.replaceAll(details, "");
    assertThat(measured(samples.run("a.json", summary)).load())
        .isInstanceOfSatisfying(
            StagedLoad.class,
            staged -> {
              assertThat(staged.requests()).isEqualTo(3);
              assertThat(staged.stages().get(0).rate()).isEqualTo(2);
              assertThat(staged.typicalInput()).isEqualTo(150);
            });
    String closed =
        summary
            .replace("\"max_concurrency\":null", "\"max_concurrency\":8")
            .replace("\"request_rate\":2.0", "\"request_rate\":\"inf\"");
    assertThat(measured(samples.run("b.json", closed)).load())
        .isEqualTo(new ClosedLoad(8, 3, 150, 4, false));
    String batch = summary.replace("\"request_rate\":2.0", "\"request_rate\":\"inf\"");
    assertThat(measured(samples.run("c.json", batch)).load()).isEqualTo(new BatchLoad(3, 150, 4));
  }

  @Test
  void whatNobodySaysIsAskedForByNameAllAtOnce() {
    BenchmarkRun log =
        samples.run(
            "log.csv",
            "outcome,input_tokens,output_tokens,sent_s,ttft_s,e2e_s\nfinished,10,2,0,0.1,0.2\n");
    BenchmarkConversion nothing =
        new BenchmarkConversion(Catalog.shipped(), StatedSetup.NOTHING, StatedLoad.NOTHING);
    assertThatThrownBy(() -> nothing.measured(log))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("does not say which model ran")
        .hasMessageContaining("--model")
        .hasMessageContaining("on which GPU")
        .hasMessageContaining("--gpu");
    MeasuredRun run =
        new BenchmarkConversion(
                Catalog.shipped(), H100.with("Qwen/Qwen3-14B", ""), StatedLoad.NOTHING)
            .measured(log);
    assertThat(run.setup().engine()).isEqualTo("vllm");
    assertThat(run.assumptions().toString())
        .contains("the engine is not stated", "--tp", "num_gpu_blocks_override");
  }

  @Test
  void runsOfTwoModelsAreNotOneDeployment() {
    BenchmarkRun one = detailed();
    BenchmarkRun other = detailed("\"model_id\":\"Qwen/Qwen3-14B\"", "\"model_id\":\"qwen3-8b\"");
    BenchmarkConversion conversion =
        new BenchmarkConversion(Catalog.shipped(), H100, StatedLoad.NOTHING);
    assertThatThrownBy(() -> conversion.converted(List.of(one, other)))
        .hasMessageContaining("this run is of qwen3-8b")
        .hasMessageContaining("one model at a time");
    assertThat(conversion.converted(List.of(one, detailed()))).hasSize(2);
    BenchmarkConversion wrong =
        new BenchmarkConversion(
            Catalog.shipped(), H100.with("llama-3.1-8b", ""), StatedLoad.NOTHING);
    assertThatThrownBy(() -> wrong.measured(one))
        .hasMessageContaining("the file is of the model Qwen/Qwen3-14B, not llama-3.1-8b");
  }
}
