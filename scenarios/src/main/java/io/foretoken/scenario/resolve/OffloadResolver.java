package io.foretoken.scenario.resolve;

import io.foretoken.hardware.catalog.HostLink;
import io.foretoken.hardware.memory.KvGroupPlan;
import io.foretoken.hardware.memory.MemoryPlan;
import io.foretoken.hardware.step.StepPlan;
import io.foretoken.input.bind.Located;
import io.foretoken.input.problem.Problems;
import io.foretoken.scenario.spec.EngineSpec;
import io.foretoken.scenario.spec.MemorySpec;
import io.foretoken.sim.batch.VllmV1Policy;
import io.foretoken.sim.kv.OffloadOptions;
import java.util.Optional;

/** The memory behind the KV cache: how many blocks it holds, and how long they are on their way. */
final class OffloadResolver {
  private static final double GIB = 1024.0 * 1024 * 1024;

  /** Start of a transfer, ns; not measured, the order of a few kernel launches. */
  private static final long LATENCY_NANOS = 20_000;

  private OffloadResolver() {}

  /** The size as written, if there is any. */
  static Optional<Located<Double>> size(EngineSpec engine) {
    return engine.memory().flatMap(MemorySpec::kvOffloadingSize);
  }

  /** Adds a problem for everything that does not go with offloading. */
  static void check(
      EngineSpec engine,
      String engineName,
      EngineResolver.Knobs knobs,
      String path,
      Problems problems) {
    Optional<Located<Double>> size = size(engine);
    Optional<Located<Double>> bandwidth =
        engine.memory().flatMap(MemorySpec::kvOffloadingBandwidth);
    if (size.isEmpty()) {
      bandwidth.ifPresent(
          written ->
              problems.add(
                  written.origin(),
                  path + ".memory.kv_offloading_bandwidth",
                  "a bandwidth without memory to offload to",
                  "give memory.kv_offloading_size, in GiB"));
      return;
    }
    String place = path + ".memory.kv_offloading_size";
    if (!(engineName.equals("vllm") || engineName.equals("generic"))) {
      problems.add(
          size.get().origin(),
          place,
          "kv_offloading_size is a knob of vLLM, and the engine is " + engineName,
          "leave it out; " + engineName + "'s own offloading is not modelled yet");
    } else if (!knobs.policy().policy().equals(VllmV1Policy.NAME)) {
      problems.add(
          size.get().origin(),
          place,
          "policy " + knobs.policy().policy() + " does not load offloaded blocks",
          "leave it out, or write policy: continuous");
    } else if (!knobs.prefixCaching()) {
      problems.add(
          size.get().origin(),
          place,
          "offloaded blocks are found by the prefix cache, which is off",
          "write enable_prefix_caching: true");
    }
  }

  /**
   * The options of one rank. A block is in as many parts as there are GPUs with tensor parallelism,
   * which share the memory and move at once.
   */
  static OffloadOptions options(EngineSpec engine, StepPlan plan, MemoryPlan memory) {
    Optional<Located<Double>> size = size(engine);
    if (size.isEmpty()) {
      return OffloadOptions.NONE;
    }
    long bytesPerToken = memory.groups().stream().mapToLong(KvGroupPlan::bytesPerToken).sum();
    double blockBytes = (double) bytesPerToken * memory.blockSize();
    double perGpu = size.get().value() * GIB / plan.parallelism().tensor();
    double gigabytesPerSecond =
        engine
            .memory()
            .flatMap(MemorySpec::kvOffloadingBandwidth)
            .map(Located::value)
            .orElseGet(() -> HostLink.achievedGbPerSecond(plan.gpu()));
    return new OffloadOptions(
        (int) Math.min(Integer.MAX_VALUE, Math.max(1, Math.floor(perGpu / blockBytes))),
        LATENCY_NANOS,
        Math.round(blockBytes / gigabytesPerSecond));
  }
}
