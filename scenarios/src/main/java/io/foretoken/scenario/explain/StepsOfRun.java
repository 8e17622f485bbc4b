package io.foretoken.scenario.explain;

import io.foretoken.hardware.step.CompiledStepTime;
import io.foretoken.scenario.figure.PoolFigures;
import io.foretoken.scenario.figure.RunFigures;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.sim.kv.AttentionSpan;
import io.foretoken.sim.replica.EngineConfig;
import io.foretoken.sim.step.RankShape;
import java.util.Arrays;
import java.util.List;

/**
 * The two steps that say most about a run: the mean decode step (as many sequences as run on
 * average, with the context that they hold on average) and the same with one mean prompt in it.
 */
public final class StepsOfRun {
  private StepsOfRun() {}

  /** Takes them from a finished run of the scenario. */
  public static List<ExplainedStep> of(PreparedRun scenario, RunFigures run) {
    CompiledStepTime stepTime = (CompiledStepTime) scenario.deployment().stepTime();
    PoolFigures pool = run.pools().get(0);
    int ranks = scenario.deployment().replicas() * scenario.deployment().dataParallel();
    int rows = (int) Math.max(1, Math.round(pool.runningMean() / ranks));
    double perRow = pool.runningMean() > 0 ? heldTokens(pool) / pool.runningMean() : 0;
    perRow = context(scenario.deployment().engine(), perRow);
    long context = Math.max(rows, Math.round(rows * perRow));
    int prompt =
        (int)
            Math.max(
                1,
                Math.min(
                    scenario.deployment().engine().maxNumBatchedTokens() - rows,
                    Math.round(
                        run.inputTokensPerSecond() / Math.max(1e-9, run.requestsPerSecond()))));
    return List.of(
        explain(stepTime, scenario, "mean decode step", rows, context, 0),
        explain(stepTime, scenario, "the same with a mean prompt", rows, context, prompt));
  }

  /** Tokens of KV cache that are held, summed over groups, ranks and replicas. */
  private static double heldTokens(PoolFigures pool) {
    return pool.kvMean()
        * pool.facts().kvBlocksPerReplica()
        * pool.facts().replicas()
        * pool.facts().blockSize();
  }

  /** Context of a row that holds so many tokens in all KV groups: spans hold what they need. */
  private static double context(EngineConfig engine, double held) {
    double context = held;
    for (int pass = 0; pass < engine.spans().size(); pass++) {
      double slope = 0;
      double bounded = 0;
      for (int group = 0; group < engine.spans().size(); group++) {
        int pages = engine.kv().isShared() ? engine.kv().pages().get(group) : 1;
        AttentionSpan span = engine.spans().get(group);
        if (span.isFull() || context <= span.tokens()) {
          slope += pages;
        } else {
          bounded += (double) pages * span.tokens();
        }
      }
      context = slope > 0 ? Math.max(0, held - bounded) / slope : context;
    }
    return context;
  }

  private static ExplainedStep explain(
      CompiledStepTime stepTime,
      PreparedRun scenario,
      String title,
      int rows,
      long context,
      int prompt) {
    List<AttentionSpan> windows = stepTime.windows();
    RankShape shape = new RankShape(windows.size());
    shape.addDecode(rows, context);
    for (int window = 0; window < windows.size(); window++) {
      shape.decodeWindowContext[window] =
          (long) rows * windows.get(window).read((int) (context / rows));
    }
    if (prompt > 0) {
      shape.addChunk(prompt, 0, true);
    }
    RankShape[] ranks = new RankShape[scenario.deployment().dataParallel()];
    Arrays.fill(ranks, shape);
    return new ExplainedStep(title, shape, stepTime.explain(ranks));
  }
}
