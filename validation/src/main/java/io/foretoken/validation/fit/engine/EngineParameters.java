package io.foretoken.validation.fit.engine;

import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.hardware.engine.GpuScale;
import java.util.ArrayList;
import java.util.List;

/**
 * The constants of engine profiles that are fitted, a handful per engine: shared by all versions
 * unless the mechanism has changed between them.
 */
final class EngineParameters {
  private static final double LOOSE = 0.7;
  private static final double FAIR = 0.4;
  private static final double TIGHT = 0.12;

  private final List<ProfileParameter> parameters = new ArrayList<>();

  private EngineParameters() {}

  /** The constants of an engine's profiles. */
  static List<ProfileParameter> of(List<EngineProfile> profiles) {
    EngineParameters all = new EngineParameters();
    List<String> versions = profiles.stream().map(EngineProfile::version).toList();
    List<String> synchronous =
        profiles.stream()
            .filter(profile -> !profile.batching().asyncScheduling())
            .map(EngineProfile::version)
            .toList();
    int last = versions.size() - 1;
    List<String> asynchronous =
        versions.stream().filter(version -> !synchronous.contains(version)).toList();
    if (!synchronous.isEmpty()) {
      all.add("host.exposed_us", synchronous, 100, 0, 3000, LOOSE);
    }
    boolean rewritten = synchronous.isEmpty();
    for (List<String> some : rewritten ? alone(versions) : List.of(synchronous, asynchronous)) {
      if (!some.isEmpty()) {
        all.add("host.sequence_us", some, 0, 5, 300, FAIR);
        if (rewritten) {
          all.add("host.response_us", some, 20, 0, 3000, LOOSE);
          all.add("host.rank_share", some, 0.05, 0, 0.5, LOOSE);
          all.add("graphs.eager_experts_us", some, 50, 0, 6000, LOOSE);
        }
        all.add("graphs.piecewise_layer_us", some, 20, 0, 900, LOOSE);
        all.add("graphs.eager_layer_us", some, 20, 0, 3000, LOOSE);
        all.add("kernels.gemm_compute", some, 0, 1, 1.4, TIGHT);
      }
    }
    for (String version : versions) {
      all.add("api.latency_ms", List.of(version), 0, 0.5, 60, FAIR);
      all.add("device.step_us", List.of(version), 100, 0, 1500, LOOSE);
    }
    all.add("api.token_us", versions, 0.5, 0, 6, LOOSE);
    all.add("api.random_token_us", versions, 0, 0.5, 12, LOOSE);
    for (List<String> some : rewritten ? alone(versions) : generations(versions)) {
      all.add("host.step_us", some, 0, 100, 9000, FAIR);
    }
    for (List<String> some : rewritten ? alone(versions) : List.of(versions)) {
      all.add("host.layer_us", some, 0, 1, 120, FAIR);
    }
    all.scales("host.scales.", profiles.get(0).host().scales(), versions, FAIR);
    all.scales("kernels.decode_scales.", profiles.get(0).kernels().decodeScales(), versions, TIGHT);
    for (EngineProfile profile : profiles) {
      if (profile.host().inProcess() != 1) {
        all.add("host.in_process", List.of(profile.version()), 0, 0.05, 1, FAIR);
      }
    }
    for (List<String> some : generations(versions)) {
      if (profiles.stream()
          .anyMatch(one -> some.contains(one.version()) && one.device().truncationUs() > 0)) {
        all.add("device.truncation_us", some, 0.5, 0, 30, LOOSE);
      }
    }
    all.add("device.prefill_step_us", versions.subList(last, versions.size()), 200, 0, 5000, LOOSE);
    all.add("kernels.gemm", versions, 0, 0.8, 1.4, TIGHT);
    all.add("kernels.gemm_bits4", versions, 0, 0.8, 1.4, TIGHT);
    all.add("kernels.decode_attention", versions, 0, 0.6, 1.6, TIGHT);
    all.add("kernels.prefill_attention", versions, 0, 0.6, 1.8, TIGHT);
    all.add("kernels.latent_kernels", versions, 3, 0, 30, LOOSE);
    all.add("kernels.experts.bits16", versions, 0, 0.6, 1.6, TIGHT);
    for (List<String> some : rewritten ? alone(versions) : generations(versions)) {
      all.add("kernels.experts.bits8", some, 0, 0.6, 1.8, TIGHT);
    }
    all.add("kernels.experts.bits4", versions, 0, 0.6, 1.6, TIGHT);
    if (profiles.get(0).kernels().experts().widensMxfp4()) {
      all.add("kernels.experts.widened", versions, 0, 0.6, 1.6, TIGHT);
    }
    all.add("kernels.experts.compute", versions, 0, 0.4, 3, FAIR);
    all.add("kernels.experts.small_kernels", versions, 3, 0, 20, LOOSE);
    all.add("kernels.all_reduce", versions, 0, 0.3, 2, TIGHT);
    if (profiles.get(0).kernels().fusedAllReduce() > 0) {
      all.add("kernels.fused_all_reduce", versions, 0, 0.1, 2, FAIR);
    }
    all.add("kernels.elementwise_kernels", versions, 0, 1, 12, FAIR);
    all.add("kernels.elementwise_bytes", versions, 0, 0.2, 2, FAIR);
    return List.copyOf(all.parameters);
  }

  /**
   * Each version by itself, of an engine whose runtime was rewritten between them, as that of
   * TensorRT-LLM was, from compiled engines in C++ to models in Python.
   */
  private static List<List<String>> alone(List<String> versions) {
    return versions.stream().map(List::of).toList();
  }

  /** Versions whose host thread and kernels do the same: vLLM's changed twice. */
  private static List<List<String>> generations(List<String> versions) {
    return versions.size() < 4
        ? List.of(versions)
        : List.of(
            versions.subList(0, 1), versions.subList(1, 2), versions.subList(2, versions.size()));
  }

  private void scales(String path, List<GpuScale> scales, List<String> versions, double spread) {
    for (int i = 0; i < scales.size(); i++) {
      String factor = path + i + ".factor";
      parameters.add(
          new ProfileParameter(factor, versions, scales.get(i).gpus(), 0, 0.5, 2.5, spread));
    }
  }

  private void add(
      String path, List<String> versions, double offset, double least, double most, double spread) {
    parameters.add(new ProfileParameter(path, versions, List.of(), offset, least, most, spread));
  }
}
