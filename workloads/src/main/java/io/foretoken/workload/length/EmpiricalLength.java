package io.foretoken.workload.length;

import java.util.Arrays;

/**
 * Lengths given by a few points of their distribution function: a share {@code shares[i]} of
 * lengths is at most {@code tokens[i]}, and between two points the whole numbers in (tokens[i-1],
 * tokens[i]] are equally likely. A histogram is such a list of points with its upper edges.
 *
 * <p>Example: tokens {100, 200}, shares {0, 1} is the uniform distribution on 101..200; tokens
 * {100, 200}, shares {0.5, 1} gives 100 in half of the cases.
 */
public final class EmpiricalLength implements LengthDistribution {
  private final int[] tokens;
  private final double[] shares;

  /**
   * @param tokens ascending, from 1 on (the first may be 0 where its share is 0)
   * @param shares not descending, from 0 on, the last one 1
   * @throws IllegalArgumentException if they are not so
   */
  public EmpiricalLength(int[] tokens, double[] shares) {
    this.tokens = tokens.clone();
    this.shares = shares.clone();
    if (tokens.length == 0 || tokens.length != shares.length) {
      throw new IllegalArgumentException("as many lengths as shares are needed, at least one");
    }
    for (int i = 0; i < tokens.length; i++) {
      boolean ascends = i == 0 || (tokens[i] > tokens[i - 1] && shares[i] >= shares[i - 1]);
      boolean inRange = tokens[i] <= LONGEST && shares[i] >= 0 && shares[i] <= 1;
      if (!ascends || !inRange) {
        throw new IllegalArgumentException(
            "point " + i + " (" + tokens[i] + " tokens, share " + shares[i] + ") is out of order");
      }
    }
    if (tokens[0] < (shares[0] > 0 ? 1 : 0) || shares[shares.length - 1] != 1) {
      throw new IllegalArgumentException("lengths start at 1 and the last share is 1");
    }
  }

  @Override
  public LengthTable compile() {
    int first = shares[0] > 0 ? tokens[0] : tokens[0] + 1;
    int last = Math.max(first, tokens[tokens.length - 1]);
    long[] cumulative = new long[last - first + 1];
    if (shares[0] > 0) {
      cumulative[0] = units(shares[0]);
    }
    for (int i = 1; i < tokens.length; i++) {
      double below = shares[i - 1];
      double width = tokens[i] - tokens[i - 1];
      for (int v = tokens[i - 1] + 1; v <= tokens[i]; v++) {
        cumulative[v - first] = units(below + (shares[i] - below) * ((v - tokens[i - 1]) / width));
      }
    }
    cumulative[cumulative.length - 1] = LengthTable.ONE;
    return new LengthTable(first, cumulative);
  }

  private static long units(double share) {
    return Math.min(LengthTable.ONE, Math.round(share * LengthTable.ONE));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EmpiricalLength that
        && Arrays.equals(tokens, that.tokens)
        && Arrays.equals(shares, that.shares);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(tokens) + Arrays.hashCode(shares);
  }
}
