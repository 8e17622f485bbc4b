package io.foretoken.scenario.resolve;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.catalog.GpuEntry;
import io.foretoken.hardware.catalog.ModelEntry;
import io.foretoken.hardware.engine.ApiTimes;
import io.foretoken.hardware.engine.CalibratedOn;
import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.hardware.engine.EngineShelf;
import io.foretoken.hardware.memory.MemoryPlan;
import io.foretoken.hardware.operator.Precision;
import io.foretoken.hardware.step.Parallelism;
import io.foretoken.hardware.step.Refusal;
import io.foretoken.hardware.step.StepPlan;
import io.foretoken.input.bind.Located;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problems;
import io.foretoken.scenario.figure.Basis;
import io.foretoken.scenario.figure.BatchKnobs;
import io.foretoken.scenario.figure.PoolCalibration;
import io.foretoken.scenario.figure.PoolFacts;
import io.foretoken.scenario.spec.ApiSpec;
import io.foretoken.scenario.spec.EngineSpec;
import io.foretoken.scenario.spec.ParallelismSpec;
import io.foretoken.scenario.spec.PoolSpec;
import io.foretoken.scenario.spec.PrecisionSpec;
import io.foretoken.scenario.spec.ScenarioSpec;
import io.foretoken.sim.batch.QueueOptions;
import io.foretoken.sim.replica.ApiConfig;
import io.foretoken.sim.replica.EngineConfig;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** From a pool as written to what serves: hardware, model, engine, memory, step times. */
final class PoolResolver {
  private static final double TERA = 1e12;
  private static final double GIGA = 1e9;

  /** Whose API servers are as many as the ranks by default (its --api-server-count). */
  private static final String VLLM = "vllm";

  private final Catalog catalog;
  private final CompiledPlans compiled;
  private final EngineShelf engines;
  private final Path folder;
  private final Problems problems;
  private final List<String> notes;
  private final Optional<CalibratedOn> calibration;

  /**
   * @param compiled step times that are known already
   * @param calibration what the pool's profile was calibrated on
   * @param folder where relative paths of the scenario start
   */
  PoolResolver(
      Catalog catalog,
      CompiledPlans compiled,
      EngineShelf engines,
      Optional<CalibratedOn> calibration,
      Path folder,
      Problems problems,
      List<String> notes) {
    this.catalog = catalog;
    this.compiled = compiled;
    this.engines = engines;
    this.calibration = calibration;
    this.folder = folder;
    this.problems = problems;
    this.notes = notes;
  }

  /** Resolves the pool; empty with problems added when it cannot. */
  Optional<ResolvedPool> resolve(ScenarioSpec spec, PoolSpec pool) {
    Optional<Named> named = named(spec, pool);
    if (named.isEmpty()) {
      return Optional.empty();
    }
    Named known = named.get();
    Optional<MemoryPlan> memory =
        KvMemoryResolver.resolve(
            pool, known.engine(), path(pool), known.plan(), known.knobs(), problems);
    if (memory.isEmpty() || !problems.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        resolved(
            pool,
            known.engine(),
            known.model(),
            known.gpu(),
            known.plan(),
            known.knobs(),
            memory.get()));
  }

  /** How the memory divides, whether or not the model fits; empty with problems added. */
  Optional<MemoryPlan> memory(ScenarioSpec spec, PoolSpec pool) {
    return named(spec, pool)
        .map(known -> KvMemoryResolver.divided(known.engine(), known.plan(), known.knobs()));
  }

  /** A pool whose names have been looked up. */
  private record Named(
      EngineSpec engine,
      ModelEntry model,
      GpuEntry gpu,
      StepPlan plan,
      EngineResolver.Knobs knobs) {}

  private static String path(PoolSpec pool) {
    return "fleet." + pool.pool().value();
  }

