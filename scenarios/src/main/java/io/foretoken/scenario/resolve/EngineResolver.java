package io.foretoken.scenario.resolve;

import io.foretoken.hardware.catalog.GpuEntry;
import io.foretoken.hardware.engine.BatchingDefaults;
import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.hardware.engine.EngineShelf;
import io.foretoken.hardware.engine.GraphRule;
import io.foretoken.hardware.engine.UnknownEngineException;
import io.foretoken.input.bind.Located;
import io.foretoken.input.problem.Problems;
import io.foretoken.scenario.spec.ApiSpec;
import io.foretoken.scenario.spec.BatchingSpec;
import io.foretoken.scenario.spec.CompilationSpec;
import io.foretoken.scenario.spec.EngineSpec;
import io.foretoken.scenario.spec.MemorySpec;
import io.foretoken.sim.batch.PolicyOptions;
import io.foretoken.sim.batch.RequestLevelOptions;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** From an engine as written to its profile and its knobs. */
final class EngineResolver {
  private static final Map<String, GraphRule.Mode> GRAPH_MODES =
      new TreeMap<>(
          Map.of(
              "full_and_piecewise", GraphRule.Mode.FULL_AND_PIECEWISE,
              "full_decode_only", GraphRule.Mode.DECODE_ONLY,
              "none", GraphRule.Mode.NONE));

  /**
   * Knobs after defaults.
   *
   * @param policy a policy that can run, and its options
   * @param memoryShare the engine's share of the memory, in the sense of its own rule
   * @param maxModelLen longest prompt plus output; empty for the model's own limit
   */
  record Knobs(
      PolicyOptions policy,
      int maxNumSeqs,
      int maxNumBatchedTokens,
      boolean chunkedPrefill,
      boolean asyncScheduling,
      int longPrefillTokenThreshold,
      boolean wholeSequenceAdmission,
      boolean prefixCaching,
      int blockSize,
      int streamInterval,
      double memoryShare,
      Optional<Integer> maxModelLen) {}

  private EngineResolver() {}

  /** The profile with what the scenario says of compilation. */
  private static Optional<EngineProfile> compiled(
      EngineProfile profile, Optional<CompilationSpec> spec, String path, Problems problems) {
    EngineProfile compiled = profile;
    if (spec.flatMap(CompilationSpec::allreduceFusion).map(Located::value).orElse(false)) {
      compiled = compiled.withFusedAllReduce();
    }
    Optional<Located<String>> mode = spec.flatMap(CompilationSpec::cudagraphMode);
    if (mode.isPresent()) {
      GraphRule.Mode found = GRAPH_MODES.get(mode.get().value().toLowerCase(Locale.ROOT));
      if (found == null) {
        problems.add(
            mode.get().origin(),
            path + ".cudagraph_mode",
            "there is no CUDA graph mode \"" + mode.get().value() + "\"",
            "write " + String.join(", ", GRAPH_MODES.keySet()));
        return Optional.empty();
      }
      compiled = compiled.withGraphs(found);
    }
    return Optional.of(compiled);
  }

