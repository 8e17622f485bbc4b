package io.foretoken.validation.benchmark;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The aggregates of vLLM's client by their keys, which SGLang's and InferenceX's files share. */
final class ClientStatistics {
  private static final double MILLIS_PER_SECOND = 1e3;
  private static final Pattern STATISTIC =
      Pattern.compile("(mean|median|std|p[0-9.]+)_(ttft|tpot|itl|e2el|e2e_latency)(_ms)?");
  private static final Map<String, BenchmarkQuantity> RATES =
      Map.of(
          "request_throughput", BenchmarkQuantity.REQUESTS,
          "output_throughput", BenchmarkQuantity.OUTPUT,
          "input_throughput", BenchmarkQuantity.INPUT,
          "total_throughput", BenchmarkQuantity.TOTAL,
          "total_token_throughput", BenchmarkQuantity.TOTAL);

  private ClientStatistics() {}

  /** The figure of a key, if it is one; keys that end with {@code _ms} are in milliseconds. */
  static Optional<BenchmarkFigure> of(String key, double value) {
    Matcher statistic = STATISTIC.matcher(key);
    if (statistic.matches()) {
      BenchmarkQuantity quantity =
          switch (statistic.group(2)) {
            case "ttft" -> BenchmarkQuantity.TTFT;
            case "tpot" -> BenchmarkQuantity.TPOT;
            case "itl" -> BenchmarkQuantity.ITL;
            default -> BenchmarkQuantity.E2E;
          };
      boolean median = statistic.group(1).equals("median");
      double unit = statistic.group(3) == null ? 1 : MILLIS_PER_SECOND;
      return Optional.of(
          BenchmarkFigure.of(
              quantity,
              median ? "p50" : statistic.group(1),
              value / unit,
              key,
              definition(quantity)));
    }
    return Optional.ofNullable(RATES.get(key))
        .map(rate -> BenchmarkFigure.of(rate, "", value, key, definition(rate)));
  }

  private static String definition(BenchmarkQuantity quantity) {
    return switch (quantity) {
      case TTFT -> "sent until the first chunk";
      case TPOT -> "(E2E - TTFT) / (output tokens - 1) of a request, over requests of two or more";
      case ITL -> "gaps between chunks, pooled over requests; a chunk may hold several tokens";
      case E2E -> "sent until the last chunk";
      case REQUESTS -> "answered requests over the time of the whole run";
      default -> "tokens of answered requests over the time of the whole run";
    };
  }
}
