package io.foretoken.workload.length;

/**
 * An integer inverse distribution function: maps 64 random bits to a token count by looking them up
 * among cumulative probabilities held as integers, so that a draw is exact, the same everywhere,
 * and costs no arithmetic on floating-point numbers. A guide index (Chen and Asau, "On generating
 * random variates from an empirical distribution", AIIE Transactions 6, 1974) leads to the right
 * neighbourhood at once.
 *
 * <p>Example: lengths 1 and 2 with probabilities 0.25 and 0.75 have the cumulative table {2^60,
 * 2^62}; bits whose upper 62 are below 2^60 give 1. A larger draw never gives a shorter length.
 * Immutable and shared between runs and threads.
 */
public final class LengthTable {
  /** Cumulative probabilities count in units of 2^-62: 1 is 2^62. */
  static final int PROBABILITY_BITS = 62;

  static final long ONE = 1L << PROBABILITY_BITS;

  private static final int MIN_GUIDE_BITS = 4;
  private static final int MAX_GUIDE_BITS = 16;

  /** A range of candidates at most this long is searched one by one. */
  private static final int LINEAR_SEARCH = 8;

  private final int first;
  private final long[] cumulative;
  private final int[] guide;
  private final int guideShift;
  private final double mean;

  /**
   * @param first the length that the first entry stands for
   * @param cumulative probability of at most each length from {@code first} on, in units of 2^-62;
   *     must not decrease and must end at 2^62
   */
  LengthTable(int first, long[] cumulative) {
    check(first, cumulative);
    this.first = first;
    this.cumulative = cumulative;
    int bits = 64 - Long.numberOfLeadingZeros(cumulative.length);
    int guideBits = Math.min(MAX_GUIDE_BITS, Math.max(MIN_GUIDE_BITS, bits));
    this.guideShift = Long.SIZE - guideBits;
    this.guide = guide(cumulative, guideBits);
    this.mean = mean(first, cumulative);
  }

  /** The length for 64 random bits. Allocates nothing; a few nanoseconds. */
  public int draw(long bits) {
    long u = bits >>> (Long.SIZE - PROBABILITY_BITS);
    int slot = (int) (bits >>> guideShift);
    int low = guide[slot];
    int high = guide[slot + 1];
    while (high - low > LINEAR_SEARCH) {
      int middle = (low + high) >>> 1;
      if (u < cumulative[middle]) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    while (u >= cumulative[low]) {
      low++;
    }
    return first + low;
  }

  /** Exact mean of what {@link #draw} yields, in tokens. */
  public double mean() {
    return mean;
  }

  /** Exact mean of what {@link #draw} yields when every length above {@code limit} is cut to it. */
  public double meanCutTo(int limit) {
    double sum = 0;
    for (int k = 0; k < cumulative.length; k++) {
      sum += Math.min(limit, first + k) * probability(cumulative, k);
    }
    return sum;
  }

  /** Standard deviation of what {@link #draw} yields, in tokens. */
  public double standardDeviation() {
    double sum = 0;
    for (int k = 0; k < cumulative.length; k++) {
      double deviation = first + k - mean;
      sum += deviation * deviation * probability(cumulative, k);
    }
    return Math.sqrt(sum);
  }

  /** Shortest length with a positive probability. */
  public int min() {
    return draw(0);
  }

  /** Longest length with a positive probability. */
  public int max() {
    return draw(-1L);
  }

  /**
   * The shortest length that at least a share {@code p} of draws does not exceed.
   *
   * @param p in [0, 1]
   */
  public int quantile(double p) {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("p must be in [0, 1], was " + p);
    }
    long wanted = (long) (p * ONE);
    int low = 0;
    int high = cumulative.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (cumulative[middle] >= wanted && cumulative[middle] > 0) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return first + low;
  }

  /** Probability of exactly {@code tokens}. */
  public double probability(int tokens) {
    int k = tokens - first;
    if (k < 0 || k >= cumulative.length) {
      return 0;
    }
    return probability(cumulative, k);
  }

  private static double probability(long[] cumulative, int k) {
    return (cumulative[k] - (k == 0 ? 0 : cumulative[k - 1])) / (double) ONE;
  }

  private static void check(int first, long[] cumulative) {
    if (first < 1 || cumulative.length == 0 || cumulative[cumulative.length - 1] != ONE) {
      throw new IllegalArgumentException("a table starts at 1 or above and ends at probability 1");
    }
    for (int k = 0; k < cumulative.length; k++) {
      if (cumulative[k] < (k == 0 ? 0 : cumulative[k - 1])) {
        throw new IllegalArgumentException("cumulative probabilities decrease at entry " + k);
      }
    }
  }

  /**
   * guide[s] is the first entry above s / 2^guideBits; every draw of slot s lies up to guide[s+1].
   */
  private static int[] guide(long[] cumulative, int guideBits) {
    int slots = 1 << guideBits;
    int[] guide = new int[slots + 1];
    int k = 0;
    for (int slot = 0; slot < slots; slot++) {
      long start = (long) slot << (PROBABILITY_BITS - guideBits);
      while (cumulative[k] <= start) {
        k++;
      }
      guide[slot] = k;
    }
    guide[slots] = lastPositive(cumulative);
    return guide;
  }

  private static int lastPositive(long[] cumulative) {
    int k = cumulative.length - 1;
    while (k > 0 && cumulative[k - 1] == ONE) {
      k--;
    }
    return k;
  }

  /** first + sum of P(length > first + k) over k. */
  private static double mean(int first, long[] cumulative) {
    double sum = 0;
    for (long probability : cumulative) {
      sum += ONE - probability;
    }
    return first + sum / ONE;
  }
}
