package io.foretoken.scenario.sweep;

import io.foretoken.input.problem.Origin;
import io.foretoken.input.yaml.LocatedYaml;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.scenario.statistic.ReplicationPlan;
import io.foretoken.sim.CancelToken;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A sweep of a few short runs. */
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
  static final String GRID = "fleet.main.engine.batching.max_num_seqs=1,2,4,8";
  static final Origin ORIGIN = Origin.argument("--out x");

  private SmallSweep() {}

  static SweepPlan of(String... parameters) {
    return plan(SCENARIO, "1", parameters);
  }

  static SweepPlan plan(String yaml, String version, String... parameters) {
    return plan(yaml, version, Optional.empty(), ReplicationPlan.ONCE, parameters);
  }

  static SweepPlan plan(
      String yaml,
      String version,
      Optional<SweepLoad> load,
      ReplicationPlan replications,
      String... parameters) {
    ScenarioTree tree =
        new ScenarioTree(
            LocatedYaml.parseMap(yaml, "small.yaml"), Path.of("").toAbsolutePath(), "small");
    return SweepPlan.of(
        tree,
        new SweepOptions(
            List.of(parameters), OptionalInt.empty(), load, replications, List.of(), version));
  }

  static SweepResult run(SweepPlan plan, int workers, Optional<SweepJournal> journal) {
    try {
      return Sweep.run(
          plan,
          new LocalSweepRunner(),
          workers,
          journal,
          (done, resumed, all) -> {},
          CancelToken.NEVER);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Everything that a sweep writes. */
  static String files(SweepResult result) throws IOException {
    StringWriter text = new StringWriter();
    SweepFiles.writePoints(text, result);
    SweepFiles.writeJson(text, result);
    SweepFiles.writeFrontiers(text, result);
    return text.toString();
  }
}
