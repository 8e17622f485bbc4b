package io.foretoken.hardware.operator;

import java.util.List;

/**
 * What coefficients were fitted on.
 *
 * @param repository where the measurements were published
 * @param commit its state
 * @param licence of the measurements
 * @param tables which tables, and the engine that they were taken with
 * @param families the error of each family
 */
public record FitRecord(
    String repository, String commit, String licence, String tables, List<FittedFamily> families) {}
