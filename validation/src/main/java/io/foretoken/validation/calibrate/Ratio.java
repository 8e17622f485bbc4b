package io.foretoken.validation.calibrate;

import io.foretoken.validation.measured.Metric;

/**
 * A figure of one run as it was measured and as it is predicted.
 *
 * @param run name of the run
 * @param metric the figure
 * @param measured seconds, or tokens per second of a throughput
 * @param before predicted over measured with the profile that the fit started from
 * @param after the same with the fitted one
 * @param isHeld whether it was held back from the fit
 */
public record Ratio(
    String run, Metric metric, double measured, double before, double after, boolean isHeld) {}
