package io.foretoken.workload.length;

/**
 * Every whole number of tokens from {@code min} to {@code max}, both included, equally often.
 *
 * @param min at least 1
 * @param max at least {@code min}
 */
public record UniformLength(int min, int max) implements LengthDistribution {
  /** Refuses bounds that are out of range or the wrong way round. */
  public UniformLength {
    new LengthBounds(min, max);
  }

  @Override
  public LengthTable compile() {
    int count = max - min + 1;
    long[] cumulative = new long[count];
    long share = LengthTable.ONE / count;
    long rest = LengthTable.ONE % count;
    for (int k = 0; k < count; k++) {
      // (k + 1) x 2^62 / count without leaving 64 bits: the rest is shared out evenly.
      cumulative[k] = share * (k + 1) + rest * (k + 1) / count;
    }
    return new LengthTable(min, cumulative);
  }
}
