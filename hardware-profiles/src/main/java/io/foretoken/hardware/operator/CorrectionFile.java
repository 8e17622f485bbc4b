package io.foretoken.hardware.operator;

import io.foretoken.input.bind.Range;
import java.util.Map;

/**
 * The corrections of one GPU, as they stand in a file beside its coefficients.
 *
 * @param schemaVersion 1
 * @param id the GPU's catalogue id
 * @param source where the figures come from
 * @param corrections by name, see {@link Corrections}
 */
record CorrectionFile(
    @Range(min = 1, max = 1) int schemaVersion,
    String id,
    String source,
    Map<String, CorrectionTable> corrections) {}