  private Optional<Named> named(ScenarioSpec spec, PoolSpec pool) {
    String path = path(pool);
    checkRole(pool, path);
    Optional<GpuEntry> gpu = catalog.findGpu(pool.gpu().value());
    if (gpu.isEmpty()) {
      problems.add(catalog.unknownGpu(pool.gpu().value(), pool.gpu().origin(), path + ".gpu"));
    }
    Optional<ModelEntry> model =
        ModelReference.find(catalog, spec.model(), "model", folder, problems);
    EngineSpec engine = pool.engine().orElseGet(() -> defaultEngine(pool.gpu().origin()));
    Optional<EngineProfile> profile =
        EngineResolver.profile(engines, engine, path + ".engine", problems);
    if (gpu.isEmpty() || model.isEmpty() || profile.isEmpty()) {
      return Optional.empty();
    }
    if (gpu.get().spec().confidence().equals("low")) {
      notes.add("the catalogue's figures of " + gpu.get().id() + " are of low confidence");
    }
    EngineResolver.Knobs knobs =
        EngineResolver.knobs(engine, profile.get(), gpu.get(), path + ".engine", problems);
    RequestLevelKnobs.checkRanks(pool.parallelism(), knobs.policy(), path, problems);
    StepLevelKnobs.checkRanks(
        pool, knobs.policy(), model.get().shape().moe().isPresent(), path, problems);
    OffloadResolver.check(engine, profile.get().name(), knobs, path + ".engine", problems);
    Optional<Precision> precision = PrecisionResolver.resolve(spec, model.get(), problems);
    Parallelism parallelism = parallelism(pool.parallelism());
    if (precision.isEmpty()) {
      return Optional.empty();
    }
    StepPlan plan =
        StepPlan.of(
                model.get().shape(),
                precision.get(),
                gpu.get().spec(),
                parallelism,
                sampling(engine, model.get(), profile.get()),
                knobs.maxNumSeqs(),
                knobs.maxNumBatchedTokens())
            .withAsyncScheduling(knobs.asyncScheduling())
            .withPeerAccess(
                pool.parallelism()
                    .flatMap(ParallelismSpec::peerAccess)
                    .orElse(gpu.get().allowsPeerAccess()));
    List<Refusal> refusals = plan.refusals();
    if (!refusals.isEmpty()) {
      refusals.forEach(refusal -> add(refusal, spec, pool, path));
      return Optional.empty();
    }
    return Optional.of(new Named(engine, model.get(), gpu.get(), plan, knobs));
  }

  /** The profile, with top-k and top-p where requests ask for them. */
  private static EngineProfile sampling(
      EngineSpec engine, ModelEntry model, EngineProfile profile) {
    boolean truncates =
        engine
            .api()
            .map(api -> api.truncates(model.truncatedSampling()))
            .orElse(model.truncatedSampling());
    return truncates ? profile.withTruncatedSampling() : profile;
  }

  private ResolvedPool resolved(
      PoolSpec pool,
      EngineSpec engine,
      ModelEntry model,
      GpuEntry gpu,
      StepPlan plan,
      EngineResolver.Knobs knobs,
      MemoryPlan memory) {
    EngineProfile profile = plan.engine();
    Parallelism parallelism = plan.parallelism();
    int maxModelLen = knobs.maxModelLen().orElse(model.shape().maxContext());
    int[] pools = memory.poolBlocks();
    EngineConfig config =
        new EngineConfig(
            knobs.policy(),
            knobs.maxNumSeqs(),
            knobs.maxNumBatchedTokens(),
            knobs.chunkedPrefill(),
            knobs.longPrefillTokenThreshold(),
            knobs.asyncScheduling(),
            knobs.wholeSequenceAdmission(),
            knobs.prefixCaching(),
            maxModelLen,
            knobs.blockSize(),
            pools,
            memory.spans(),
            memory.sharing().withOffload(OffloadResolver.options(engine, plan, memory)),
            QueueOptions.FCFS);
    boolean randomPrompts = engine.api().map(ApiSpec::randomPrompts).orElse(false);
    int servers =
        engine
            .api()
            .flatMap(ApiSpec::apiServerCount)
            .map(Located::value)
            .orElse(profile.name().equals(VLLM) ? parallelism.data() : 1);
    ApiTimes times = profile.api().slowed(profile.host().scaleOf(gpu.spec()));
    ApiConfig api =
        new ApiConfig(
            0,
            times.latencyNanos(),
            times.ingestNanos(),
            times.ingestPicosPerToken(randomPrompts),
            times.streamNanosPerChunk(),
            servers,
            knobs.streamInterval());
    long blocks =
        Arrays.stream(pools).filter(count -> count > 0).mapToLong(count -> count - 1L).sum();
    Map<String, String> settings = StepSettings.of(plan, knobs, servers);
    PoolFacts facts =
        new PoolFacts(
            pool.pool().value(),
            gpu.id(),
            pool.replicas(),
            parallelism.gpus(),
            plan.precision().weights().tflops(gpu.spec()) * TERA,
            gpu.spec().memoryGbPerSecond() * GIGA,
            blocks * parallelism.data(),
            (long) config.kv().offload().blocks() * parallelism.data(),
            knobs.blockSize(),
            knobs.maxNumSeqs() * parallelism.data(),
            plan.coefficients()
                .provenance()
                .and(profile.provenance())
                .name()
                .toLowerCase(Locale.ROOT),
            batchKnobs(profile.name(), knobs),
            settings,
            Basis.of(
                gpu.id(),
                plan.coefficients().provenance(),
                profile,
                engine.version().map(Located::value),
                model.shape()),
            calibration.map(
                on ->
                    PoolCalibration.of(
                        on,
                        model.id(),
                        gpu.id(),
                        plan.precision().weights().id(),
                        settings,
                        parallelism)));
    return new ResolvedPool(
        model.id(),
        profile.name() + " " + engine.version().map(Located::value).orElse(profile.version()),
        pool.replicas(),
        parallelism,
        parallelism.data() > 1 && model.shape().moe().isPresent(),
        config,
        api,
        compiled.of(plan),
        facts,
        memory.lines());
  }

