package io.foretoken.scenario.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.catalog.GpuEntry;
import io.foretoken.hardware.catalog.ModelEntry;
import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.hardware.engine.EngineProfiles;
import io.foretoken.hardware.memory.MemoryRequest;
import io.foretoken.hardware.operator.KvCacheFormat;
import io.foretoken.hardware.operator.Precision;
import io.foretoken.hardware.operator.WeightFormat;
import io.foretoken.hardware.step.Parallelism;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.scenario.figure.RunFigures;
import io.foretoken.scenario.memory.SmallestTensor;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.scenario.run.ScenarioRun;
import io.foretoken.sim.ProgressListener;
import io.foretoken.sim.metrics.RunResult;
import io.foretoken.sim.request.RequestSink;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every model of the catalogue on every GPU of it: with the least tensor parallelism that fits it
 * serves the first requests of the quickstart, or it is refused and the reason is one of those that
 * are known.
 */
class EveryPairTest {
  private static final int REQUESTS = 20;
  private static final int SAMPLE = 150;
  private static final long SEED = 20;

  /** Longest sequence that the memory must hold; the quickstart's are shorter. */
  private static final int LONGEST = 8192;

  /** Keys that a refusal may blame: all that a pair consists of. */
  private static final List<String> BLAMED =
      List.of("model", "precision.weights", "fleet.main.gpu", "fleet.main.parallelism.tensor");

  private static final Catalog CATALOG = Catalog.shipped();
  private static final EngineProfile ENGINE = EngineProfiles.newest("vllm");

  private record Pair(ModelEntry model, GpuEntry gpu) {
    @Override
    public String toString() {
      return model.id() + " on " + gpu.id();
    }
  }

  @Test
  void aSampleOfAllPairsRunsOrIsRefusedWithItsReason() {
    List<Pair> pairs = allPairs();
    Collections.shuffle(pairs, new Random(SEED));
    print("a sample of " + SAMPLE + " pairs", walk(pairs.subList(0, SAMPLE)));
  }

  @Test
  @Tag("slow")
  void everyPairRunsOrIsRefusedWithItsReason() {
    List<Pair> pairs = allPairs();
    assertThat(pairs).hasSizeGreaterThanOrEqualTo(47 * 99);
    Map<String, Integer> outcomes = walk(pairs);
    print("all " + pairs.size() + " pairs", outcomes);
    int runs =
        outcomes.entrySet().stream()
            .filter(outcome -> outcome.getKey().startsWith("runs"))
            .mapToInt(Map.Entry::getValue)
            .sum();
    assertThat(runs).as("pairs that run").isGreaterThan(pairs.size() / 2);
  }

  private static List<Pair> allPairs() {
    List<Pair> pairs = new ArrayList<>();
    for (ModelEntry model : CATALOG.models()) {
      for (GpuEntry gpu : CATALOG.gpus()) {
        pairs.add(new Pair(model, gpu));
      }
    }
    return pairs;
  }

