package io.foretoken.validation.calibrate;

import io.foretoken.hardware.engine.CalibratedBand;
import io.foretoken.hardware.engine.CalibratedOn;
import io.foretoken.hardware.engine.CalibratedRange;
import io.foretoken.hardware.engine.CalibratedSetting;
import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.hardware.engine.FittedConstant;
import io.foretoken.hardware.engine.FittedError;
import io.foretoken.hardware.operator.Provenance;
import io.foretoken.validation.fit.RecordYaml;
import io.foretoken.validation.fit.engine.RecordEdit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.distribution.TDistribution;

/** The result as the file that {@code engine: {profile: ./profile.yaml}} names. */
public final class ProfileYaml {
  private static final MathContext DIGITS = new MathContext(6);

  /** Bands are never narrower than this, as a logarithm: clocks and rounding differ as much. */
  private static final double LEAST_BAND = 0.01;

  /** A band ends where 5 % of a distribution are below it and 5 % above. */
  private static final double UPPER = 0.95;

  /** Figures that bands know under another name. */
  private static final Map<String, String> KEYS = Map.of("output_throughput", "throughput");

  private ProfileYaml() {}

  /** The file's text. */
  public static String of(CalibrationResult result) {
    CalibratedOn on = calibration(result);
    return "# Engine profile, calibrated by foretoken calibrate. Use it in a scenario:\n"
        + "#   engine: {profile: ./profile.yaml}\n"
        + "# Times are of the engine's host and GPU; docs/calibration.md says what each part means."
        + "\nschema_version: 1\nengine:\n"
        + RecordYaml.block("  ", rounded(result))
        + "calibration:\n"
        + RecordYaml.block("  ", on);
  }

  /** The profile with numbers of six digits. */
  static EngineProfile rounded(CalibrationResult result) {
    EngineProfile profile = result.profile();
    for (CalibratedConstant constant : result.constants()) {
      profile = RecordEdit.with(profile, constant.path(), digits(constant.value()));
    }
    return new EngineProfile(
        profile.name(),
        profile.version(),
        profile.from(),
        profile.until(),
        profile.api(),
        profile.host(),
        profile.device(),
        profile.kernels(),
        profile.graphs(),
        profile.batching(),
        profile.memory(),
        Provenance.CALIBRATED,
        "calibrated on " + result.requests() + " requests of " + String.join(", ", result.runs()));
  }

  private static CalibratedOn calibration(CalibrationResult result) {
    List<FittedConstant> constants = new ArrayList<>();
    for (CalibratedConstant constant : result.constants()) {
      constants.add(
          new FittedConstant(
              constant.path(),
              digits(constant.before()),
              digits(constant.value()),
              digits(constant.low()),
              digits(constant.high()),
              constant.standing().key(),
              constant.tradesWith()));
    }
    List<FittedError> errors = new ArrayList<>();
    result.fitted().forEach(line -> errors.add(error(line, "fitted")));
    result.held().forEach(line -> errors.add(error(line, "held_back")));
    return new CalibratedOn(
        result.model(),
        result.gpu(),
        result.setup().tensor(),
        result.setup().data(),
        result.setup().pipeline(),
        result.setup().expert(),
        result.weights(),
        new TreeMap<>(result.settings())
            .entrySet().stream()
                .map(setting -> new CalibratedSetting(setting.getKey(), setting.getValue()))
                .toList(),
        result.requests(),
        result.runs(),
        result.heldBack(),
        digits(result.misfit()),
        new CalibratedRange(
            digits(result.range().leastRate()),
            digits(result.range().mostRate()),
            digits(result.range().leastRunning()),
            digits(result.range().mostRunning()),
            result.range().leastContext(),
            result.range().mostContext()),
        bands(result),
        constants,
        errors);
  }

  private static FittedError error(ErrorLine line, String part) {
    return new FittedError(
        line.metric().key(),
        part,
        line.runs(),
        digits(line.beforePercent()),
        digits(line.afterPercent()),
        digits(line.worstPercent()));
  }

  /** Bands of what was held back; none where nothing was, so that the shipped ones stay. */
  static List<CalibratedBand> bands(CalibrationResult result) {
    List<CalibratedBand> bands = new ArrayList<>();
    for (ErrorLine line : result.held()) {
      // A root mean square of few is itself uncertain, which Student's t makes up for.
      double quantile = new TDistribution(null, line.runs()).inverseCumulativeProbability(UPPER);
      double half = Math.max(LEAST_BAND, quantile * line.spread());
      bands.add(
          new CalibratedBand(
              KEYS.getOrDefault(line.metric().key(), line.metric().key()),
              digits(StrictMath.exp(-half)),
              digits(StrictMath.exp(half))));
    }
    return bands;
  }

  private static double digits(double value) {
    return Double.isFinite(value) ? new BigDecimal(value).round(DIGITS).doubleValue() : 0;
  }
}
