package io.foretoken.hardware.engine;

import io.foretoken.input.bind.Range;

/**
 * Device time of a step that belongs to no layer: preparing inputs, gathering outputs.
 *
 * @param stepUs per step, us
 * @param prefillStepUs more for a step that computes prompt tokens, us
 * @param sequenceUs per sequence and step, us
 */
public record DeviceTimes(
    @Range(min = 0) double stepUs,
    @Range(min = 0) double prefillStepUs,
    @Range(min = 0) double sequenceUs) {}
