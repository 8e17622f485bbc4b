package io.foretoken.sim.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.sim.batch.DynamicOptions;
import io.foretoken.sim.batch.RequestLevelOptions;
import io.foretoken.sim.batch.StaticOptions;
import io.foretoken.sim.metrics.ReplicaMeter;
import io.foretoken.sim.metrics.RunResult;
import io.foretoken.sim.replica.EngineFactory;
import io.foretoken.sim.replica.NaiveBatchEngine;
import io.foretoken.sim.replica.batchwise.BatchwiseEngine;
import io.foretoken.sim.request.WaitCause;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The fast engine of request-level batching equals the naive one in all that can be observed. */
class BatchOracleTest {
  private static final int SCENARIOS = Integer.getInteger("oracle.scenarios", 700);
  private static final long FIRST_SEED = Long.getLong("oracle.seed", 1);

  private static final List<String> FEATURES =
      List.of(
          "answers cost time",
          "async",
          "batches of several",
          "closed loop",
          "cut off",
          "delay passes",
          "dynamic",
          "natural stop",
          "no delay",
          "open loop",
          "order earliest-deadline",
          "order fair",
          "order fcfs",
          "order priority",
          "order shortest-prompt-first",
          "passes",
          "pipeline stages",
          "pools shared",
          "refused",
          "rejected",
          "several KV groups",
          "several replicas",
          "static",
          "steps without time",
          "sync",
          "timeouts",
          "timeouts in the batch",
          "waits for KV",
          "waits for slots",
          "waits for the batch",
          "waits for the delay",
          "window sums");

  @Test
  void equalsTheNaiveEngineOnRandomScenarios() {
    Map<String, Integer> features = new TreeMap<>();
    for (long seed = FIRST_SEED; seed < FIRST_SEED + SCENARIOS; seed++) {
      OracleScenario scenario = ScenarioGenerator.draw(seed).withRanks(1);
      RequestLevelOptions options = options(scenario);
      String difference = difference(scenario, options);
      if (!difference.isEmpty()) {
        OracleScenario smallest =
            ScenarioShrinker.shrink(scenario, fewer -> !difference(fewer, options).isEmpty());
        throw new AssertionError(
            "seed "
                + seed
                + ", "
                + options
                + ": "
                + difference
                + "\nsmallest: "
                + smallest
                + "\n"
                + difference(smallest, options));
      }
      count(scenario, options, Observation.of(scenario, naive(options), false), features);
    }
    System.out.println("oracle of batches: " + SCENARIOS + " scenarios " + features);
    if (SCENARIOS >= 500) {
      assertThat(features.keySet()).containsAll(FEATURES);
    }
  }

  /** Options on the scale of the scenario's steps. */
  private static RequestLevelOptions options(OracleScenario scenario) {
    SplittableRandom random = new SplittableRandom(~scenario.seed());
    int most = scenario.engine().maxNumSeqs();
    long scale = Math.max(1, scenario.stepTime().unit()) * 3000 + scenario.stepTime().hostNanos();
    long delay = 1 + random.nextLong(scale * (1 + random.nextInt(60)));
    if (random.nextBoolean()) {
      return new StaticOptions(random.nextInt(most + 1), delay);
    }
    List<Integer> sizes =
        random.ints(random.nextInt(4), 1, most + 1).boxed().distinct().sorted().toList();
    return new DynamicOptions(sizes, random.nextInt(3) == 0 ? 0 : delay);
  }

  private static EngineFactory naive(RequestLevelOptions options) {
    return (replica, deployment, requests, host, meter) ->
        new NaiveBatchEngine(replica, deployment, requests, host, meter, options);
  }

  private static EngineFactory fast(RequestLevelOptions options, boolean runsAhead) {
    return (replica, deployment, requests, host, meter) ->
        new BatchwiseEngine(
            replica,
            deployment,
            requests,
            host,
            meter,
            options.rule(deployment.engine().maxNumSeqs()),
            runsAhead);
  }

  private static String difference(OracleScenario scenario, RequestLevelOptions options) {
    List<String> specified = Observation.of(scenario, naive(options), true).lines();
    String stepping = difference(specified, scenario, fast(options, false), true);
    return stepping.isEmpty()
        ? difference(specified, scenario, fast(options, true), false)
        : "loop off: " + stepping;
  }

  private static String difference(
      List<String> specified, OracleScenario scenario, EngineFactory engine, boolean checked) {
    List<String> lines;
    try {
      lines = Observation.of(scenario, engine, checked).lines();
    } catch (RuntimeException e) {
      return e + " at " + e.getStackTrace()[0] + " " + e.getStackTrace()[1];
    }
    for (int line = 0; line < Math.min(specified.size(), lines.size()); line++) {
      if (!specified.get(line).equals(lines.get(line))) {
        return "\nnaive: " + specified.get(line) + "\nfast:  " + lines.get(line);
      }
    }
    return specified.size() == lines.size() ? "" : "one says more than the other";
  }

  private static void count(
      OracleScenario scenario,
      RequestLevelOptions options,
      Observation run,
      Map<String, Integer> into) {
    RunResult result = run.result();
    hit(into, "static", options instanceof StaticOptions);
    hit(into, "dynamic", options instanceof DynamicOptions);
    boolean delays =
        !(options instanceof DynamicOptions dynamic) || dynamic.maxQueueDelayNanos() > 0;
    boolean waitedForDelay = result.split().wait(WaitCause.DELAY) > 0;
    hit(into, "no delay", !delays);
    hit(into, "waits for the delay", waitedForDelay);
    hit(into, "delay passes", waitedForDelay && scenario.asks().size() == 1);
    hit(into, "waits for the batch", result.split().wait(WaitCause.BATCH) > 0);
    hit(into, "waits for slots", result.split().wait(WaitCause.SLOTS) > 0);
    hit(into, "waits for KV", result.split().wait(WaitCause.KV) > 0);
    hit(into, "order " + scenario.engine().queue().order(), waitedForDelay);
    hit(into, "rejected", result.counts().rejected() > 0);
    hit(into, "pools shared", scenario.engine().kv().isShared());
    hit(into, "async", scenario.engine().asyncScheduling());
    hit(into, "sync", !scenario.engine().asyncScheduling());
    hit(into, "open loop", scenario.concurrency() == 0);
    hit(into, "closed loop", scenario.concurrency() > 0);
    hit(into, "several replicas", scenario.replicas() > 1);
    hit(into, "several KV groups", scenario.engine().kvBlocks().length > 1);
    hit(into, "pipeline stages", scenario.stepTime().stages() > 1);
    hit(into, "window sums", !scenario.stepTime().windows().isEmpty());
    hit(into, "steps without time", scenario.stepTime().unit() == 0);
    hit(into, "answers cost time", scenario.api().streamNanosPerChunk() > 0);
    hit(into, "timeouts", result.counts().timedOut() > 0);
    hit(into, "timeouts in the batch", run.timedOutRunning() > 0);
    hit(into, "refused", result.counts().refused() > 0);
    hit(into, "cut off", result.counts().unfinished() > 0);
    hit(into, "natural stop", scenario.asks().stream().anyMatch(ask -> ask.limit() > ask.output()));
    for (ReplicaMeter meter : result.replicas()) {
      hit(into, "batches of several", meter.running.peak() > 1);
      hit(into, "passes", meter.running.peak() > 1 && meter.peakRows() < meter.running.peak());
    }
  }

  private static void hit(Map<String, Integer> into, String feature, boolean isHit) {
    if (isHit) {
      into.merge(feature, 1, Integer::sum);
    }
  }
}
