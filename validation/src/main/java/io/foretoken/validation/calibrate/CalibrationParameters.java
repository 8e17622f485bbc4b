package io.foretoken.validation.calibrate;

import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.hardware.model.ModelShape;
import io.foretoken.validation.fit.engine.ProfileParameter;
import io.foretoken.validation.measured.Setup;
import java.util.ArrayList;
import java.util.List;

/**
 * The constants that a user's runs may move, with how far they are known beforehand. Host times
 * differ by machine and by version: in the shipped profiles of one engine by factors of up to 1.7
 * in step and latency, 4 in streaming. Kernels of one GPU differ by the few percent that versions
 * of libraries make. No factor takes an operator above what the hardware can do: the step times
 * hold every operator to its roofs.
 */
final class CalibrationParameters {
  private static final double WIDE = 0.7;
  private static final double HOST = 0.35;
  private static final double KERNEL = 0.1;

  private final List<ProfileParameter> parameters = new ArrayList<>();
  private final String version;

  private CalibrationParameters(String version) {
    this.version = version;
  }

  /** The constants that mean something for a setup. */
  static List<ProfileParameter> of(EngineProfile profile, ModelShape model, Setup setup) {
    CalibrationParameters all = new CalibrationParameters(profile.version());
    if (setup.api()) {
      all.addApi(setup);
    }
    all.add("host.step_us", 0, 100, 30_000, HOST);
    all.add("host.layer_us", 0, 1, 500, HOST);
    all.add("host.sequence_us", 5, 0, 1000, HOST);
    if (!isAsynchronous(profile, setup)) {
      all.add("host.exposed_us", 100, 0, 10_000, WIDE);
    }
    all.add("graphs.piecewise_layer_us", 20, 0, 1500, WIDE);
    all.add("graphs.eager_layer_us", 20, 0, 5000, WIDE);
    all.add("device.step_us", 100, 0, 5000, WIDE);
    all.add("device.prefill_step_us", 200, 0, 10_000, WIDE);
    all.add("device.sequence_us", 5, 0, 200, WIDE);
    all.add("kernels.gemm", 0, 0.5, 2.5, KERNEL);
    all.add("kernels.gemm_compute", 0, 1, 2.5, KERNEL);
    all.add("kernels.decode_attention", 0, 0.5, 2.5, KERNEL);
    all.add("kernels.prefill_attention", 0, 0.5, 2.5, KERNEL);
    if (model.attention().mla().isPresent()) {
      all.add("kernels.latent_attention", 0, 1, 2.5, KERNEL);
    }
    if (model.moe().isPresent()) {
      all.addExperts(profile, model, setup);
    }
    if (setup.tensor() * setup.data() > 1) {
      all.add("kernels.all_reduce", 0, 0.3, 3, KERNEL);
    }
    return List.copyOf(all.parameters);
  }

  private void addApi(Setup setup) {
    add("api.latency_ms", 0, 0.1, 500, HOST);
    add("api.ingest_ms", 0.1, 0, 50, HOST);
    boolean random = Boolean.parseBoolean(setup.knobs().get("api.random_prompts"));
    add(random ? "api.random_token_us" : "api.token_us", 0.5, 0, 50, WIDE);
    add("api.stream_us", 10, 0, 2000, WIDE);
  }

  private void addExperts(EngineProfile profile, ModelShape model, Setup setup) {
    String weights = setup.weights().isEmpty() ? model.nativePrecision() : setup.weights();
    String bits =
        switch (weights) {
          case "fp8", "fp8_block", "int8" -> "bits8";
          case "nvfp4" -> "bits4";
          case "mxfp4", "int4" -> profile.kernels().experts().widensMxfp4() ? "widened" : "bits4";
          default -> "bits16";
        };
    add("kernels.experts." + bits, 0, 0.4, 3, KERNEL);
    add("kernels.experts.compute", 0, 1, 4, 2 * KERNEL);
  }

  private static boolean isAsynchronous(EngineProfile profile, Setup setup) {
    String said = setup.knobs().get("batching.async_scheduling");
    return said == null ? profile.batching().asyncScheduling() : Boolean.parseBoolean(said);
  }

  private void add(String path, double offset, double least, double most, double spread) {
    parameters.add(
        new ProfileParameter(path, List.of(version), List.of(), offset, least, most, spread));
  }
}
