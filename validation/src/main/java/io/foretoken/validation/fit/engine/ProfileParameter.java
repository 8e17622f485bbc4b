package io.foretoken.validation.fit.engine;

import io.foretoken.hardware.engine.EngineProfile;
import java.util.List;

/**
 * A constant of engine profiles that is fitted. It moves on a logarithmic scale, {@code value =
 * (start + offset) * exp(x) - offset}, and is held near its start by a normal prior on x.
 *
 * @param path its place in a profile, such as {@code host.step_us}
 * @param versions versions of the profiles that share it
 * @param gpus GPUs whose runs it can move; empty for all
 * @param offset lets a constant start at 0; 0 for factors
 * @param least smallest value
 * @param most largest value
 * @param spread standard deviation of x before any run is looked at
 */
public record ProfileParameter(
    String path,
    List<String> versions,
    List<String> gpus,
    double offset,
    double least,
    double most,
    double spread) {
  /** Below this share of the offset a value is 0, and what is left of it rounding. */
  private static final double ROUNDING = 1e-9;

  /** The value in the first profile that has it. */
  public double start(List<EngineProfile> profiles) {
    return profiles.stream()
        .filter(profile -> versions.contains(profile.version()))
        .mapToDouble(profile -> RecordEdit.get(profile, path))
        .findFirst()
        .orElseThrow();
  }

  /** The value at x, within the bounds. */
  public double value(double start, double x) {
    double value = (start + offset) * StrictMath.exp(x) - offset;
    if (Math.abs(value) < ROUNDING * offset) {
      return Math.min(most, Math.max(least, 0));
    }
    return Math.min(most, Math.max(least, value));
  }

  /** The profiles with the value in all that share it. */
  public EngineProfile apply(EngineProfile profile, double value) {
    return versions.contains(profile.version()) ? RecordEdit.with(profile, path, value) : profile;
  }
}
