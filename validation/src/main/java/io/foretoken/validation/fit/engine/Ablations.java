package io.foretoken.validation.fit.engine;

import io.foretoken.hardware.engine.BatchingDefaults;
import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.hardware.engine.KernelScales;
import io.foretoken.validation.measured.ClosedLoad;
import io.foretoken.validation.measured.ExactLoad;
import io.foretoken.validation.measured.Load;
import io.foretoken.validation.measured.MeasuredRun;
import io.foretoken.validation.measured.StagedLoad;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The mechanisms of engines, steps and replays, each left out by itself. */
final class Ablations {
  private static final String ASYNC = "batching.async_scheduling";
  private static final String PREFIXES = "memory.enable_prefix_caching";
  private static final String ATTENTION_DP = "batching.attention_dp";
  private static final String BATCH_WAIT = "batching.batch_wait";

  /** What requests are like, which is no setting of the engine. */
  private static final Set<String> REQUESTS = Set.of("api.random_prompts", "api.sampling");

  private Ablations() {}

  /** All of them, the model as it ships first. */
  static List<Variant> all() {
    return List.of(
        new Variant("as shipped", engine -> engine, run -> run),
        new Variant(
            "no asynchronous scheduling",
            engine -> batching(engine, false, engine.batching().prefixCaching()),
            run -> without(run, ASYNC::equals)),
        Variant.ofNumbers(
            "host thread takes no time",
            0,
            "host.step_us",
            "host.layer_us",
            "host.sequence_us",
            "host.response_us",
            "host.exposed_us"),
        Variant.ofNumbers(
            "host thread: nothing per sequence", 0, "host.sequence_us", "host.response_us"),
        Variant.ofNumbers("host thread the same whatever the ranks", 0, "host.rank_share"),
        Variant.ofNumbers("host thread the same within its own process", 1, "host.in_process"),
        Variant.ofNumbers(
            "no API server",
            0,
            "api.latency_ms",
            "api.ingest_ms",
            "api.token_us",
            "api.random_token_us",
            "api.stream_us"),
        Variant.ofNumbers("tokenising takes no time", 0, "api.token_us", "api.random_token_us"),
        Variant.ofNumbers("streaming takes no time", 0, "api.stream_us"),
        Variant.ofNumbers(
            "no elementwise kernels",
            0,
            "kernels.elementwise_kernels",
            "kernels.elementwise_bytes",
            "kernels.latent_kernels",
            "kernels.experts.small_kernels"),
        Variant.ofEngines("kernels as in the operator tables", Ablations::measuredKernels),
        Variant.ofEngines("all-reduces as in the operator tables", Ablations::measuredAllReduces),
        Variant.ofNumbers(
            "all-reduces with the steps between vLLM's kernels", 0, "kernels.even_all_reduce"),
        Variant.ofNumbers(
            "launches take no time",
            0,
            "graphs.piecewise_layer_us",
            "graphs.eager_layer_us",
            "graphs.eager_experts_us"),
        Variant.ofNumbers("top-k and top-p take no time", 0, "device.truncation_us"),
        Variant.ofNumbers(
            "no GPU time outside of layers",
            0,
            "device.step_us",
            "device.prefill_step_us",
            "device.sequence_us"),
        Variant.ofNumbers(
            "no memory beside weights, activations and cache",
            0,
            "memory.runtime_gib",
            "memory.tensor_parallel_gib",
            "memory.embedding_copies",
            "memory.graph_gib"),
        new Variant(
            "no prefix cache",
            engine -> batching(engine, engine.batching().asyncScheduling(), false),
            run -> without(run, PREFIXES::equals)),
        Variant.ofRuns(
            "no waiting for a batch", run -> without(run, key -> key.startsWith(BATCH_WAIT))),
        Variant.ofRuns(
            "ranks start prompts each by itself",
            run -> without(run, key -> key.startsWith(ATTENTION_DP))),
        Variant.ofRuns(
            "engine settings unknown: defaults",
            run -> without(run, key -> !REQUESTS.contains(key))),
        Variant.ofRuns(
            "closed loops with equal lengths", run -> run.with(equalLengths(run.load()))),
        Variant.ofRuns("clients without cap or time-out", run -> run.with(patient(run.load()))));
  }

  private static EngineProfile batching(EngineProfile engine, boolean async, boolean prefixes) {
    BatchingDefaults old = engine.batching();
    return engine.withBatching(
        new BatchingDefaults(
            old.policy(),
            async,
            old.wholeSequenceAdmission(),
            old.chunkedPrefill(),
            prefixes,
            old.blockSize(),
            old.streamInterval(),
            old.limits()));
  }

  private static EngineProfile measuredKernels(EngineProfile engine) {
    EngineProfile changed = engine;
    for (String path :
        List.of(
            "gemm",
            "gemm_bits4",
            "gemm_compute",
            "decode_attention",
            "prefill_attention",
            "latent_attention",
            "all_reduce",
            "experts.bits16",
            "experts.bits8",
            "experts.bits4",
            "experts.compute")) {
      changed = RecordEdit.with(changed, "kernels." + path, 1);
    }
    for (int i = 0; i < engine.kernels().decodeScales().size(); i++) {
      changed = RecordEdit.with(changed, "kernels.decode_scales." + i + ".factor", 1);
    }
    return changed;
  }

  private static EngineProfile measuredAllReduces(EngineProfile engine) {
    KernelScales kernels = engine.kernels();
    EngineProfile changed =
        RecordEdit.with(
            RecordEdit.with(engine, "kernels.even_all_reduce", 0), "kernels.all_reduce", 1);
    return kernels.fusedAllReduce() == 0
        ? changed
        : RecordEdit.with(changed, "kernels.fused_all_reduce", 1);
  }

  private static MeasuredRun without(MeasuredRun run, Predicate<String> knob) {
    Map<String, String> knobs = new TreeMap<>(run.setup().knobs());
    knobs.keySet().removeIf(knob);
    return run.with(run.setup().with(knobs));
  }

  private static Load equalLengths(Load load) {
    return load instanceof ClosedLoad closed
        ? new ClosedLoad(
            closed.concurrency(),
            closed.requests(),
            (int) Math.round(ClosedLoad.MEAN_SHARE * closed.inputTokens()),
            (int) Math.round(ClosedLoad.MEAN_SHARE * closed.outputTokens()),
            false)
        : load;
  }

  private static Load patient(Load load) {
    if (load instanceof ExactLoad exact) {
      return new ExactLoad(
          0, exact.arrivalNanos(), exact.inputTokens(), exact.outputTokens(), exact.sharedTokens());
    }
    return load instanceof StagedLoad staged
        ? new StagedLoad(
            0,
            0,
            staged.stages(),
            staged.prompts(),
            staged.outputTokens(),
            staged.distinctPrompts(),
            staged.groups(),
            staged.groupTokens())
        : load;
  }
}
