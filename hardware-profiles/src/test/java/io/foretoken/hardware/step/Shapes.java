package io.foretoken.hardware.step;

import io.foretoken.hardware.catalog.GpuSpec;
import io.foretoken.hardware.engine.EngineProfiles;
import io.foretoken.hardware.model.ModelShape;
import io.foretoken.hardware.operator.Precision;
import io.foretoken.sim.step.RankShape;
import io.foretoken.sim.step.StepCost;

/** Short ways to step-time models and shapes. */
final class Shapes {
  static final int SEQUENCES = 256;
  static final int BUDGET = 8192;

  private Shapes() {}

  static StepPlan plan(ModelShape model, Precision precision, GpuSpec gpu, Parallelism division) {
    return StepPlan.of(
        model, precision, gpu, division, EngineProfiles.newest("vllm"), SEQUENCES, BUDGET);
  }

  static CompiledStepTime compile(ModelShape model, GpuSpec gpu, int tensor) {
    return CompiledStepTime.compile(plan(model, Precision.BF16, gpu, Parallelism.tensor(tensor)));
  }

  /** Decode rows of equal length. */
  static RankShape decode(CompiledStepTime model, int rows, int length) {
    RankShape shape = new RankShape(model.windows().size());
    addDecode(model, shape, rows, length);
    return shape;
  }

  static void addDecode(CompiledStepTime model, RankShape shape, int rows, int length) {
    shape.addDecode(rows, (long) rows * length);
    for (int i = 0; i < shape.decodeWindowContext.length; i++) {
      shape.decodeWindowContext[i] += (long) rows * model.windows().get(i).read(length);
    }
  }

  /** One prompt computed in one step. */
  static RankShape prompt(CompiledStepTime model, int fresh, int cached) {
    RankShape shape = new RankShape(model.windows().size());
    shape.addChunk(fresh, cached, true);
    return shape;
  }

  static StepCost cost(CompiledStepTime model, RankShape... ranks) {
    StepCost out = new StepCost(1);
    model.cost(ranks, out);
    return out;
  }

  static double millis(CompiledStepTime model, RankShape... ranks) {
    return cost(model, ranks).deviceNanos() * 1e-6;
  }
}
