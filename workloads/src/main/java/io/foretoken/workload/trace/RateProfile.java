package io.foretoken.workload.trace;

import java.util.Arrays;
import java.util.List;

/**
 * Arrivals over time, in bins of equal width from the trace's time 0.
 *
 * @param binNanos width of a bin
 * @param counts arrivals in each bin; the last bin may be cut short by the end of the trace
 */
public record RateProfile(long binNanos, List<Integer> counts) {
  private static final long SECOND = 1_000_000_000L;

  /** At most so many bins; the width is the smallest round one that does. */
  private static final int MAX_BINS = 60;

  private static final long[] ROUND_WIDTHS = {
    SECOND,
    2 * SECOND,
    5 * SECOND,
    10 * SECOND,
    15 * SECOND,
    30 * SECOND,
    60 * SECOND,
    120 * SECOND,
    300 * SECOND,
    600 * SECOND,
    900 * SECOND,
    1_800 * SECOND,
    3_600 * SECOND,
    7_200 * SECOND,
    14_400 * SECOND,
    43_200 * SECOND,
    86_400 * SECOND
  };

  /** Keeps a copy. */
  public RateProfile {
    counts = List.copyOf(counts);
  }

  static RateProfile of(RequestTrace trace) {
    long last = trace.arrivalNanos(trace.size() - 1);
    long width = width(last);
    int[] counts = new int[Math.toIntExact(last / width + 1)];
    for (int i = 0; i < trace.size(); i++) {
      counts[(int) (trace.arrivalNanos(i) / width)]++;
    }
    return new RateProfile(width, Arrays.stream(counts).boxed().toList());
  }

  private static long width(long lastNanos) {
    for (long width : ROUND_WIDTHS) {
      if (lastNanos / width < MAX_BINS) {
        return width;
      }
    }
    long day = ROUND_WIDTHS[ROUND_WIDTHS.length - 1];
    return day * (lastNanos / (day * MAX_BINS) + 1);
  }

  /** Mean rate of a bin, in requests a second. */
  public double perSecond(int bin) {
    return counts.get(bin) / (binNanos / 1e9);
  }

  /** Highest rate of any bin, in requests a second. */
  public double peakPerSecond() {
    double peak = 0;
    for (int bin = 0; bin < counts.size(); bin++) {
      peak = Math.max(peak, perSecond(bin));
    }
    return peak;
  }

  /**
   * Variance over mean of the counts of all complete bins: 1 for a Poisson process, more where the
   * rate drifts or arrivals cluster for longer than a bin. NaN for fewer than two of them.
   */
  public double dispersion() {
    int complete = counts.size() - 1;
    if (complete < 2) {
      return Double.NaN;
    }
    double mean = 0;
    for (int bin = 0; bin < complete; bin++) {
      mean += (double) counts.get(bin) / complete;
    }
    double squares = 0;
    for (int bin = 0; bin < complete; bin++) {
      squares += (counts.get(bin) - mean) * (counts.get(bin) - mean);
    }
    return mean > 0 ? squares / (complete - 1) / mean : Double.NaN;
  }
}
