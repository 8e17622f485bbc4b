package io.foretoken.hardware.engine;

import io.foretoken.input.bind.Range;

/**
 * How an engine's kernels differ from the measured ones.
 *
 * @param gemmCompute slowdown of the part of a matrix product above its time at 16 rows
 * @param decodeAttention slowdown of decode attention
 * @param allReduce slowdown of all-reduces; below 1 where the engine fuses them with the norm
 * @param expertCommunication slowdown of gathering and scattering tokens among data-parallel ranks
 *     that share experts
 * @param elementwiseKernels small kernels per layer after the engine's fusions
 */
public record KernelScales(
    @Range(min = 1) double gemmCompute,
    @Range(min = 1) double decodeAttention,
    @Range(min = 0, aboveMin = true) double allReduce,
    @Range(min = 0, aboveMin = true) double expertCommunication,
    @Range(min = 0) double elementwiseKernels) {}
