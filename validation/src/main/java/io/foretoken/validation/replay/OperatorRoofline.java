package io.foretoken.validation.replay;

import io.foretoken.hardware.step.CompiledStepTime;
import io.foretoken.hardware.step.StepExplanation;
import io.foretoken.scenario.figure.PoolFacts;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.sim.kv.AttentionSpan;
import io.foretoken.sim.step.RankShape;
import java.util.Arrays;
import java.util.List;

/**
 * The operator of a deployment that comes closest to what the hardware can do, over decode steps
 * and prompt chunks from small to as large as the engine's limits allow. A share above 1 would be a
 * prediction that no GPU can keep.
 *
 * @param operator its name
 * @param share of the peak operations or of the memory bandwidth, whichever is larger
 */
public record OperatorRoofline(String operator, double share) {
  /** No operator was looked at. */
  static final OperatorRoofline NONE = new OperatorRoofline("", 0);

  private static final int[] CONTEXTS = {128, 1024, 8192};
  private static final double NANOS = 1e9;

  /** Looks at all of a deployment's operators. */
  static OperatorRoofline of(PreparedRun prepared) {
    if (!(prepared.deployment().stepTime() instanceof CompiledStepTime model)) {
      return NONE;
    }
    int ranks = prepared.deployment().lockstep() ? prepared.deployment().dataParallel() : 1;
    OperatorRoofline highest = NONE;
    int maxRows = prepared.deployment().engine().maxNumSeqs();
    int maxTokens = prepared.deployment().engine().maxNumBatchedTokens();
    for (int context : CONTEXTS) {
      for (int rows = 1; rows <= Math.min(maxRows, maxTokens); rows *= 4) {
        highest =
            higher(highest, model, prepared.facts(), decode(model.windows(), ranks, rows, context));
      }
      for (int tokens = 64; tokens <= maxTokens; tokens *= 4) {
        highest =
            higher(
                highest,
                model,
                prepared.facts(),
                prompt(model.windows().size(), ranks, tokens, context));
      }
    }
    return highest;
  }

  private static RankShape[] decode(List<AttentionSpan> windows, int ranks, int rows, int context) {
    RankShape shape = new RankShape(windows.size());
    shape.addDecode(rows, (long) rows * context);
    for (int window = 0; window < windows.size(); window++) {
      shape.decodeWindowContext[window] = (long) rows * windows.get(window).read(context);
    }
    return all(ranks, shape);
  }

  private static RankShape[] prompt(int windows, int ranks, int tokens, int cached) {
    RankShape shape = new RankShape(windows);
    shape.addChunk(tokens, cached, true);
    return all(ranks, shape);
  }

  private static RankShape[] all(int ranks, RankShape shape) {
    RankShape[] shapes = new RankShape[ranks];
    Arrays.fill(shapes, shape);
    return shapes;
  }

  private static OperatorRoofline higher(
      OperatorRoofline highest, CompiledStepTime model, PoolFacts facts, RankShape[] ranks) {
    OperatorRoofline result = highest;
    double gpus = facts.gpusPerReplica();
    for (StepExplanation.Row row : model.explain(ranks).rows()) {
      double seconds = row.nanos() / NANOS;
      double compute = row.flops() / (seconds * gpus * facts.peakFlopsPerSecond());
      double memory = row.hbmBytes() / (seconds * gpus * facts.memoryBytesPerSecond());
      double share = Math.max(compute, memory);
      if (seconds > 0 && share > result.share()) {
        result = new OperatorRoofline(row.name(), share);
      }
    }
    return result;
  }
}
