package io.foretoken.validation.calibrate;

import io.foretoken.validation.measured.Metric;

/**
 * The error of one figure over some runs, before the fit and after it.
 *
 * @param metric the figure
 * @param runs how many have it
 * @param beforePercent median absolute error with the profile that the fit started from
 * @param afterPercent the same with the fitted one
 * @param worstPercent largest absolute error with the fitted one
 * @param spread root mean square of ln(measured / predicted) with the fitted one
 */
public record ErrorLine(
    Metric metric,
    int runs,
    double beforePercent,
    double afterPercent,
    double worstPercent,
    double spread) {}
