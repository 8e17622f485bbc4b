package io.foretoken.scenario.resolve;

import io.foretoken.hardware.memory.MemoryPlan;
import io.foretoken.hardware.memory.MemoryRequest;
import io.foretoken.hardware.memory.MemoryRule;
import io.foretoken.hardware.step.StepPlan;
import io.foretoken.input.bind.Located;
import io.foretoken.input.problem.Problems;
import io.foretoken.scenario.spec.EngineSpec;
import io.foretoken.scenario.spec.MemorySpec;
import io.foretoken.scenario.spec.PoolSpec;
import io.foretoken.sim.batch.RequestLevelOptions;
import java.util.Arrays;
import java.util.Optional;

/** How much KV cache a rank has: by the engine's rule, or as given. */
final class KvMemoryResolver {
  private static final int LEAST_BLOCKS = 2;

  private KvMemoryResolver() {}

  /**
   * The memory of a GPU divided; groups have pools apart where whole requests are batched. Empty
   * with a problem added when the model does not fit.
   */
  static Optional<MemoryPlan> resolve(
      PoolSpec pool,
      EngineSpec engine,
      String path,
      StepPlan plan,
      EngineResolver.Knobs knobs,
      Problems problems) {
    MemoryPlan memory = divided(engine, plan, knobs);
    Optional<Located<Integer>> blocks = engine.memory().flatMap(MemorySpec::numGpuBlocksOverride);
    if (blocks.isPresent()) {
      return Optional.of(memory.withBlocks(blocks.get().value()));
    }
    if (!memory.fits() || !hasBlocks(memory)) {
      problems.add(
          pool.gpu().origin(),
          path + ".gpu",
          plan.model().id()
              + " does not fit on "
              + plan.gpu().id()
              + " with tensor parallelism "
              + plan.parallelism().tensor()
              + ":\n    "
              + String.join("\n    ", memory.lines()),
          "more tensor parallelism (parallelism.tensor), a smaller weight format"
              + " (precision.weights: fp8) or a GPU with more memory");
      return Optional.empty();
    }
    return Optional.of(memory);
  }

  /** The division by the engine's rule, whether or not the model fits. */
  static MemoryPlan divided(EngineSpec engine, StepPlan plan, EngineResolver.Knobs knobs) {
    MemoryPlan divided =
        MemoryRule.plan(
            new MemoryRequest(
                OffloadResolver.size(engine).isPresent()
                    ? plan.model().withWholeCache() // vLLM's connectors know one kind of group
                    : plan.model(),
                plan.precision(),
                plan.parallelism(),
                plan.gpu(),
                plan.engine(),
                knobs.memoryShare(),
                knobs.maxNumBatchedTokens(),
                knobs.maxNumSeqs(),
                knobs.blockSize(),
                0));
    return knobs.policy() instanceof RequestLevelOptions ? divided.withPoolsApart() : divided;
  }

  /** Whether every group has a block beside the one that engines keep for themselves. */
  private static boolean hasBlocks(MemoryPlan memory) {
    return !memory.groups().isEmpty()
        && Arrays.stream(memory.kvBlocks()).allMatch(blocks -> blocks >= LEAST_BLOCKS);
  }
}
