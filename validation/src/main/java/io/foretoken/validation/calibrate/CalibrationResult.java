package io.foretoken.validation.calibrate;

import io.foretoken.hardware.engine.CalibratedRange;
import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.validation.measured.Setup;
import java.util.List;
import java.util.Map;

/**
 * What a calibration found.
 *
 * @param before the profile that it started from
 * @param profile the fitted one
 * @param model catalogue id of the model
 * @param gpu catalogue id of the GPU
 * @param weights weight format, such as {@code bf16}; empty where it has a name of its own
 * @param settings settings that step times depend on, those that were the same in all runs
 * @param setup what served in the runs
 * @param runs names of the runs
 * @param requests how many requests they have in all
 * @param constants what was fitted, in the order of the profile
 * @param fitted errors of what was fitted
 * @param held errors of what was held back; empty where nothing was
 * @param ratios every figure of every run, what was held back last
 * @param curves TTFT of what was held back, of all runs where nothing was; of runs whose requests
 *     are known
 * @param heldBack how the data was divided
 * @param range loads and lengths that the runs cover
 * @param misfit how many times as far off the runs are as noise and the simulator's usual error
 *     explain; about 1 where the simulator describes them
 * @param warnings what the user should know
 */
public record CalibrationResult(
    EngineProfile before,
    EngineProfile profile,
    String model,
    String gpu,
    String weights,
    Map<String, String> settings,
    Setup setup,
    List<String> runs,
    long requests,
    List<CalibratedConstant> constants,
    List<ErrorLine> fitted,
    List<ErrorLine> held,
    List<Ratio> ratios,
    List<LatencyCurve> curves,
    String heldBack,
    CalibratedRange range,
    double misfit,
    List<String> warnings) {
  /** Keeps copies. */
  public CalibrationResult {
    settings = Map.copyOf(settings);
    runs = List.copyOf(runs);
    constants = List.copyOf(constants);
    fitted = List.copyOf(fitted);
    held = List.copyOf(held);
    ratios = List.copyOf(ratios);
    curves = List.copyOf(curves);
    warnings = List.copyOf(warnings);
  }
}
