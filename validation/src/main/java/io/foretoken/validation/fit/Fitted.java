package io.foretoken.validation.fit;

import io.foretoken.hardware.operator.CorrectionTable;
import io.foretoken.hardware.operator.FittedFamily;
import java.util.List;
import java.util.Optional;

/**
 * A family's fit.
 *
 * @param family as in a file's list of fits
 * @param coefficients from all measurements
 * @param correction what is left over, from all measurements
 * @param all errors of a fit without some shapes on those shapes
 * @param regions the same by parts
 */
record Fitted<C>(
    String family,
    C coefficients,
    Optional<CorrectionTable> correction,
    Region all,
    List<Region> regions) {

  /** The line of the file. */
  FittedFamily summary() {
    return new FittedFamily(
        family,
        all.form().points(),
        Digits.one(all.corrected().median()),
        Digits.one(all.corrected().p90()),
        Digits.one(all.form().median()),
        Digits.one(all.form().p90()));
  }
}
