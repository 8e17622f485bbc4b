package io.foretoken.scenario.resolve;

import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.input.bind.Located;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problems;
import io.foretoken.input.units.TimeSpan;
import io.foretoken.scenario.figure.BatchKnobs;
import io.foretoken.scenario.spec.BatchingSpec;
import io.foretoken.scenario.spec.EngineSpec;
import io.foretoken.scenario.spec.MemorySpec;
import io.foretoken.scenario.spec.ParallelismSpec;
import io.foretoken.sim.batch.DynamicOptions;
import io.foretoken.sim.batch.PolicyOptions;
import io.foretoken.sim.batch.RequestLevelOptions;
import io.foretoken.sim.batch.StaticOptions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The knobs of the policies that batch whole requests, and what does not go with them. */
final class RequestLevelKnobs {
  /** Engines that have a scheduler of their own, and run no other. */
  private static final Set<String> STEP_LEVEL_ENGINES = Set.of("vllm", "sglang");

  static final String BATCH_SIZE = "batch_size";
  static final String BATCH_TIMEOUT = "batch_timeout";
  static final String PREFERRED_BATCH_SIZES = "preferred_batch_sizes";
  static final String MAX_QUEUE_DELAY = "max_queue_delay";

  private RequestLevelKnobs() {}

  /**
   * The options as written, where the policy is one of these.
   *
   * @param path place of the batching section in the scenario
   */
  static Optional<PolicyOptions> options(
      String policy, BatchingSpec batching, String path, Problems problems) {
    return switch (policy) {
      case StaticOptions.NAME ->
          Optional.of(
              new StaticOptions(
                  batching.batchSize().map(Located::value).orElse(0),
                  nanos(batching.batchTimeout(), StaticOptions.DEFAULT.batchTimeoutNanos())));
      case DynamicOptions.NAME ->
          Optional.of(
              new DynamicOptions(
                  ascending(batching, path + "." + PREFERRED_BATCH_SIZES, problems),
                  nanos(batching.maxQueueDelay(), DynamicOptions.DEFAULT.maxQueueDelayNanos())));
      default -> Optional.empty();
    };
  }

  private static long nanos(Optional<Located<TimeSpan>> written, long otherwise) {
    return written.map(span -> span.value().nanos()).orElse(otherwise);
  }

  /** The preferred sizes; a problem, and none, if they do not ascend. */
  private static List<Integer> ascending(BatchingSpec batching, String path, Problems problems) {
    List<Located<Integer>> written =
        batching.preferredBatchSizes().map(Located::value).orElse(List.of());
    List<Integer> sizes = written.stream().map(Located::value).toList();
    for (int at = 1; at < sizes.size(); at++) {
      if (sizes.get(at) <= sizes.get(at - 1)) {
        problems.add(
            written.get(at).origin(),
            path + "." + at,
            "preferred batch sizes ascend, and " + sizes.get(at) + " follows " + sizes.get(at - 1),
            "write " + new TreeSet<>(sizes));
        return List.of();
      }
    }
    return sizes;
  }

  /**
   * The knobs that advice names, where the policy is one of these.
   *
   * @param most sequences that the engine runs at once
   */
  static Optional<BatchKnobs.WholeRequests> advised(PolicyOptions policy, int most) {
    if (policy instanceof StaticOptions options) {
      int size = options.batchSize() == 0 ? most : options.batchSize();
      return Optional.of(advised(BATCH_SIZE, size, BATCH_TIMEOUT, options.batchTimeoutNanos()));
    }
    if (policy instanceof DynamicOptions options) {
      List<Integer> sizes = options.preferredBatchSizes();
      return Optional.of(
          advised(
              PREFERRED_BATCH_SIZES,
              sizes.isEmpty() ? most : sizes,
              MAX_QUEUE_DELAY,
              options.maxQueueDelayNanos()));
    }
    return Optional.empty();
  }

  private static BatchKnobs.WholeRequests advised(
      String size, Object requests, String delay, long nanos) {
    return new BatchKnobs.WholeRequests(
        new BatchKnobs.Knob(size, String.valueOf(requests)),
        new BatchKnobs.Knob(delay, new TimeSpan(nanos).toString()));
  }

  /**
   * Adds a problem for whatever does not go with batches of whole requests.
   *
   * @param policy as resolved
   * @param most sequences that the engine runs at once
   * @param path the engine's place in the scenario
   */
  static void check(
      EngineSpec spec,
      EngineProfile profile,
      PolicyOptions policy,
      int most,
      String path,
      Problems problems) {
    if (!(policy instanceof RequestLevelOptions) || spec.batching().isEmpty()) {
      return;
    }
    BatchingSpec batching = spec.batching().get();
    if (STEP_LEVEL_ENGINES.contains(profile.name())) {
      problems.add(
          batching.policy().origin(),
          path + ".batching.policy",
          profile.name() + " does not batch whole requests, as policy " + policy.policy() + " does",
          "for its step times in general write engine: {name: generic}, for Triton's TensorRT-LLM"
              + " backend tensorrt-llm");
    }
    Sizes sizes = new Sizes(most, EngineKnob.SEQUENCES.name(profile.name()), problems);
    batching.batchSize().ifPresent(size -> sizes.check(size, path + ".batching." + BATCH_SIZE));
    batching
        .preferredBatchSizes()
        .ifPresent(
            preferred ->
                preferred
                    .value()
                    .forEach(
                        size -> sizes.check(size, path + ".batching." + PREFERRED_BATCH_SIZES)));
    refuse(
        batching.enableChunkedPrefill(),
        path + ".batching.enable_chunked_prefill",
        "computes prompts whole, padded to the longest of their batch",
        policy,
        problems);
    refuse(
        spec.memory().flatMap(MemorySpec::enablePrefixCaching),
        path + ".memory.enable_prefix_caching",
        "computes padded prompts, and looks nothing up",
        policy,
        problems);
  }

  /** Adds a problem for data-parallel ranks, between which no such batch can be divided. */
  static void checkRanks(
      Optional<ParallelismSpec> parallelism, PolicyOptions policy, String path, Problems problems) {
    if (policy instanceof RequestLevelOptions) {
      parallelism
          .map(ParallelismSpec::data)
          .filter(data -> data.value() > 1)
          .ifPresent(
              data ->
                  problems.add(
                      data.origin(),
                      path + ".parallelism.data",
                      "policy "
                          + policy.policy()
                          + " runs on one data-parallel rank, found "
                          + data.value(),
                      "write data: 1, and more replicas"));
    }
  }

  private static void refuse(
      Optional<Located<Boolean>> written,
      String path,
      String why,
      PolicyOptions policy,
      Problems problems) {
    if (written.isPresent() && written.get().value()) {
      problems.add(
          written.get().origin(),
          path,
          "policy " + policy.policy() + " " + why,
          "leave it out, or choose a continuous policy");
    }
  }

  /** Batches that the engine can run. */
  private record Sizes(int most, String knob, Problems problems) {
    void check(Located<Integer> size, String path) {
      if (size.value() > most) {
        Origin origin = size.origin();
        problems.add(
            origin,
            path,
            "a batch of " + size.value() + " is more than " + knob + " " + most + " allows",
            "write at most " + most + ", or raise " + knob);
      }
    }
  }
}
