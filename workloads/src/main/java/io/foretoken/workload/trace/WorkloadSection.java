package io.foretoken.workload.trace;

import io.foretoken.input.units.Rate;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A workload section with the rate, burstiness and lengths of a trace, as plain data ready to be
 * written as YAML: maps, lists, texts and numbers. It stands for the trace where the trace itself
 * is not to be passed on. What it leaves out: drift of the rate, correlation of the two lengths,
 * shared prefixes.
 */
public final class WorkloadSection {
  /** Dense where the distribution function is steep in relation to what lies beyond. */
  private static final double[] SHARES = {
    0, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7,
    0.75, 0.8, 0.85, 0.9, 0.925, 0.95, 0.97, 0.98, 0.99, 0.995, 0.999, 1
  };

  private static final MathContext RATE_DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);
  private static final double MIN_BURSTINESS = 0.001;
  private static final double MAX_BURSTINESS = 1e6;

  private WorkloadSection() {}

  /** The section, with {@code workload} as its only key. */
  public static Map<String, Object> of(RequestTrace trace, TraceSummary summary) {
    Map<String, Object> workload = new LinkedHashMap<>();
    summary
        .arrivals()
        .ifPresent(
            arrivals -> {
              if (!Double.isNaN(arrivals.perSecond())) {
                workload.put("arrivals", arrivals(arrivals));
              }
            });
    workload.computeIfAbsent("arrivals", k -> ordered("process", "throughput"));
    workload.put("input_tokens", lengths(trace.inputColumn()));
    workload.put("output_tokens", lengths(trace.outputColumn()));
    return ordered("workload", workload);
  }

  private static Map<String, Object> arrivals(TraceSummary.ArrivalSummary arrivals) {
    double burstiness = Math.min(MAX_BURSTINESS, Math.max(MIN_BURSTINESS, arrivals.burstiness()));
    Map<String, Object> process = ordered("process", "gamma");
    process.put("rate", new Rate(rounded(arrivals.perSecond()).doubleValue()).toString());
    process.put("burstiness", rounded(burstiness));
    return process;
  }

  private static Map<String, Object> lengths(int[] column) {
    Arrays.sort(column);
    if (column[0] == column[column.length - 1]) {
      Map<String, Object> fixed = ordered("distribution", "fixed");
      fixed.put("tokens", column[0]);
      return fixed;
    }
    List<Object> quantiles = new ArrayList<>();
    for (double share : SHARES) {
      long tokens = Math.round(LengthSummary.quantile(column, share));
      Map<String, Object> point = ordered("p", BigDecimal.valueOf(share).stripTrailingZeros());
      point.put("tokens", tokens);
      quantiles.add(point);
    }
    Map<String, Object> empirical = ordered("distribution", "empirical");
    empirical.put("quantiles", quantiles);
    return empirical;
  }

  private static BigDecimal rounded(double value) {
    BigDecimal digits = new BigDecimal(value).round(RATE_DIGITS).stripTrailingZeros();
    return digits.scale() < 0 ? digits.setScale(0) : digits;
  }

  private static Map<String, Object> ordered(String key, Object value) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(key, value);
    return map;
  }
}
