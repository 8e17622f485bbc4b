package io.foretoken.hardware.engine;

import io.foretoken.input.bind.Default;
import io.foretoken.input.bind.Range;

/**
 * When steps run as recorded CUDA graphs, and what they cost where they do not.
 *
 * @param mode which steps have graphs
 * @param maxTokens largest recorded size whatever the other limits, tokens
 * @param sequencesFactor largest recorded size over {@code max_num_seqs}
 * @param piecewiseLayerUs launches per layer of a step whose attention runs between graphs, of
 *     grouped-query attention, us
 * @param eagerLayerUs launches per layer of a step without graphs, of a dense layer, us
 * @param eagerExpertsUs what experts add to a layer of such a step beyond the launch of their
 *     kernels, us: engines in Python choose and prepare them anew
 */
public record GraphRule(
    Mode mode,
    @Range(min = 1) int maxTokens,
    @Range(min = 1) int sequencesFactor,
    @Range(min = 0) double piecewiseLayerUs,
    @Range(min = 0) double eagerLayerUs,
    @Range(min = 0) @Default("0") double eagerExpertsUs) {

  /** Which steps have graphs. */
  public enum Mode {
    /** Whole steps of decode rows; steps with prompts except for their attention. */
    FULL_AND_PIECEWISE,
    /** Whole steps of decode rows; none for steps with prompts. */
    DECODE_ONLY,
    /** None. */
    NONE
  }

  /** The same sizes with graphs for other steps. */
  GraphRule with(Mode other) {
    return new GraphRule(
        other, maxTokens, sequencesFactor, piecewiseLayerUs, eagerLayerUs, eagerExpertsUs);
  }

  /** The same with other launch times. */
  GraphRule slowed(double factor) {
    return new GraphRule(
        mode,
        maxTokens,
        sequencesFactor,
        piecewiseLayerUs * factor,
        eagerLayerUs * factor,
        eagerExpertsUs * factor);
  }

  /** Largest size that is recorded, tokens; 0 without graphs. */
  public int largest(int maxNumSeqs, int maxNumBatchedTokens) {
    if (mode == Mode.NONE) {
      return 0;
    }
    long bySequences = (long) sequencesFactor * maxNumSeqs;
    return (int) Math.min(bySequences, Math.min(maxTokens, maxNumBatchedTokens));
  }

  /**
   * Tokens that a step of {@code tokens} is padded to: 1, 2, 4, then multiples of 8 up to 256, then
   * of 16; unchanged above {@code largest}.
   */
  public static int padded(int tokens, int largest) {
    if (tokens > largest || tokens <= 2) {
      return tokens;
    }
    if (tokens <= 4) {
      return Math.min(4, largest);
    }
    int grain = tokens <= 256 ? 8 : 16;
    return Math.min(largest, (tokens + grain - 1) / grain * grain);
  }
}
