package io.foretoken.validation.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.scenario.sweep.SweepRunner;
import io.foretoken.scenario.sweep.SweepTask;
import io.foretoken.scenario.sweep.TaskExecutors;
import io.foretoken.sim.CancelToken;
import io.foretoken.validation.SmallSets;
import io.foretoken.validation.export.ErrorsCsv;
import io.foretoken.validation.export.RunsCsv;
import io.foretoken.validation.export.SkippedCsv;
import io.foretoken.validation.export.ValidationJson;
import io.foretoken.validation.export.WorstCsv;
import io.foretoken.validation.measured.Collected;
import io.foretoken.validation.measured.MeasuredSets;
import io.foretoken.validation.shipped.ShippedSuites;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidationTest {
  private static final ValidationProgress SILENT = (runs, ofRuns, share) -> {};

  @TempDir private Path folder;

  /** Four runs: one to score, one of an unknown GPU, one half a file, one that does not fit. */
  @BeforeEach
  void sets() throws IOException {
    new SmallSets(folder)
        .perRequestRuns("a", "H100-80GB-SXM", "b", "H1000", "c", "H100-80GB-SXM", "d", "t4")
        .requests("a")
        .requests("b")
        .requests("c")
        .requests("d")
        .cut(SmallSets.PER_REQUEST + "/requests/c.csv.gz", 0.6);
  }

  private ValidationResult run(int workers) throws InterruptedException {
    return validation().run(workers, SILENT, CancelToken.NEVER);
  }

  private Validation validation() {
    return new Validation(MeasuredSets.read(folder, Catalog.shipped()), List.of());
  }

  private static String files(ValidationResult result) throws IOException {
    StringWriter out = new StringWriter();
    RunsCsv.write(out, result);
    ValidationJson.write(out, result);
    ErrorsCsv.write(out, result);
    WorstCsv.write(out, result);
    SkippedCsv.write(out, result);
    return out.toString();
  }

  @Test
  void badRunsAreSkippedWithTheirReasonsAndTheRestGoesOn() throws Exception {
    SuiteReport suite = run(2).suites().get(0);

    assertThat(suite.scored()).extracting(scored -> scored.run().id()).containsExactly("a");
    assertThat(suite.skipped())
        .extracting(skip -> skip.id() + ": " + skip.kind())
        .containsExactlyInAnyOrder(
            "b: GPU not in the catalogue",
            "c: file of the run damaged or incomplete",
            "d: does not fit");
    assertThat(suite.skipped().get(2).reason()).contains("qwen3-14b does not fit on t4");
  }

  @Test
  void theNumberOfWorkersChangesNoByte() throws Exception {
    Collected shipped =
        Collected.of(
            ShippedSuites.read(List.of()).stream()
                .filter(run -> run.load().requests() <= 3000)
                .limit(60)
                .toList());
    String alone = files(new Validation(shipped, List.of()).run(1, SILENT, CancelToken.NEVER));
    String together = files(new Validation(shipped, List.of()).run(4, SILENT, CancelToken.NEVER));

    assertThat(together).isEqualTo(alone);
  }

  /** A runner that takes all tasks before it does the last of them first, from their texts. */
  private static SweepRunner backwards(AtomicBoolean isClosed) {
    return new SweepRunner() {
      @Override
      public String name() {
        return "backwards";
      }

      @Override
      public void run(Iterator<SweepTask> tasks, int workers, Results results, CancelToken cancel) {
        Deque<SweepTask> all = new ArrayDeque<>();
        tasks.forEachRemaining(all::push);
        TaskExecutors far = TaskExecutors.installed();
        all.forEach(task -> results.accept(task, far.run(task, cancel)));
      }

      @Override
      public void close() {
        isClosed.set(true);
      }
    };
  }

  @Test
  void whereRunsArePredictedChangesNoByte() throws Exception {
    AtomicBoolean isClosed = new AtomicBoolean();
    ValidationResult far = validation().run(backwards(isClosed), 1, SILENT, CancelToken.NEVER);

    assertThat(files(far)).isEqualTo(files(run(2)));
    assertThat(isClosed).as("whoever opened the runner closes it").isFalse();
  }

  @Test
  void theJsonHasTheKeysThatToolsRelyOn() throws Exception {
    StringWriter text = new StringWriter();
    ValidationJson.write(text, run(1));
    JsonNode suite = new ObjectMapper().readTree(text.toString()).get("suites").get(0);

    assertThat(suite.get("name").asText()).isEqualTo(SmallSets.PER_REQUEST);
    assertThat(suite.get("runs").asInt()).isEqualTo(1);
    assertThat(suite.get("skipped").asInt()).isEqualTo(3);
    assertThat(suite.get("metrics").fieldNames())
        .toIterable()
        .containsExactly(
            "ttft_mean",
            "ttft_p90",
            "ttft_p99",
            "tpot_mean",
            "tpot_p99",
            "e2e_mean",
            "e2e_p90",
            "e2e_p99",
            "output_throughput");
    assertThat(suite.get("metrics").get("ttft_mean").fieldNames())
        .toIterable()
        .containsExactly("median_ape", "mean_ape", "p90_ape", "bias", "runs");
    assertThat(suite.get("decisions").get("overload_wrong").asInt()).isZero();
  }

  @Test
  void runsCsvHasARowPerFigure() throws Exception {
    StringWriter text = new StringWriter();
    RunsCsv.write(text, run(1));
    List<String> lines = text.toString().lines().toList();

    assertThat(lines.get(0))
        .startsWith(
            "suite,run,gpu,model,engine,metric,measured,predicted,error_pct,noise_floor_pct,"
                + "regime,provenance,in_sample");
    // Five statistics of TTFT, TPOT and E2E each, and throughput.
    assertThat(lines).hasSize(1 + 16);
    assertThat(lines.get(1))
        .startsWith(SmallSets.PER_REQUEST + ",a,h100-sxm-80gb,qwen3-14b,vllm 0.23,ttft_mean,0.062");
  }

  @Test
  void progressCountsEveryRunOnceAndEndsWithAll() throws Exception {
    ConcurrentLinkedQueue<Integer> counts = new ConcurrentLinkedQueue<>();
    validation()
        .run(2, (runs, ofRuns, share) -> counts.add(runs * 100 + ofRuns), CancelToken.NEVER);

    assertThat(counts).containsExactlyInAnyOrder(103, 203, 303);
  }

  @Test
  void cancellingEndsWithoutAResult() {
    assertThatThrownBy(() -> validation().run(2, SILENT, () -> true))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void aSuiteWithoutRunsIsRefused() {
    Collected collected = MeasuredSets.read(folder, Catalog.shipped());

    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> new Validation(collected, List.of("vllm-experiments")))
        .withMessageContaining("there are runs of " + SmallSets.PER_REQUEST);
  }

  @Test
  void anErrorLimitNamesTheSuiteThatBreaksIt() throws Exception {
    ValidationResult result = run(1);
    Origin origin = Origin.argument("--max-error");

    assertThat(ErrorLimit.parse("tpot_mean=500", origin).brokenBy(result)).isEmpty();
    assertThat(ErrorLimit.parse("tpot_mean=0.0001%", origin).brokenBy(result))
        .singleElement()
        .asString()
        .startsWith(SmallSets.PER_REQUEST + ": median error of tpot_mean is ");
    assertThat(ErrorLimit.parse("vllm-experiments/tpot_mean=0", origin).brokenBy(result)).isEmpty();
  }

  @Test
  void aWrongErrorLimitSaysWhatWouldDo() {
    Origin origin = Origin.argument("--max-error x");
    for (String wrong : List.of("tpot_mean", "tpot_men=5", "vlm/tpot_mean=5", "tpot_mean=-1")) {
      assertThatExceptionOfType(BadInputException.class)
          .as(wrong)
          .isThrownBy(() -> ErrorLimit.parse(wrong, origin))
          .withMessageStartingWith("--max-error x: ");
    }
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> ErrorLimit.parse("tpot_men=5", origin))
        .withMessageContaining("did you mean \"tpot_mean\"?");
  }
}
