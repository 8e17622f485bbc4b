package io.foretoken.workload.length;

import io.foretoken.input.units.NotAQuantityException;
import io.foretoken.workload.length.LengthOptions.BinOptions;
import io.foretoken.workload.length.LengthOptions.QuantileOptions;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** What several kinds of length options have in common. */
final class LengthOptionChecks {
  private LengthOptionChecks() {}

  /**
   * The bounds that are written, or the widest.
   *
   * @throws NotAQuantityException if they are the wrong way round
   */
  static LengthBounds bounds(OptionalInt min, OptionalInt max) {
    int low = min.orElse(1);
    int high = max.orElse(Math.max(low, LengthDistribution.LONGEST_BY_DEFAULT));
    if (low > high) {
      throw new NotAQuantityException(
          "min " + low + " is above max " + high, "write min: at most max");
    }
    return new LengthBounds(low, high);
  }

  /**
   * The distribution of the quantiles or else of the histogram.
   *
   * @throws NotAQuantityException if they are out of order or incomplete
   */
  static EmpiricalLength empirical(List<QuantileOptions> quantiles, List<BinOptions> histogram) {
    return quantiles.isEmpty() ? ofHistogram(histogram) : ofQuantiles(quantiles);
  }

  private static EmpiricalLength ofQuantiles(List<QuantileOptions> points) {
    int[] tokens = points.stream().mapToInt(QuantileOptions::tokens).toArray();
    double[] shares = points.stream().mapToDouble(QuantileOptions::p).toArray();
    for (int i = 1; i < tokens.length; i++) {
      if (shares[i] <= shares[i - 1] || tokens[i] < tokens[i - 1]) {
        throw new NotAQuantityException(
            "quantile " + (i + 1) + " is out of order", "write p and tokens in ascending order");
      }
    }
    if (shares[shares.length - 1] != 1) {
      throw new NotAQuantityException(
          "the quantiles end at p " + shares[shares.length - 1],
          "end with {p: 1, tokens: longest}");
    }
    if ((tokens[0] < 1 && shares[0] > 0) || tokens[tokens.length - 1] < 1) {
      throw new NotAQuantityException("a length of 0 tokens has a share", "begin at 1 token");
    }
    return withoutTies(tokens, shares);
  }

  /** Several quantiles of one length are one point with the largest share. */
  private static EmpiricalLength withoutTies(int[] tokens, double[] shares) {
    int count = 0;
    for (int i = 0; i < tokens.length; i++) {
      count -= count > 0 && tokens[count - 1] == tokens[i] ? 1 : 0;
      tokens[count] = tokens[i];
      shares[count++] = shares[i];
    }
    return new EmpiricalLength(Arrays.copyOf(tokens, count), Arrays.copyOf(shares, count));
  }

  private static EmpiricalLength ofHistogram(List<BinOptions> bins) {
    double total = bins.stream().mapToDouble(BinOptions::weight).sum();
    if (!(total > 0)) {
      throw new NotAQuantityException("all weights are 0", "give at least one bin a weight");
    }
    int[] tokens = new int[bins.size() + 1];
    double[] shares = new double[bins.size() + 1];
    double sum = 0;
    for (int i = 0; i < bins.size(); i++) {
      sum += bins.get(i).weight();
      tokens[i + 1] = bins.get(i).upto();
      shares[i + 1] = sum / total;
      if (tokens[i + 1] <= tokens[i]) {
        throw new NotAQuantityException(
            "bin " + (i + 1) + " is out of order", "write the bins with ascending upto");
      }
    }
    shares[bins.size()] = 1;
    return new EmpiricalLength(tokens, shares);
  }
}