  private static Map<String, Integer> walk(List<Pair> pairs) {
    ScenarioTree quickstart =
        ScenarioTree.read(Path.of("quickstart.yaml"))
            .set("stop", "{requests: " + REQUESTS + ", window: whole}", Origin.argument("test"));
    ScenarioResolver resolver = new ScenarioResolver(CATALOG);
    Map<String, Integer> outcomes = new TreeMap<>();
    for (Pair pair : pairs) {
      outcomes.merge(outcome(pair, quickstart, resolver), 1, Integer::sum);
    }
    assertThat(outcomes.values().stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(pairs.size());
    return outcomes;
  }

  private static String outcome(Pair pair, ScenarioTree quickstart, ScenarioResolver resolver) {
    Optional<SmallestTensor> fit = fit(pair);
    int tensor = fit.map(f -> f.tensor().orElse(f.largestTried())).orElse(1);
    ScenarioTree scenario =
        quickstart
            .set("model", pair.model().id(), Origin.argument("test"))
            .set("fleet.main.gpu", pair.gpu().id(), Origin.argument("test"))
            .set("fleet.main.parallelism.tensor", "" + tensor, Origin.argument("test"));
    PreparedRun prepared;
    try {
      prepared = resolver.resolve(scenario, false);
    } catch (BadInputException refused) {
      boolean fits = fit.isPresent() && fit.get().tensor().isPresent();
      assertThat(fits && refused.getMessage().contains("does not fit"))
          .as(pair + " fits")
          .isFalse();
      return reason(pair, refused);
    }
    return serve(pair, prepared, tensor);
  }

  /** The least tensor parallelism; empty for a format of weights that is not known. */
  private static Optional<SmallestTensor> fit(Pair pair) {
    return WeightFormat.of(pair.model().shape().nativePrecision())
        .map(
            format ->
                SmallestTensor.find(
                    pair.model().shape(),
                    pair.gpu().spec(),
                    tensor -> memory(pair, new Precision(format, KvCacheFormat.BF16), tensor)));
  }

  private static MemoryRequest memory(Pair pair, Precision precision, int tensor) {
    MemoryRequest usual =
        MemoryRequest.of(
            pair.model().shape(), precision, Parallelism.tensor(tensor), pair.gpu().spec(), ENGINE);
    return new MemoryRequest(
        usual.model(),
        usual.precision(),
        usual.parallelism(),
        usual.gpu(),
        usual.engine(),
        usual.fraction(),
        usual.maxNumBatchedTokens(),
        256,
        usual.blockSize(),
        Math.min(LONGEST, usual.model().maxContext()));
  }

  private static String serve(Pair pair, PreparedRun prepared, int tensor) {
    RunFigures figures =
        ScenarioRun.execute(
                withoutPrice(prepared), 0, RequestSink.NONE, ProgressListener.SILENT, () -> false)
            .figures();
    RunResult.Tokens done = figures.result().tokens();
    assertThat(figures.result().counts().refused() + done.completedRequests())
        .as(pair.toString())
        .isEqualTo(REQUESTS);
    assertThat(done.completedRequests()).as(pair.toString()).isPositive();
    assertThat(figures.ttft().mean()).as(pair.toString()).isPositive().isFinite();
    return done.completedRequests() == REQUESTS
        ? "runs with tensor parallelism " + tensor
        : "runs with tensor parallelism " + tensor + ", requests beyond context or cache refused";
  }

  /** Without a price there is no companion run that keeps the deployment full. */
  private static PreparedRun withoutPrice(PreparedRun run) {
    return new PreparedRun(
        run.name(),
        run.model(),
        run.engine(),
        run.seed(),
        run.deployment(),
        run.source(),
        run.fullSource(),
        run.settings(),
        run.facts(),
        run.classes(),
        run.openLoop(),
        run.keepsItsRate(),
        run.arrivalsEndNanos(),
        Optional.empty(),
        run.job(),
        run.memoryLines(),
        run.notes());
  }

  private static String reason(Pair pair, BadInputException refused) {
    for (Problem problem : refused.problems()) {
      assertThat(BLAMED).as(pair + ": " + problem).contains(problem.path());
      assertThat(problem.message()).as(pair.toString()).isNotBlank();
    }
    Problem first = refused.problems().get(0);
    String message = first.message().lines().findFirst().orElseThrow();
    return "refused, "
        + first.path()
        + ": "
        + message
            .replaceAll(word(pair.model().id()), "MODEL")
            .replaceAll(word(pair.gpu().id()), "GPU")
            .replaceAll("; use .*", "")
            .replaceAll("[0-9]+ query heads and [0-9]+ KV heads", "its heads")
            .replaceAll("parallelism [0-9]+", "parallelism N")
            .replaceAll("^[0-9]+ GPUs", "N GPUs")
            .replaceAll("joins [0-9]+", "joins M");
  }

  private static String word(String text) {
    return "(?<![a-z0-9.-])" + Pattern.quote(text) + "(?![a-z0-9.-])";
  }

  private static void print(String what, Map<String, Integer> outcomes) {
    System.out.println(what + ":");
    outcomes.forEach((outcome, count) -> System.out.println("  " + count + "  " + outcome));
  }
}
