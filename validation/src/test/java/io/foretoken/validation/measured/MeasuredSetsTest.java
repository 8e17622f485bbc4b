package io.foretoken.validation.measured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.validation.SharedData;
import io.foretoken.validation.SmallSets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuredSetsTest {
  @TempDir private Path folder;

  private static Collected read(Path data) {
    return MeasuredSets.read(data, Catalog.shipped());
  }

  /** Every row of every published set is read or has a reason. */
  @Test
  void thePublishedSetsAreReadToTheLastRow() {
    Collected read = read(SharedData.folder());
    Map<String, Integer> runs = new TreeMap<>();
    read.runs().forEach(run -> runs.merge(run.suite(), 1, Integer::sum));
    Map<String, Integer> skipped = new TreeMap<>();
    read.skipped().forEach(run -> skipped.merge(run.suite(), 1, Integer::sum));

    assertThat(runs)
        .containsEntry("vllm-perrequest-qwen3-14b-h100", 20)
        .containsEntry("vllm-experiments", 41)
        .containsEntry("vllm-traces-rtxpro6000", 2)
        .containsEntry("vllm-traces-rtx4090", 1)
        .containsEntry("silicon-serving-dense", 342)
        .containsEntry("silicon-serving-gpt-oss", 171)
        .containsEntry("silicon-serving-moe", 342)
        .containsEntry("silicon-serving-moe-other", 131)
        .containsEntry("silicon-serving-vendor", 506);
    // 27 runs of which 7 are inputs only; 61 of which 20; 2,385 rows in all; 999 rows in all.
    assertThat(skipped)
        .containsEntry("vllm-perrequest-qwen3-14b-h100", 7)
        .containsEntry("vllm-experiments", 20)
        .containsEntry("silicon-serving-unscored", 2385 - 342 - 171 - 342 - 131 - 506);
    assertThat(runs.get("published-throughput") + skipped.get("published-throughput"))
        .isEqualTo(999);
  }

  /** The sums of the README of vllm-traces: an upper bound for hits of a cache without eviction. */
  @Test
  void sharedTokensOfTheTracesSumToWhatTheirReadmeSays() {
    Map<String, Long> sums = new TreeMap<>();
    for (MeasuredRun run : read(SharedData.folder()).runs()) {
      if (run.load() instanceof ExactLoad exact && exact.sharedTokens().length > 0) {
        sums.put(run.id(), Arrays.stream(exact.sharedTokens()).asLongStream().sum());
      }
    }

    assertThat(sums)
        .containsEntry("rtx4090-llama-3.1-8b", 19_520L)
        .containsEntry("rtxpro6000-llama-3.1-8b", 19_520L)
        .containsEntry("rtxpro6000x2-qwen3-30b-a3b", 20_448L);
  }

  /** The source's own statistics of its requests, computed by somebody else. */
  @Test
  void figuresFromRequestsEqualThePublishedStatistics() {
    MeasuredRun run =
        read(SharedData.folder()).runs().stream()
            .filter(each -> each.id().equals("pr-rate-agg04-vanilla"))
            .findFirst()
            .orElseThrow();

    assertThat(run.figures().get(Metric.TTFT_P50)).isEqualTo(0.067373);
    assertThat(run.figures().get(Metric.TTFT_P90)).isCloseTo(0.0991944, within(1e-7));
    assertThat(run.figures().get(Metric.OUTPUT_THROUGHPUT) / 128).isCloseTo(3.9356, within(5e-5));
  }

  @Test
  void theFolderOfOneSetWillDo() throws IOException {
    new SmallSets(folder).perRequestRuns("a", "H100-80GB-SXM").requests("a");

    assertThat(read(folder.resolve(SmallSets.PER_REQUEST)).runs()).hasSize(1);
  }

  @Test
  void unknownFilesAreIgnored() throws IOException {
    new SmallSets(folder)
        .perRequestRuns("a", "H100-80GB-SXM")
        .requests("a")
        .file(SmallSets.PER_REQUEST + "/notes.csv", "what,when", "nothing,never")
        .file("some-other-set/runs.csv", "id,offered_rate_rps", "z,1");
    Collected read = read(folder);

    assertThat(read.runs()).hasSize(1);
    assertThat(read.skipped()).isEmpty();
  }

  @Test
  void aFolderWithoutSetsNamesTheFoldersItNeeds() {
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> read(folder))
        .withMessageContaining("there is no measured run in " + folder)
        .withMessageContaining("vllm-experiments, vllm-traces, silicon-serving, catalog");
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> read(folder.resolve("none")))
        .withMessageContaining("there is no folder " + folder.resolve("none"));
  }

  @Test
  void nothingReadableAtAllIsBadInputWithEveryProblem() throws IOException {
    new SmallSets(folder)
        .file("vllm-experiments/experiments.csv", "id,stage0_rate_rps,tp", "x,1")
        .file("vllm-experiments/other.csv", "id,id", "1,2");

    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> read(folder))
        .withMessageContaining("the row has 2 fields, the header 3")
        .withMessageContaining("the column \"id\" is there twice");
  }

  @Test
  void everySuiteNameOfThePublishedSetsIsKnown() {
    assertThat(read(SharedData.folder()).runs())
        .extracting(MeasuredRun::suite)
        .allMatch(MeasuredSets.SUITES::contains);
    assertThat(List.copyOf(MeasuredSets.SUITES)).doesNotHaveDuplicates();
  }
}
