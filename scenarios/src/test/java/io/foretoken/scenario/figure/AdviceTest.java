package io.foretoken.scenario.figure;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.scenario.figure.BatchKnobs.Knob;
import io.foretoken.sim.metrics.GapCounts;
import io.foretoken.sim.metrics.MeasureWindow;
import io.foretoken.sim.metrics.ReplicaMeter;
import io.foretoken.sim.metrics.RequestColumns;
import io.foretoken.sim.metrics.RunResult;
import io.foretoken.sim.metrics.TimeWeighted;
import io.foretoken.sim.request.WaitCause;
import io.foretoken.sim.step.Limit;
import io.foretoken.sim.step.StepCost;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Advice names the knob that binds, as the engine calls it, and which way to turn it. */
class AdviceTest {
  private static final BatchKnobs VLLM =
      new BatchKnobs(
          new Knob("max_num_seqs", "256"),
          new Knob("max_num_batched_tokens", "2048"),
          new Knob("gpu_memory_utilization", "0.9"),
          Optional.empty());
  private static final BatchKnobs SGLANG =
      new BatchKnobs(
          new Knob("max_running_requests", "64"),
          new Knob("chunked_prefill_size", "8192"),
          new Knob("mem_fraction_static", "0.85"),
          Optional.empty());
  private static final BatchKnobs STATIC =
      new BatchKnobs(
          new Knob("max_num_seqs", "256"),
          new Knob("max_num_batched_tokens", "2048"),
          new Knob("gpu_memory_utilization", "0.9"),
          Optional.of(
              new BatchKnobs.WholeRequests(
                  new Knob("batch_size", "32"), new Knob("batch_timeout", "200ms"))));
  private static final BatchKnobs DYNAMIC =
      new BatchKnobs(
          STATIC.sequences(),
          STATIC.stepTokens(),
          STATIC.memoryShare(),
          Optional.of(
              new BatchKnobs.WholeRequests(
                  new Knob("preferred_batch_sizes", "[4, 8]"),
                  new Knob("max_queue_delay", "5ms"))));

  // 60 of 100 ns of TTFT are waiting for one cause, the rest prefill
  private static String ttft(BatchKnobs knobs, WaitCause cause) {
    return lines(knobs, cause, 60, 40, 0, true).get(0);
  }

  @Test
  void slotsTokensAndMemoryUnderVllmsNames() {
    assertThat(ttft(VLLM, WaitCause.SLOTS))
        .isEqualTo(
            "TTFT: 60 % is waiting for max_num_seqs: raise max_num_seqs (256), or add replicas.");
    assertThat(ttft(VLLM, WaitCause.BUDGET))
        .isEqualTo(
            "TTFT: 60 % is waiting for max_num_batched_tokens: raise max_num_batched_tokens (2048),"
                + " or add replicas.");
    assertThat(ttft(VLLM, WaitCause.KV))
        .isEqualTo(
            "TTFT: 60 % is waiting for KV capacity: more KV memory (raise gpu_memory_utilization"
                + " (0.9), an fp8 cache, more tensor parallelism) or replicas.");
  }

  @Test
  void anotherEnginesKnobsUnderItsOwnNames() {
    assertThat(ttft(SGLANG, WaitCause.SLOTS)).contains("raise max_running_requests (64)");
    assertThat(ttft(SGLANG, WaitCause.BUDGET)).contains("raise chunked_prefill_size (8192)");
    assertThat(ttft(SGLANG, WaitCause.KV)).contains("raise mem_fraction_static (0.85)");
  }

  @Test
  void batchesOfWholeRequests() {
    assertThat(ttft(STATIC, WaitCause.DELAY))
        .isEqualTo(
            "TTFT: 60 % is waiting for queue delay: lower batch_timeout (200ms) or batch_size"
                + " (32).");
    assertThat(ttft(DYNAMIC, WaitCause.DELAY))
        .contains("lower max_queue_delay (5ms) or preferred_batch_sizes ([4, 8])");
    assertThat(ttft(STATIC, WaitCause.SLOTS)).contains("raise batch_size (32), or add replicas");
    assertThat(ttft(STATIC, WaitCause.KV)).contains("smaller max_tokens in requests");
    assertThat(ttft(DYNAMIC, WaitCause.BATCH))
        .isEqualTo(
            "TTFT: 60 % is waiting for the batch that runs: nobody joins it; choose a continuous"
                + " policy, which takes them into its next step, or add replicas.");
  }

  // of 100 ns 10 are waiting, 20 prefill and 70 until the batch ends
  @Test
  void answersHeldUntilTheBatchEnds() {
    assertThat(lines(STATIC, WaitCause.BATCH, 10, 20, 70, true).get(0))
        .startsWith("TTFT: 70 % is waiting for the batch to end")
        .contains("lower batch_size (32), or choose a continuous policy");
    assertThat(lines(VLLM, WaitCause.SLOTS, 10, 20, 70, true).get(0)).contains("outside");
  }

  // the meter's steps: 100 decode rows, 31 tokens of which 1 is a request's first: 30 useful rows
  @Test
  void rowsThatOnlyRanAlong() {
    assertThat(lines(STATIC, WaitCause.BATCH, 10, 20, 70, true).get(1))
        .contains("70 % of decode rows had made their last token and ran along")
        .contains("continuous policy");
  }

  @Test
  void whatSetsTheTimePerToken() {
    assertThat(lines(VLLM, WaitCause.STEP, 0, 1, 0, true).get(1))
        .isEqualTo(
            "TPOT: 100 % of step time is compute: prompt work sets it: lower max_num_batched_tokens"
                + " (2048) to shield decode.");
  }

  @Test
  void overload() {
    assertThat(lines(VLLM, WaitCause.SLOTS, 60, 40, 0, false).get(0))
        .startsWith("Arrivals outrun service (max_num_seqs): raise max_num_seqs (256)");
  }

  private static List<String> lines(
      BatchKnobs knobs, WaitCause cause, int wait, int prefill, int stream, boolean stationary) {
    List<Double> waits = new ArrayList<>(Collections.nCopies(WaitCause.count(), 0.0));
    waits.set(cause.ordinal(), (double) wait);
    MeasureWindow window = MeasureWindow.WHOLE;
    RequestColumns columns = new RequestColumns();
    columns.add(100, 200, 0, 31);
    ReplicaMeter meter = new ReplicaMeter(window, 1000, 64);
    StepCost cost = new StepCost(1);
    cost.stageNanos[0] = 100;
    cost.limit = Limit.COMPUTE;
    meter.stepEnded(100, 100, 0, 100, 31, 100, cost);
    RunResult result =
        new RunResult(
            window,
            0,
            1000,
            new RunResult.Group(
                new RunResult.Counts(1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1),
                new RunResult.TtftSplit(0, 0, 0, waits, prefill, stream),
                new RunResult.Tokens(10, 31, 0, 1),
                new RunResult.Work(10, 31),
                new TimeWeighted(window, 1000, 64),
                new GapCounts()),
            List.of(),
            List.of(),
            columns,
            new GapCounts(),
            new TimeWeighted(window, 1000, 64),
            List.of(meter),
            false);
    PoolFacts facts =
        new PoolFacts(
            "main",
            "gpu",
            1,
            1,
            1e12,
            1e12,
            100,
            0,
            16,
            256,
            "estimated",
            knobs,
            Map.of(),
            new Basis("gpu", false, "vllm", "0.19", "dense", "qwen3"),
            Optional.empty());
    PoolFigures pool = PoolFigures.of(result, facts);
    return Advice.lines(result, pool, RunLimit.of(result, pool), stationary);
  }
}
