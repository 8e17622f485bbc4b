package io.foretoken.hardware.engine;

/**
 * The error of a figure before and after a calibration; for people, nothing is computed from it.
 *
 * @param figure key of the figure
 * @param part {@code fitted} or {@code held_back}
 * @param runs how many have it
 * @param beforePercent median absolute error before
 * @param afterPercent the same after
 * @param worstPercent largest after
 */
public record FittedError(
    String figure,
    String part,
    int runs,
    double beforePercent,
    double afterPercent,
    double worstPercent) {}