  private static BatchKnobs batchKnobs(String engine, EngineResolver.Knobs knobs) {
    return new BatchKnobs(
        knob(EngineKnob.SEQUENCES.name(engine), knobs.maxNumSeqs()),
        knob(EngineKnob.STEP_TOKENS.name(engine), knobs.maxNumBatchedTokens()),
        knob(EngineKnob.MEMORY_SHARE.name(engine), knobs.memoryShare()),
        RequestLevelKnobs.advised(knobs.policy(), knobs.maxNumSeqs()));
  }

  private static BatchKnobs.Knob knob(String name, Object value) {
    return new BatchKnobs.Knob(name, String.valueOf(value));
  }

  private void checkRole(PoolSpec pool, String path) {
    String role = pool.role().value();
    if (!role.equals("aggregated")) {
      boolean known = role.equals("prefill") || role.equals("decode");
      problems.add(
          pool.role().origin(),
          path + ".role",
          known
              ? "role \"" + role + "\" (disaggregated serving) is not modelled yet"
              : "there is no role \"" + role + "\"",
          "write aggregated");
    }
  }

  private static Parallelism parallelism(Optional<ParallelismSpec> spec) {
    return spec.map(
            written ->
                new Parallelism(
                    written.tensor().value(),
                    written.pipeline().value(),
                    written.data().value(),
                    written.expert().value()))
        .orElse(Parallelism.NONE);
  }

  /** A refusal of the physics, at the key that is to blame. */
  private void add(Refusal refusal, ScenarioSpec spec, PoolSpec pool, String path) {
    Map<String, Origin> origins =
        Map.of(
            "model", spec.model().origin(),
            "precision.weights",
                spec.precision()
                    .flatMap(PrecisionSpec::weights)
                    .map(Located::origin)
                    .orElse(spec.model().origin()));
    Origin origin =
        pool.parallelism()
            .flatMap(written -> originOf(refusal.subject(), written))
            .or(() -> Optional.ofNullable(origins.get(refusal.subject())))
            .orElse(pool.gpu().origin());
    boolean atTop = origins.containsKey(refusal.subject());
    problems.add(
        origin,
        atTop ? refusal.subject() : path + "." + refusal.subject(),
        refusal.message(),
        refusal.hint());
  }

  private static Optional<Origin> originOf(String subject, ParallelismSpec written) {
    return switch (subject) {
      case "parallelism.tensor" -> Optional.of(written.tensor().origin());
      case "parallelism.pipeline" -> Optional.of(written.pipeline().origin());
      case "parallelism.data" -> Optional.of(written.data().origin());
      case "parallelism.expert" -> Optional.of(written.expert().origin());
      default -> Optional.empty();
    };
  }

  private static EngineSpec defaultEngine(Origin origin) {
    return new EngineSpec(
        new Located<>("vllm", origin),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
