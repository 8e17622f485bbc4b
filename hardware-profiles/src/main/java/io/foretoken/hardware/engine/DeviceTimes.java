package io.foretoken.hardware.engine;

import io.foretoken.input.bind.Default;
import io.foretoken.input.bind.Range;

/**
 * Device time of a step that belongs to no layer: preparing inputs, gathering outputs, and keeping
 * to the likeliest tokens where requests ask for that.
 *
 * @param stepUs per step, us
 * @param prefillStepUs more for a step that computes prompt tokens, us
 * @param sequenceUs per sequence and step, us
 * @param truncationUs top-k and top-p, per 1,000 rows of the vocabulary and step that samples, us:
 *     passes over the logits that each sequence's thread block makes beside all others, so that the
 *     number of sequences does not matter
 * @param truncates whether requests ask for top-k or top-p
 */
public record DeviceTimes(
    @Range(min = 0) double stepUs,
    @Range(min = 0) double prefillStepUs,
    @Range(min = 0) double sequenceUs,
    @Range(min = 0) @Default("0") double truncationUs,
    @Default("false") boolean truncates) {

  private static final double ROWS = 1000;

  /** With requests that ask for top-k or top-p. */
  DeviceTimes truncating() {
    return new DeviceTimes(stepUs, prefillStepUs, sequenceUs, truncationUs, true);
  }

  /** Time of a step's top-k and top-p over a vocabulary, us; 0 where requests ask for neither. */
  public double truncationUs(int vocabulary) {
    return truncates ? truncationUs * vocabulary / ROWS : 0;
  }
}
