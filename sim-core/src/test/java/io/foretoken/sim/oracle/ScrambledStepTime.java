package io.foretoken.sim.oracle;

import io.foretoken.sim.kv.AttentionSpan;
import io.foretoken.sim.step.Limit;
import io.foretoken.sim.step.RankShape;
import io.foretoken.sim.step.StepCost;
import io.foretoken.sim.step.StepTimeModel;
import java.util.List;

/**
 * Costs that depend on everything a shape says, the order of its chunks included, so that two
 * engines that differ in any of it soon differ in time.
 *
 * @param stages pipeline stages
 * @param hostNanos host time of a step before its rows
 * @param windows attention windows of the model
 * @param unit device nanoseconds per unit of work; 0 gives steps that take no time
 */
record ScrambledStepTime(int stages, long hostNanos, long unit, List<AttentionSpan> windows)
    implements StepTimeModel {
  @Override
  public void cost(RankShape[] ranks, StepCost out) {
    long work = 0;
    long rows = 0;
    for (int rank = 0; rank < ranks.length; rank++) {
      RankShape shape = ranks[rank];
      long own = 40L * shape.decodeRows + shape.decodeContext + 300L * shape.sampledRows;
      for (int chunk = 0; chunk < shape.chunkCount; chunk++) {
        own += (20L + chunk) * shape.chunkNew[chunk] + shape.chunkCached[chunk];
      }
      for (int window = 0; window < shape.decodeWindowContext.length; window++) {
        own += (2L + window) * shape.decodeWindowContext[window];
      }
      own += 7L * shape.queryTokens;
      work += own * (rank + 1);
      rows += shape.decodeRows + shape.chunkCount;
    }
    out.hostNanos = hostNanos + 13 * rows;
    for (int stage = 0; stage < stages; stage++) {
      out.stageNanos[stage] = unit * (1000 + work + 100L * stage);
    }
    out.lastStageExtraNanos = unit * 10 * rows;
    out.hopNanos = unit * 50;
    out.limit = Limit.of((int) (work % 5));
    out.flops = work * 3.7e9;
    out.hbmBytes = work * 1.3e6;
  }
}
