package io.foretoken.hardware.step;

import io.foretoken.hardware.catalog.GpuSpec;
import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.hardware.model.ModelShape;
import io.foretoken.hardware.operator.CoefficientFiles;
import io.foretoken.hardware.operator.OperatorCoefficients;
import io.foretoken.hardware.operator.Precision;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that a step's duration depends on besides what the step contains.
 *
 * @param coefficients operator coefficients, relative to the peaks of {@code gpu}
 * @param maxNumSeqs most sequences of one data-parallel rank
 * @param maxNumBatchedTokens most tokens of one rank in one step
 * @param asyncScheduling whether the next step is scheduled while one runs
 */
public record StepPlan(
    ModelShape model,
    Precision precision,
    GpuSpec gpu,
    OperatorCoefficients coefficients,
    Parallelism parallelism,
    EngineProfile engine,
    int maxNumSeqs,
    int maxNumBatchedTokens,
    boolean asyncScheduling,
    StepSwitches switches) {

  /**
   * A plan with the shipped coefficients of the GPU, the engine's own way of scheduling and all
   * mechanisms.
   */
  public static StepPlan of(
      ModelShape model,
      Precision precision,
      GpuSpec gpu,
      Parallelism parallelism,
      EngineProfile engine,
      int maxNumSeqs,
      int maxNumBatchedTokens) {
    return new StepPlan(
        model,
        precision,
        gpu,
        CoefficientFiles.forGpu(gpu),
        parallelism,
        engine,
        maxNumSeqs,
        maxNumBatchedTokens,
        engine.batching().asyncScheduling(),
        StepSwitches.DEFAULT);
  }

  /**
   * A hash of the names and limits alone. Written out, like {@link #equals}, since a process that
   * asks for one plan would spend more on the code that the JVM makes for records in records.
   */
  @Override
  public int hashCode() {
    return 31 * (31 * model.id().hashCode() + gpu.id().hashCode()) + maxNumSeqs;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StepPlan plan
        && maxNumSeqs == plan.maxNumSeqs
        && maxNumBatchedTokens == plan.maxNumBatchedTokens
        && asyncScheduling == plan.asyncScheduling
        && model.equals(plan.model)
        && precision.equals(plan.precision)
        && gpu.equals(plan.gpu)
        && coefficients.equals(plan.coefficients)
        && parallelism.equals(plan.parallelism)
        && engine.equals(plan.engine)
        && switches.equals(plan.switches);
  }

  /** The same with asynchronous scheduling or without. */
  public StepPlan withAsyncScheduling(boolean async) {
    return new StepPlan(
        model,
        precision,
        gpu,
        coefficients,
        parallelism,
        engine,
        maxNumSeqs,
        maxNumBatchedTokens,
        async,
        switches);
  }

  /** The same where GPUs joined by PCIe reach each other directly or do not. */
  public StepPlan withPeerAccess(boolean peerAccess) {
    return new StepPlan(
        model,
        precision,
        gpu,
        coefficients,
        parallelism,
        engine,
        maxNumSeqs,
        maxNumBatchedTokens,
        asyncScheduling,
        new StepSwitches(
            switches.graphPadding(), switches.launchFloors(), switches.routing(), peerAccess));
  }

  /** Everything that stands against the plan; empty if it can be compiled. */
  public List<Refusal> refusals() {
    List<Refusal> found = new ArrayList<>();
    for (String mechanism : model.notModelled()) {
      found.add(
          new Refusal(
              "model",
              model.id() + " uses " + mechanism + ", which is not modelled yet",
              "choose a model with full or sliding-window attention"));
    }
    precision
        .weights()
        .refusal(gpu)
        .ifPresent(reason -> found.add(new Refusal("precision.weights", reason, "")));
    found.addAll(Divisions.refusals(model, parallelism, gpu));
    return found;
  }
}
