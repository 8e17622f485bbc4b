package io.foretoken.scenario.explain;

import io.foretoken.hardware.step.CompiledStepTime;
import io.foretoken.scenario.figure.PoolFigures;
import io.foretoken.scenario.figure.RunFigures;
import io.foretoken.scenario.run.PreparedRun;
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
    double heldTokens =
        pool.kvMean()
            * pool.facts().kvBlocksPerReplica()
            * pool.facts().replicas()
            * pool.facts().blockSize();
    double perRow = pool.runningMean() > 0 ? heldTokens / pool.runningMean() : 0;
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

  private static ExplainedStep explain(
      CompiledStepTime stepTime,
      PreparedRun scenario,
      String title,
      int rows,
      long context,
      int prompt) {
    int[] windows = stepTime.windows();
    RankShape shape = new RankShape(windows.length);
    shape.addDecode(rows, context);
    for (int window = 0; window < windows.length; window++) {
      shape.decodeWindowContext[window] = Math.min(context, (long) rows * windows[window]);
    }
    if (prompt > 0) {
      shape.addChunk(prompt, 0, true);
    }
    RankShape[] ranks = new RankShape[scenario.deployment().dataParallel()];
    Arrays.fill(ranks, shape);
    return new ExplainedStep(title, shape, stepTime.explain(ranks));
  }
}
