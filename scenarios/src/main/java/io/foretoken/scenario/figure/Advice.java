package io.foretoken.scenario.figure;

import io.foretoken.sim.metrics.ReplicaMeter;
import io.foretoken.sim.metrics.RunResult;
import io.foretoken.sim.request.WaitCause;
import io.foretoken.sim.step.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * At most two lines: where the time to first token goes, and what sets the time per token; each
 * with the knob that binds, under the engine's own name for it, and the way to turn it.
 */
final class Advice {
  private static final double WORTH_A_WORD = 0.3;

  private final RunResult result;
  private final PoolFigures pool;
  private final RunLimit limit;
  private final BatchKnobs knobs;

  private Advice(RunResult result, PoolFigures pool, RunLimit limit) {
    this.result = result;
    this.pool = pool;
    this.limit = limit;
    knobs = pool.facts().knobs();
  }

  static List<String> lines(
      RunResult result, PoolFigures pool, RunLimit limit, boolean stationary) {
    List<String> lines = new ArrayList<>();
    if (result.measured().size() > 0) {
      Advice advice = new Advice(result, pool, limit);
      lines.add(stationary ? advice.ttft() : advice.overload());
      lines.add(knobs(pool).wholeRequests().isPresent() ? advice.padding() : advice.tpot());
    }
    return List.copyOf(lines);
  }

  private static BatchKnobs knobs(PoolFigures pool) {
    return pool.facts().knobs();
  }

  private String overload() {
    return "Arrivals outrun service ("
        + limit.limit().words()
        + "): "
        + remedy(limit.limit())
        + "; `capacity` finds the highest rate that holds.";
  }

  private String ttft() {
    RunResult.TtftSplit split = result.split();
    double waits = 0;
    for (WaitCause cause : WaitCause.values()) {
      waits += split.wait(cause);
    }
    double all = split.ingestNanos() + waits + split.prefillNanos() + split.streamNanos();
    double queue = waits - split.wait(WaitCause.STEP);
    boolean isHeld =
        knobs.wholeRequests().isPresent()
            && split.streamNanos() > Math.max(queue, split.prefillNanos());
    if (isHeld && split.streamNanos() / all > WORTH_A_WORD) {
      return String.format(
          Locale.ROOT,
          "TTFT: %.0f %% is waiting for the batch to end: answers come in one piece, when the"
              + " longest of them is made; lower %s, or choose a continuous policy, which streams.",
          100 * split.streamNanos() / all,
          knobs.wholeRequests().get().size());
    }
    if (queue / all > WORTH_A_WORD) {
      Limit waitsFor = RunLimit.limitOf(RunLimit.worstWait(split));
      return String.format(
          Locale.ROOT,
          "TTFT: %.0f %% is waiting for %s: %s.",
          100 * queue / all,
          words(waitsFor),
          remedy(waitsFor));
    }
    if (split.prefillNanos() / all > WORTH_A_WORD) {
      return String.format(
          Locale.ROOT,
          "TTFT: %.0f %% is prompt work: shorter prompts, a faster GPU or more tensor parallelism"
              + " shorten it, more replicas do not.",
          100 * split.prefillNanos() / all);
    }
    return String.format(
        Locale.ROOT,
        "TTFT: %.0f %% lies outside the engine's steps (tokenising, HTTP) or in waiting for the"
            + " step that runs.",
        100 * (split.ingestNanos() + split.wait(WaitCause.STEP)) / all);
  }

  /** A limit under the engine's own name, where it is a knob. */
  private String words(Limit of) {
    return switch (of) {
      case MAX_NUM_SEQS ->
          knobs.wholeRequests().map(whole -> "room in a batch").orElse(knobs.sequences().name());
      case TOKEN_BUDGET -> knobs.stepTokens().name();
      case RUNNING_BATCH -> "the batch that runs";
      default -> of.words();
    };
  }

  private String remedy(Limit of) {
    return switch (of) {
      case MAX_NUM_SEQS ->
          "raise "
              + knobs.wholeRequests().map(BatchKnobs.WholeRequests::size).orElse(knobs.sequences())
              + ", or add replicas";
      case KV_CAPACITY ->
          "more KV memory (raise "
              + knobs.memoryShare()
              + ", an fp8 cache, more tensor parallelism)"
              + (knobs.wholeRequests().isPresent() ? ", smaller max_tokens in requests," : "")
              + " or replicas";
      case TOKEN_BUDGET -> "raise " + knobs.stepTokens() + ", or add replicas";
      case RUNNING_BATCH ->
          "nobody joins it; choose a continuous policy, which takes them into its next step, or add"
              + " replicas";
      case QUEUE_DELAY ->
          knobs
              .wholeRequests()
              .map(whole -> "lower " + whole.delay() + " or " + whole.size())
              .orElse("add replicas");
      default -> "add replicas";
    };
  }

  private String tpot() {
    Limit main = pool.mainStepLimit();
    double share = 100 * pool.timeByLimit().getOrDefault(main, 0.0);
    String remedy =
        switch (main) {
          case MEMORY_BANDWIDTH ->
              "smaller weights (fp8) or more tensor parallelism shorten it; a larger batch costs"
                  + " little"
                  + (pool.batchPeak() >= pool.facts().maxNumSeqs()
                      ? ": raise " + knobs.sequences()
                      : "");
          case COMPUTE -> "prompt work sets it: lower " + knobs.stepTokens() + " to shield decode";
          case LAUNCH_FLOOR -> "kernels are too small to fill the GPU: less tensor parallelism";
          case COMMUNICATION -> "less tensor parallelism or a faster link";
          case HOST -> "the engine's host thread sets it: larger batches per engine, fewer steps";
          default -> "nothing stands out";
        };
    return String.format(
        Locale.ROOT, "TPOT: %.0f %% of step time is %s: %s.", share, main.words(), remedy);
  }

  /** Of the rows that decoded, those that had made their last token and ran along. */
  private String padding() {
    long rows = result.replicas().stream().mapToLong(ReplicaMeter::decodeTokens).sum();
    long tokens = result.outputTokens() - result.tokens().completedRequests();
    double share = rows == 0 ? 0 : Math.max(0, 1 - (double) tokens / rows);
    return String.format(
        Locale.ROOT,
        "TPOT: answers come in one piece; %.0f %% of decode rows had made their last token and ran"
            + " along: %s.",
        100 * share,
        share > WORTH_A_WORD
            ? "mixed output lengths want a continuous policy, or batches of like lengths"
            : "output lengths are alike enough for batches of whole requests");
  }
}
