package io.foretoken.hardware.engine;

import io.foretoken.input.bind.Range;

/**
 * The loads and lengths that the runs of a calibration cover, of one replica.
 *
 * @param leastRate lowest rate of requests, per second
 * @param mostRate highest one
 * @param leastRunning fewest sequences in the running list, mean of a run
 * @param mostRunning most of them
 * @param leastContext shortest prompt and output together, tokens
 * @param mostContext longest
 */
public record CalibratedRange(
    @Range(min = 0) double leastRate,
    @Range(min = 0) double mostRate,
    @Range(min = 0) double leastRunning,
    @Range(min = 0) double mostRunning,
    @Range(min = 1) int leastContext,
    @Range(min = 1) int mostContext) {}
