package io.foretoken.scenario.resolve;

import io.foretoken.hardware.catalog.GpuEntry;
import io.foretoken.hardware.engine.BatchingDefaults;
import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.hardware.engine.EngineProfiles;
import io.foretoken.hardware.engine.UnknownEngineException;
import io.foretoken.input.bind.Located;
import io.foretoken.input.problem.NearestName;
import io.foretoken.input.problem.Problems;
import io.foretoken.scenario.spec.BatchingSpec;
import io.foretoken.scenario.spec.EngineSpec;
import io.foretoken.scenario.spec.MemorySpec;
import io.foretoken.sim.batch.BatchPolicies;
import java.util.List;
import java.util.Optional;

/** From an engine as written to its profile and its knobs. */
final class EngineResolver {
  private static final String CONTINUOUS = "continuous";

  /**
   * Knobs after defaults.
   *
   * @param policy name of a policy that can run
   */
  record Knobs(
      String policy,
      int maxNumSeqs,
      int maxNumBatchedTokens,
      boolean chunkedPrefill,
      boolean asyncScheduling,
      int longPrefillTokenThreshold,
      boolean wholeSequenceAdmission,
      boolean prefixCaching,
      int blockSize,
      int streamInterval) {}

  private EngineResolver() {}

  /** The profile, or empty with a problem added. */
  static Optional<EngineProfile> profile(EngineSpec spec, String path, Problems problems) {
    Located<String> name = spec.name();
    try {
      return Optional.of(
          spec.version().isPresent()
              ? EngineProfiles.find(name.value(), spec.version().get().value())
              : EngineProfiles.newest(name.value()));
    } catch (UnknownEngineException e) {
      boolean isName = e.field().equals("name");
      problems.add(
          isName ? name.origin() : spec.version().orElseThrow().origin(),
          path + "." + e.field(),
          e.getMessage(),
          e.hint());
      return Optional.empty();
    }
  }

  /** The knobs; problems are added for what cannot run. */
  static Knobs knobs(
      EngineSpec spec, EngineProfile profile, GpuEntry gpu, String path, Problems problems) {
    BatchingDefaults defaults = profile.batching();
    BatchingDefaults.Limits limits = defaults.limitsFor(gpu.spec());
    Optional<BatchingSpec> batching = spec.batching();
    Optional<MemorySpec> memory = spec.memory();
    return new Knobs(
        policy(spec, profile, path, problems),
        value(batching.flatMap(BatchingSpec::maxNumSeqs), limits.maxNumSeqs()),
        value(batching.flatMap(BatchingSpec::maxNumBatchedTokens), limits.maxNumBatchedTokens()),
        batching.flatMap(BatchingSpec::enableChunkedPrefill).orElse(defaults.chunkedPrefill()),
        batching.flatMap(BatchingSpec::asyncScheduling).orElse(defaults.asyncScheduling()),
        value(batching.flatMap(BatchingSpec::longPrefillTokenThreshold), 0),
        defaults.wholeSequenceAdmission(),
        value(memory.flatMap(MemorySpec::enablePrefixCaching), defaults.prefixCaching()),
        value(memory.flatMap(MemorySpec::blockSize), defaults.blockSize()),
        spec.api()
            .flatMap(api -> api.streamInterval())
            .map(Located::value)
            .orElse(defaults.streamInterval()));
  }

  private static String policy(
      EngineSpec spec, EngineProfile profile, String path, Problems problems) {
    List<String> known = BatchPolicies.names();
    Optional<Located<String>> written = spec.batching().map(BatchingSpec::policy);
    String asked = written.map(Located::value).orElse(CONTINUOUS);
    String policy = asked.equals(CONTINUOUS) ? profile.batching().policy() : asked;
    if (known.contains(policy)) {
      return policy;
    }
    String choices = "known: " + CONTINUOUS + ", " + String.join(", ", known);
    if (asked.equals(CONTINUOUS)) {
      problems.add(
          spec.name().origin(),
          path + ".name",
          profile.name() + " batches by policy " + policy + ", which is not modelled yet",
          "choose an engine whose policy is modelled, such as vllm");
    } else {
      String question = NearestName.question(policy, known);
      problems.add(
          written.orElseThrow().origin(),
          path + ".batching.policy",
          "no batch policy is called \"" + policy + "\"",
          (question.isEmpty() ? "" : question + " ") + choices);
    }
    return known.get(0);
  }

  private static <T> T value(Optional<Located<T>> written, T otherwise) {
    return written.map(Located::value).orElse(otherwise);
  }
}
