package io.foretoken.validation.measured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.validation.SmallSets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerRequestSetTest {
  @TempDir private Path folder;
  private SmallSets sets;

  @BeforeEach
  void open() {
    sets = new SmallSets(folder);
  }

  private Collected read() {
    return MeasuredSets.read(folder, Catalog.shipped());
  }

  /**
   * TTFT 60, 62, 64 ms: mean 62, p90 63.6. TPOT of the first (1400 - 60) / 127 = 10.551 ms.
   * Throughput 3 x 128 tokens from 0 to 2000.2 + 1420 ms.
   */
  @Test
  void figuresComeFromTheRequests() throws IOException {
    sets.perRequestRuns("a", "H100-80GB-SXM").requests("a");
    MeasuredRun run = read().runs().get(0);

    assertThat(run.figures().get(Metric.TTFT_MEAN)).isCloseTo(0.062, within(1e-9));
    assertThat(run.figures().get(Metric.TTFT_P90)).isCloseTo(0.0636, within(1e-9));
    assertThat(run.figures().get(Metric.TPOT_P50)).isCloseTo(1.348 / 127, within(1e-9));
    assertThat(run.figures().get(Metric.OUTPUT_THROUGHPUT)).isCloseTo(384 / 3.4202, within(1e-6));
    assertThat(run.regime()).isEqualTo(Regime.STABLE);
    assertThat(run.setup().knobs())
        .containsEntry("memory.num_gpu_blocks_override", "18038")
        .containsEntry("batching.max_num_batched_tokens", "8192");
  }

  @Test
  void sendsAreReplayedWhereTheCapWasNotReached() throws IOException {
    sets.perRequestRuns("a", "H100-80GB-SXM").requests("a");
    ExactLoad load = (ExactLoad) read().runs().get(0).load();

    assertThat(load.arrivalNanos()).containsExactly(0, 1_000_300_000L, 2_000_200_000L);
    assertThat(load.inputTokens()).containsExactly(990, 980, 1000);
  }

  /** The cap of 2 is full when the third is sent at 200 ms, although nobody noted the peak. */
  @Test
  void arrivalsAndTheCapAreReplayedWhereItWasReached() throws IOException {
    sets.perRequestRuns("a", "H100-80GB-SXM")
        .requests(
            "a",
            "0.000,0.000,990,128,60.0,1400.0",
            "100.000,100.000,980,128,62.0,1500.0",
            "200.000,1400.000,1000,128,64.0,1420.0")
        .file(
            SmallSets.PER_REQUEST + "/experiments.csv",
            "id,split,offered_rate_rps,model,gpu,tp,max_num_seqs,max_num_batched_tokens,"
                + "client_inflight_cap,max_inflight_seen,weight_precision",
            "a,holdout,2,Qwen/Qwen3-14B,H100-80GB-SXM,1,256,8192,2,,BF16");
    MeasuredRun run = read().runs().get(0);

    assertThat(run.regime()).isEqualTo(Regime.OVERLOADED);
    assertThat(run.inSample()).as("a run that was kept back").isFalse();
    assertThat(((ExactLoad) run.load()).maxInFlight()).isEqualTo(2);
    assertThat(((ExactLoad) run.load()).arrivalNanos())
        .containsExactly(0, 100_000_000L, 200_000_000L);
  }

  @Test
  void aRunWithoutAnythingMeasuredIsSkippedAsInputsOnly() throws IOException {
    sets.perRequestRuns("a", "H100-80GB-SXM", "b", "H100-80GB-SXM").requests("a");
    Collected read = read();

    assertThat(read.runs()).extracting(MeasuredRun::id).containsExactly("a");
    assertThat(read.skipped())
        .containsExactly(
            new SkippedRun(
                SmallSets.PER_REQUEST,
                "b",
                SkipKind.INPUTS_ONLY,
                "the set holds the inputs of this run, but nothing measured"));
  }

  @Test
  void halfAFileSkipsItsRunAndNoOther() throws IOException {
    sets.perRequestRuns("a", "H100-80GB-SXM", "b", "H100-80GB-SXM")
        .requests("a")
        .requests("b")
        .cut(SmallSets.PER_REQUEST + "/requests/b.csv.gz", 0.6);
    Collected read = read();

    assertThat(read.runs()).extracting(MeasuredRun::id).containsExactly("a");
    assertThat(read.skipped()).hasSize(1);
    assertThat(read.skipped().get(0).kind()).isEqualTo(SkipKind.DAMAGED);
    assertThat(read.skipped().get(0).reason()).contains("b.csv.gz").contains("cut short");
  }

  @Test
  void fewerRequestsThanTheRunHadAreHalfARunToo() throws IOException {
    sets.perRequestRuns("a", "H100-80GB-SXM").requests("a", "0.0,0.0,990,128,60.0,1400.0");

    assertThat(read().skipped().get(0).reason())
        .isEqualTo("the run had 3 requests, its file lists 1");
  }

  @Test
  void publishedStatisticsStandInForRequestsThatAreNotListed() throws IOException {
    sets.perRequestRuns("a", "H100-80GB-SXM")
        .file(
            SmallSets.PER_REQUEST + "/any-name.csv",
            "id,prompt_class,metric,statistic,value,n",
            "a,all,ttft_ms,mean,66.5,3",
            "a,short,ttft_ms,mean,1.0,3",
            "a,all,throughput,completed_per_s,2.0,3");
    MeasuredRun run = read().runs().get(0);

    assertThat(run.figures())
        .containsEntry(Metric.TTFT_MEAN, 0.0665)
        .containsEntry(Metric.OUTPUT_THROUGHPUT, 256.0)
        .hasSize(2);
    assertThat(run.load())
        .isEqualTo(
            new StagedLoad(
                256,
                0,
                List.of(new StagedLoad.Stage(3, 600)),
                List.of(new StagedLoad.PromptKind(1, 943, 986, 1043)),
                128,
                0,
                0,
                0));
  }

  @Test
  void aMissingColumnSkipsTheRunsThatNeedIt() throws IOException {
    sets.file(
            SmallSets.PER_REQUEST + "/experiments.csv",
            "id,offered_rate_rps,model,gpu,max_num_seqs,max_num_batched_tokens",
            "a,2,Qwen/Qwen3-14B,H100-80GB-SXM,256,8192")
        .requests("a");

    assertThat(read().skipped().get(0).reason())
        .endsWith("experiments.csv:2: there is no column \"tp\"");
  }

  @Test
  void aContradictionBetweenTwoFilesSkipsTheRun() throws IOException {
    sets.perRequestRuns("a", "H100-80GB-SXM")
        .requests("a")
        .file(SmallSets.PER_REQUEST + "/more.csv", "id,offered_rate_rps,max_num_seqs", "a,2,128");

    assertThat(read().skipped().get(0).reason())
        .contains("max_num_seqs is 256 in")
        .contains("but 128 in")
        .endsWith("more.csv:2");
  }
}
