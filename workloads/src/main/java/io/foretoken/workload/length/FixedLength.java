package io.foretoken.workload.length;

/**
 * Always the same length.
 *
 * @param tokens from 1 to {@link LengthDistribution#LONGEST}
 */
public record FixedLength(int tokens) implements LengthDistribution {
  /** Refuses a length that is out of range. */
  public FixedLength {
    LengthBounds.checkLength(tokens);
  }

  @Override
  public LengthTable compile() {
    return new LengthTable(tokens, new long[] {LengthTable.ONE});
  }
}
