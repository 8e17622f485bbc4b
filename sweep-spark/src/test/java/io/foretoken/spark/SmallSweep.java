package io.foretoken.spark;

import io.foretoken.input.yaml.LocatedYaml;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.scenario.statistic.ReplicationPlan;
import io.foretoken.scenario.sweep.RunnerSettings;
import io.foretoken.scenario.sweep.Sweep;
import io.foretoken.scenario.sweep.SweepFiles;
import io.foretoken.scenario.sweep.SweepOptions;
import io.foretoken.scenario.sweep.SweepPlan;
import io.foretoken.scenario.sweep.SweepResult;
import io.foretoken.scenario.sweep.SweepRunner;
import io.foretoken.scenario.sweep.SweepTask;
import io.foretoken.sim.CancelToken;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

/** A sweep of short runs, and Spark in this process to run it. */
final class SmallSweep {
  static final String SCENARIO =
      """
      name: small
      model: llama-3.1-8b
      fleet: [{pool: main, gpu: h100, engine: {name: vllm}}]
      workload: {arrivals: 10/s, input_tokens: 100, output_tokens: {distribution: uniform, min: 5, max: 40}}
      stop: {duration: 3s}
      slo: {ttft: {p99: 500ms}}
      """;

  private SmallSweep() {}

  static SweepPlan plan(ScenarioTree tree, String values) {
    return SweepPlan.of(
        tree,
        new SweepOptions(
            List.of("fleet.main.engine.batching.max_num_seqs=" + values),
            OptionalInt.empty(),
            Optional.empty(),
            ReplicationPlan.ONCE,
            List.of(),
            "1"));
  }

  static SweepPlan plan(String values) {
    return plan(
        new ScenarioTree(
            LocatedYaml.parseMap(SCENARIO, "small.yaml"), Path.of("").toAbsolutePath(), "small"),
        values);
  }

  /** Spark in two threads of this process. */
  static RunnerSettings spark(Map<String, String> conf) {
    return new RunnerSettings(OptionalInt.of(2), Optional.of("local[2]"), 60, conf);
  }

  /** What a sweep writes. */
  static String files(SweepPlan plan, SweepRunner runner, CancelToken cancel)
      throws InterruptedException, IOException {
    SweepResult result =
        Sweep.run(plan, runner, 2, Optional.empty(), (done, resumed, all) -> {}, cancel);
    StringWriter text = new StringWriter();
    SweepFiles.writePoints(text, result);
    SweepFiles.writeJson(text, result);
    SweepFiles.writeFrontiers(text, result);
    return text.toString();
  }

  /** The tasks of a sweep, by a runner that looks at them and does nothing. */
  static List<SweepTask> tasks(SweepPlan plan) throws InterruptedException {
    List<SweepTask> tasks = new ArrayList<>();
    AtomicBoolean isSeen = new AtomicBoolean();
    SweepRunner looker =
        new SweepRunner() {
          @Override
          public String name() {
            return "looker";
          }

          @Override
          public void run(Iterator<SweepTask> all, int workers, Results out, CancelToken cancel) {
            all.forEachRemaining(tasks::add);
            isSeen.set(true);
          }
        };
    try {
      Sweep.run(plan, looker, 1, Optional.empty(), (done, resumed, all) -> {}, isSeen::get);
    } catch (CancellationException e) {
      return tasks;
    }
    throw new IllegalStateException("the sweep was to be cancelled");
  }
}
