package io.foretoken.hardware.operator;

import io.foretoken.input.bind.Range;

/**
 * Coefficients of {@link Elementwise} and of {@link LogitsAndSampling}.
 *
 * @param kernelsPerLayer norms, rotary embedding, activation and cache write of a layer, kernels
 * @param kernelUs fixed cost of one, us
 * @param bandwidthShare share of the bandwidth that such kernels reach
 * @param samplingUs fixed cost of sampling, us
 * @param samplingBytes bytes moved per logit
 */
public record ElementwiseCoefficients(
    @Range(min = 0) double kernelsPerLayer,
    @Range(min = 0) double kernelUs,
    @Range(min = 0, aboveMin = true) double bandwidthShare,
    @Range(min = 0) double samplingUs,
    @Range(min = 0) double samplingBytes) {}
