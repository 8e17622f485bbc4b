package io.foretoken.scenario.expected;

import io.foretoken.scenario.figure.Basis;
import java.util.List;

/**
 * What there are measured runs of: whatever is missing here is extrapolated to.
 *
 * @param engines names, and names with versions
 * @param families families of models
 */
public record MeasuredGround(List<String> engines, List<String> families) {
  /** Whether runs of the engine were measured. */
  public boolean knowsEngine(Basis basis) {
    return engines.contains(basis.engine());
  }

  /** Whether runs of that version of the engine were measured. */
  public boolean knowsVersion(Basis basis) {
    return engines.contains(basis.engine() + " " + basis.version());
  }

  /** Whether runs of the model's family were measured. */
  public boolean knowsFamily(Basis basis) {
    return families.contains(basis.family());
  }
}
