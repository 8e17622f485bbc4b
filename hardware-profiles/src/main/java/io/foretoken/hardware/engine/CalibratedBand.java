package io.foretoken.hardware.engine;

import io.foretoken.input.bind.Range;

/**
 * Within which ratios of a prediction the measured figure is to be expected inside the calibrated
 * range, in nine cases of ten.
 *
 * @param figure key of the figure, such as {@code tpot_mean}
 * @param low measured over predicted, lower end
 * @param high upper end
 */
public record CalibratedBand(
    String figure,
    @Range(min = 0, aboveMin = true) double low,
    @Range(min = 0, aboveMin = true) double high) {}