  /** The profile, or empty with a problem added. */
  static Optional<EngineProfile> profile(
      EngineShelf engines, EngineSpec spec, String path, Problems problems) {
    Located<String> name = spec.name();
    try {
      EngineProfile found = engines.find(name.value(), spec.version().map(Located::value));
      boolean inProcess = spec.api().map(ApiSpec::inProcess).orElse(false);
      return compiled(
          inProcess ? found.inProcess() : found.streaming(streamInterval(spec, found.batching())),
          spec.compilation(),
          path + ".compilation",
          problems);
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

  private static int streamInterval(EngineSpec spec, BatchingDefaults defaults) {
    return spec.api()
        .flatMap(ApiSpec::streamInterval)
        .map(Located::value)
        .filter(interval -> interval > 0)
        .orElse(defaults.streamInterval());
  }

  /** The knobs; problems are added for what cannot run. */
  static Knobs knobs(
      EngineSpec spec, EngineProfile profile, GpuEntry gpu, String path, Problems problems) {
    BatchingDefaults defaults = profile.batching();
    BatchingDefaults.Limits limits = defaults.limitsFor(gpu.spec());
    Optional<BatchingSpec> batching = spec.batching();
    Optional<MemorySpec> memory = spec.memory();
    Written written = new Written(profile.name(), path, problems);
    PolicyOptions policy = new PolicyResolver(spec, profile, path, problems).resolve();
    int maxNumSeqs =
        value(
            written.knob(
                EngineKnob.SEQUENCES,
                batching.flatMap(BatchingSpec::maxNumSeqs),
                batching.flatMap(BatchingSpec::maxRunningRequests),
                batching.flatMap(BatchingSpec::maxBatchSize)),
            limits.maxNumSeqs());
    RequestLevelKnobs.check(spec, profile, policy, maxNumSeqs, path, problems);
    boolean decidesByStep = !(policy instanceof RequestLevelOptions);
    Optional<Integer> maxModelLen =
        written
            .knob(
                EngineKnob.SEQUENCE_TOKENS,
                memory.flatMap(MemorySpec::maxModelLen),
                memory.flatMap(MemorySpec::contextLength),
                memory.flatMap(MemorySpec::maxSeqLen))
            .map(Located::value);
    boolean splitsPrompts =
        decidesByStep
            && value(
                batching.flatMap(BatchingSpec::enableChunkedPrefill),
                StepLevelKnobs.splitsPrompts(policy, defaults.chunkedPrefill()));
    return new Knobs(
        policy,
        maxNumSeqs,
        value(
            written.knob(
                EngineKnob.STEP_TOKENS,
                batching.flatMap(BatchingSpec::maxNumBatchedTokens),
                batching.flatMap(BatchingSpec::chunkedPrefillSize),
                batching.flatMap(BatchingSpec::maxNumTokens)),
            StepLevelKnobs.stepTokens(
                policy, splitsPrompts, limits.maxNumBatchedTokens(), maxModelLen)),
        splitsPrompts,
        batching.flatMap(BatchingSpec::asyncScheduling).orElse(defaults.asyncScheduling()),
        value(batching.flatMap(BatchingSpec::longPrefillTokenThreshold), 0),
        defaults.wholeSequenceAdmission(),
        decidesByStep
            && value(memory.flatMap(MemorySpec::enablePrefixCaching), defaults.prefixCaching()),
        value(
            written.knob(
                EngineKnob.BLOCK_SIZE,
                memory.flatMap(MemorySpec::blockSize),
                memory.flatMap(MemorySpec::pageSize),
                memory.flatMap(MemorySpec::tokensPerBlock)),
            defaults.blockSize()),
        spec.api()
            .flatMap(api -> api.streamInterval())
            .map(Located::value)
            .orElse(defaults.streamInterval()),
        value(
            written.knob(
                EngineKnob.MEMORY_SHARE,
                memory.flatMap(MemorySpec::gpuMemoryUtilization),
                memory.flatMap(MemorySpec::memFractionStatic),
                memory.flatMap(MemorySpec::freeGpuMemoryFraction)),
            profile.memory().fraction()),
        maxModelLen);
  }

  /** Picks the value that stands under the engine's own name. */
  private record Written(String engine, String path, Problems problems) {
    <T> Optional<Located<T>> knob(
        EngineKnob knob,
        Optional<Located<T>> vllm,
        Optional<Located<T>> sglang,
        Optional<Located<T>> tensorRtLlm) {
      return knob.value(engine, path, vllm, sglang, tensorRtLlm, problems);
    }
  }

  private static <T> T value(Optional<Located<T>> written, T otherwise) {
    return written.map(Located::value).orElse(otherwise);
  }
}
