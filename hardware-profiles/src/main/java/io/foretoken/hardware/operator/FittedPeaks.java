package io.foretoken.hardware.operator;

import io.foretoken.input.bind.Range;

/**
 * Peaks that a set of coefficients is relative to.
 *
 * @param bf16Tflops dense bf16 TFLOPS
 * @param fp8Tflops dense fp8 TFLOPS, 0 without
 * @param fp4Tflops dense fp4 TFLOPS, 0 without
 * @param memoryGbPerSecond HBM or GDDR bandwidth
 * @param multiprocessors SMs, for datasheets that do not say
 * @param l2Mib last-level cache, for datasheets that do not say
 */
public record FittedPeaks(
    @Range(min = 0, aboveMin = true) double bf16Tflops,
    @Range(min = 0) double fp8Tflops,
    @Range(min = 0) double fp4Tflops,
    @Range(min = 0, aboveMin = true) double memoryGbPerSecond,
    @Range(min = 1) int multiprocessors,
    @Range(min = 0, aboveMin = true) double l2Mib) {}
