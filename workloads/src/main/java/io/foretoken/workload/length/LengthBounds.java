package io.foretoken.workload.length;

/**
 * Where lengths are clipped: what a distribution would draw below {@code min} is {@code min}, above
 * {@code max} is {@code max}.
 *
 * @param min at least 1
 * @param max at least {@code min}, at most {@link LengthDistribution#LONGEST}
 */
public record LengthBounds(int min, int max) {
  /** 1 token to {@link LengthDistribution#LONGEST_BY_DEFAULT}. */
  public static final LengthBounds DEFAULT =
      new LengthBounds(1, LengthDistribution.LONGEST_BY_DEFAULT);

  /** Refuses bounds that are out of range or the wrong way round. */
  public LengthBounds {
    checkLength(min);
    checkLength(max);
    if (min > max) {
      throw new IllegalArgumentException("min " + min + " is above max " + max);
    }
  }

  static void checkLength(int tokens) {
    if (tokens < 1 || tokens > LengthDistribution.LONGEST) {
      throw new IllegalArgumentException(
          "a length must be in 1.." + LengthDistribution.LONGEST + " tokens, was " + tokens);
    }
  }
}
