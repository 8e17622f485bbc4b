package io.foretoken.validation.score;

import io.foretoken.validation.measured.Metric;
import java.util.OptionalDouble;

/**
 * By how much two measurements of the same thing differ, percent: no prediction can be better on
 * average. From twin runs of the sets themselves; the upper end where a range was found.
 */
public final class NoiseFloor {
  private NoiseFloor() {}

  /** The floor, empty where no twins are known. */
  public static OptionalDouble of(String suite, Metric metric) {
    double floor = Double.NaN;
    if (suite.startsWith("vllm-perrequest")) {
      floor = perRequest(metric);
    } else if (suite.equals("vllm-experiments")) {
      floor = experiments(metric);
    } else if (suite.startsWith("silicon-serving")) {
      floor = silicon(metric);
    }
    return Double.isNaN(floor) ? OptionalDouble.empty() : OptionalDouble.of(floor);
  }

  private static double perRequest(Metric metric) {
    return switch (metric) {
      case TPOT_MEAN, TPOT_P99, E2E_MEAN, E2E_P90, E2E_P99 -> 0.3;
      case TTFT_MEAN -> 1.7;
      case TTFT_P90 -> 3;
      case TTFT_P99 -> 4;
      default -> Double.NaN;
    };
  }

  private static double experiments(Metric metric) {
    return switch (metric) {
      case TTFT_P99 -> 15;
      case E2E_MEAN, E2E_P90, E2E_P99 -> 2;
      default -> Double.NaN;
    };
  }

  private static double silicon(Metric metric) {
    return switch (metric) {
      case TPOT_MEAN -> 0.9;
      case TTFT_MEAN -> 4;
      default -> Double.NaN;
    };
  }
}
