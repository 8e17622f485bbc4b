package io.foretoken.hardware.engine;

import io.foretoken.input.bind.Range;

/**
 * Time of the engine's host thread per step, hidden behind the GPU where scheduling is
 * asynchronous.
 *
 * @param stepUs per step, us
 * @param layerUs per layer and step, us
 * @param sequenceUs per sequence and step, us
 */
public record HostTimes(
    @Range(min = 0) double stepUs,
    @Range(min = 0) double layerUs,
    @Range(min = 0) double sequenceUs) {}
