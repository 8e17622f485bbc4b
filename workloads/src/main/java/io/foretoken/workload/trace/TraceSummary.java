package io.foretoken.workload.trace;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a request trace is like.
 *
 * @param source the file
 * @param format its format
 * @param requests number of requests
 * @param zeroOutputs requests recorded with 0 output tokens and taken as 1
 * @param arrivals when requests came; empty where the trace does not say
 * @param input prompt lengths
 * @param output output lengths
 * @param correlation of prompt and output length (Pearson); NaN where one of them is constant
 * @param sharedTokensShare share of all prompt tokens that an earlier prompt began with too: what
 *     an unbounded prefix cache without block rounding would hit
 * @param sharingRequestsShare share of requests of which that is true of at least one token
 */
public record TraceSummary(
    String source,
    String format,
    int requests,
    int zeroOutputs,
    Optional<ArrivalSummary> arrivals,
    LengthSummary input,
    LengthSummary output,
    double correlation,
    double sharedTokensShare,
    double sharingRequestsShare) {

  /**
   * When the requests of a trace came.
   *
   * @param durationSeconds first to last arrival
   * @param perSecond mean rate: gaps / duration; NaN where all came at once
   * @param gapVariation coefficient of variation of the gaps; 1 for a Poisson process, NaN where
   *     all came at once
   * @param profile arrivals over time
   */
  public record ArrivalSummary(
      double durationSeconds, double perSecond, double gapVariation, RateProfile profile) {

    /** The burstiness that gives such gaps: 1 / variation^2. */
    public double burstiness() {
      return 1 / (gapVariation * gapVariation);
    }
  }

  /** Describes a trace. */
  public static TraceSummary of(RequestTrace trace) {
    int[] input = trace.inputColumn();
    int[] output = trace.outputColumn();
    double correlation = correlation(input, output);
    Arrays.sort(input);
    Arrays.sort(output);
    long[] shared = shared(trace);
    LengthSummary inputs = LengthSummary.ofSorted(input);
    return new TraceSummary(
        trace.source(),
        trace.format(),
        trace.size(),
        trace.zeroOutputs(),
        trace.hasArrivals() ? Optional.of(arrivals(trace)) : Optional.empty(),
        inputs,
        LengthSummary.ofSorted(output),
        correlation,
        (double) shared[0] / inputs.sum(),
        (double) shared[1] / trace.size());
  }

  private static ArrivalSummary arrivals(RequestTrace trace) {
    int gaps = trace.size() - 1;
    double seconds = (trace.arrivalNanos(gaps) - trace.arrivalNanos(0)) / 1e9;
    double mean = seconds / gaps;
    double squares = 0;
    for (int i = 1; i <= gaps; i++) {
      double gap = (trace.arrivalNanos(i) - trace.arrivalNanos(i - 1)) / 1e9;
      squares += (gap - mean) * (gap - mean);
    }
    boolean spread = seconds > 0;
    return new ArrivalSummary(
        seconds,
        spread ? gaps / seconds : Double.NaN,
        spread ? Math.sqrt(squares / gaps) / mean : Double.NaN,
        RateProfile.of(trace));
  }

  private static double correlation(int[] a, int[] b) {
    double meanA = Arrays.stream(a).average().orElseThrow();
    double meanB = Arrays.stream(b).average().orElseThrow();
    double together = 0;
    double squaresA = 0;
    double squaresB = 0;
    for (int i = 0; i < a.length; i++) {
      together += (a[i] - meanA) * (b[i] - meanB);
      squaresA += (a[i] - meanA) * (a[i] - meanA);
      squaresB += (b[i] - meanB) * (b[i] - meanB);
    }
    return together / Math.sqrt(squaresA * squaresB);
  }

  /** Shared tokens, and requests that share any. */
  private static long[] shared(RequestTrace trace) {
    PrefixSegments segments = trace.segments();
    boolean[] seen = new boolean[segments.size()];
    long tokens = 0;
    long requests = 0;
    for (int i = 0; i < trace.size(); i++) {
      int segment = trace.lastSegment(i);
      while (segment >= 0 && !seen[segment]) {
        seen[segment] = true;
        segment = segments.parent(segment);
      }
      // What was seen before was seen from the prompt's beginning on.
      int known = segments.tokensUpTo(segment);
      tokens += known;
      requests += known > 0 ? 1 : 0;
    }
    return new long[] {tokens, requests};
  }
}
