package io.foretoken.scenario.figure;

import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.hardware.engine.Version;
import io.foretoken.hardware.model.ModelShape;
import io.foretoken.hardware.operator.Provenance;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a prediction stands on, as far as its error depends on it.
 *
 * @param gpu catalogue id of the GPU
 * @param gpuMeasured whether its operators were measured, rather than transferred from others
 * @param engine name of the engine
 * @param version version that the engine profile's figures belong to
 * @param model kind of the model: {@code dense} or {@code moe}
 * @param family the model's family, such as {@code qwen3}
 */
public record Basis(
    String gpu, boolean gpuMeasured, String engine, String version, String model, String family) {
  private static final Pattern SIZE = Pattern.compile("-[a-z]?\\d");

  /**
   * Of a deployment.
   *
   * @param operators provenance of the GPU's operator coefficients
   * @param written version that the scenario asks for; one that the profile does not stand for is
   *     kept, so that no measured run is found for it
   */
  public static Basis of(
      String gpu,
      Provenance operators,
      EngineProfile profile,
      Optional<String> written,
      ModelShape model) {
    boolean covered = written.flatMap(Version::parse).map(profile::covers).orElse(true);
    return new Basis(
        gpu,
        operators != Provenance.ESTIMATED,
        profile.name(),
        covered ? profile.version() : written.orElseThrow(),
        model.moe().isPresent() ? "moe" : "dense",
        family(model.id()));
  }

  /** The id up to the first part that is a size or a version: {@code llama} of llama-3.1-8b. */
  static String family(String model) {
    Matcher size = SIZE.matcher(model);
    return size.find() && size.start() > 0 ? model.substring(0, size.start()) : model;
  }
}
