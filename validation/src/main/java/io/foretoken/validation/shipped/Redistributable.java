package io.foretoken.validation.shipped;

import io.foretoken.validation.measured.ExactLoad;
import io.foretoken.validation.measured.Load;
import io.foretoken.validation.measured.MeasuredRun;
import io.foretoken.validation.measured.MeasuredSets;
import io.foretoken.validation.measured.StagedLoad;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What of a measured run may be passed on. Files under a permissive licence as they are; of files
 * without one only a run's parameters and summary statistics, never its requests.
 */
final class Redistributable {
  private static final Set<String> WHOLE =
      Set.of(
          "vllm-traces-rtxpro6000",
          "vllm-traces-rtx4090",
          "silicon-serving-dense",
          "silicon-serving-gpt-oss",
          MeasuredSets.OWN);
  private static final Set<String> SUMMARIES =
      Set.of("vllm-perrequest-qwen3-14b-h100", "vllm-experiments");
  private static final String PUBLISHED = "published-throughput";

  /** Lengths this far apart belong to prompts of different kinds. */
  private static final double KIND_GAP = 2;

  private static final double NANOS = 1e9;

  private Redistributable() {}

  /** The run as it may be passed on; empty when it may not, or is not wanted. */
  static Optional<MeasuredRun> of(MeasuredRun run) {
    if (WHOLE.contains(run.suite())) {
      return Optional.of(run);
    }
    if (SUMMARIES.contains(run.suite())) {
      return Optional.of(summary(run));
    }
    boolean offlineOnH100 =
        run.suite().equals(PUBLISHED)
            && run.id().matches("trtllm-[^/]*-offline/.*")
            && run.setup().gpu().equals("H100-SXM");
    return offlineOnH100 ? Optional.of(run) : Optional.empty();
  }

  private static MeasuredRun summary(MeasuredRun run) {
    if (!(run.load() instanceof ExactLoad exact)) {
      return run;
    }
    List<String> assumptions = new ArrayList<>(run.assumptions());
    assumptions.add("requests not passed on: arrivals and lengths drawn with the same parameters");
    return new MeasuredRun(
        run.suite(),
        run.id(),
        run.setup(),
        parameters(exact),
        run.figures(),
        run.peers(),
        run.regime(),
        run.inSample(),
        run.source(),
        assumptions);
  }

  /** A load of the same number of requests, time and kinds of prompts. */
  static Load parameters(ExactLoad load) {
    int[] outputs = load.outputTokens();
    if (Arrays.stream(outputs).distinct().count() != 1) {
      throw new IllegalArgumentException("outputs of several lengths need a distribution");
    }
    long last = load.arrivalNanos()[load.arrivalNanos().length - 1];
    return new StagedLoad(
        load.maxInFlight(),
        0,
        List.of(new StagedLoad.Stage(outputs.length, last / NANOS)),
        kinds(load.inputTokens()),
        outputs[0],
        0,
        0,
        0);
  }

  private static List<StagedLoad.PromptKind> kinds(int[] lengths) {
    int[] sorted = lengths.clone();
    Arrays.sort(sorted);
    List<StagedLoad.PromptKind> kinds = new ArrayList<>();
    int from = 0;
    for (int to = 1; to <= sorted.length; to++) {
      if (to == sorted.length || sorted[to] > KIND_GAP * sorted[to - 1]) {
        int[] kind = Arrays.copyOfRange(sorted, from, to);
        kinds.add(
            new StagedLoad.PromptKind(
                kind.length / (double) sorted.length,
                kind[0],
                Arrays.stream(kind).average().orElseThrow(),
                kind[kind.length - 1]));
        from = to;
      }
    }
    return kinds;
  }
}
