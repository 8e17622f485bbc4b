package io.foretoken.validation.replay;

import io.foretoken.hardware.step.CompiledStepTime;
import io.foretoken.hardware.step.StepExplanation;
import io.foretoken.scenario.figure.PoolFacts;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.sim.step.RankShape;
import java.util.Arrays;
import java.util.Optional;

/**
 * The least time that a deployment's hardware allows for a step, whatever the engine: every
 * operator at the peak operations or the full memory bandwidth of all GPUs, whichever takes longer,
 * and nothing else. No measurement of that hardware can be below it, but for speculative decoding,
 * which makes several tokens in a step, and for a prefix cache, which leaves prompt tokens out.
 */
public final class PhysicalFloor {
  private final CompiledStepTime model;
  private final PoolFacts facts;
  private final int ranks;

  private PhysicalFloor(CompiledStepTime model, PoolFacts facts, int ranks) {
    this.model = model;
    this.facts = facts;
    this.ranks = ranks;
  }

  /** Of a deployment; nothing is known where its step times are not of physics. */
  public static Optional<PhysicalFloor> of(PreparedRun prepared) {
    return prepared.deployment().stepTime() instanceof CompiledStepTime model
        ? Optional.of(
            new PhysicalFloor(
                model,
                prepared.facts(),
                prepared.deployment().lockstep() ? prepared.deployment().dataParallel() : 1))
        : Optional.empty();
  }

  /**
   * Seconds of a step of one sequence in decode.
   *
   * @param context tokens that it has in the cache
   */
  public double decodeSeconds(int context) {
    RankShape shape = new RankShape(model.windows().size());
    shape.addDecode(1, context);
    for (int window = 0; window < model.windows().size(); window++) {
      shape.decodeWindowContext[window] = model.windows().get(window).read(context);
    }
    return seconds(shape);
  }

  /**
   * Seconds of computing a prompt.
   *
   * @param tokens of it, none of them cached
   */
  public double promptSeconds(int tokens) {
    RankShape shape = new RankShape(model.windows().size());
    shape.addChunk(tokens, 0, true);
    return seconds(shape);
  }

  private double seconds(RankShape shape) {
    RankShape[] shapes = new RankShape[ranks];
    Arrays.fill(shapes, new RankShape(model.windows().size()));
    shapes[0] = shape;
    double seconds = 0;
    double gpus = facts.gpusPerReplica();
    for (StepExplanation.Row row : model.explain(shapes).rows()) {
      seconds +=
          Math.max(
              row.flops() / (gpus * facts.peakFlopsPerSecond()),
              row.hbmBytes() / (gpus * facts.memoryBytesPerSecond()));
    }
    return seconds;
  }
}
