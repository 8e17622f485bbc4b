package io.foretoken.scenario.figure;

import io.foretoken.sim.metrics.RunResult;
import io.foretoken.sim.request.WaitCause;
import io.foretoken.sim.step.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** At most two lines: where the time to first token goes, and what sets the time per token. */
final class Advice {
  private static final double WORTH_A_WORD = 0.3;

  private Advice() {}

  static List<String> lines(
      RunResult result, PoolFigures pool, RunLimit limit, boolean stationary) {
    List<String> lines = new ArrayList<>();
    if (result.measured().size() > 0) {
      lines.add(stationary ? ttft(result.split(), limit) : overload(limit));
      lines.add(tpot(pool));
    }
    return List.copyOf(lines);
  }

  private static String overload(RunLimit limit) {
    return "Arrivals outrun service ("
        + limit.limit().words()
        + "): add replicas, or ask `capacity` for the highest rate that holds.";
  }

  private static String ttft(RunResult.TtftSplit split, RunLimit limit) {
    double waits = 0;
    for (WaitCause cause : WaitCause.values()) {
      waits += split.wait(cause);
    }
    double all = split.ingestNanos() + waits + split.prefillNanos() + split.streamNanos();
    double queue = waits - split.wait(WaitCause.STEP);
    if (queue / all > WORTH_A_WORD) {
      return String.format(
          Locale.ROOT,
          "TTFT: %.0f %% is waiting for %s: %s.",
          100 * queue / all,
          limit.limit().words(),
          remedy(limit.limit()));
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

  private static String remedy(Limit limit) {
    return switch (limit) {
      case MAX_NUM_SEQS -> "raise max_num_seqs, or add replicas";
      case KV_CAPACITY -> "more KV memory (fp8 cache, more tensor parallelism) or replicas";
      case TOKEN_BUDGET -> "raise max_num_batched_tokens, or add replicas";
      default -> "add replicas";
    };
  }

  private static String tpot(PoolFigures pool) {
    Limit limit = pool.mainStepLimit();
    double share = 100 * pool.timeByLimit().getOrDefault(limit, 0.0);
    String remedy =
        switch (limit) {
          case MEMORY_BANDWIDTH ->
              "smaller weights (fp8) or more tensor parallelism shorten it; a larger batch costs"
                  + " little";
          case COMPUTE -> "prompt work sets it: a smaller token budget shields decode";
          case LAUNCH_FLOOR -> "kernels are too small to fill the GPU: less tensor parallelism";
          case COMMUNICATION -> "less tensor parallelism or a faster link";
          case HOST -> "the engine's host thread sets it: larger batches per engine, fewer steps";
          default -> "nothing stands out";
        };
    return String.format(
        Locale.ROOT, "TPOT: %.0f %% of step time is %s: %s.", share, limit.words(), remedy);
  }
}
