package io.foretoken.validation.benchmark;

import io.foretoken.input.json.JsonCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code inference-perf-summary}: inference-perf's {@code summary_lifecycle_metrics.json} and
 * {@code stage_N_lifecycle_metrics.json}; all times in seconds.
 */
final class InferencePerfSummaryReader implements BenchmarkReader {
  private static final String LATENCY = "successes.latency.";
  private static final Map<String, BenchmarkQuantity> TIMES =
      Map.of(
          "request_latency", BenchmarkQuantity.E2E,
          "time_per_output_token", BenchmarkQuantity.TPOT,
          "time_to_first_token", BenchmarkQuantity.TTFT,
          "inter_token_latency", BenchmarkQuantity.ITL,
          "normalized_time_per_output_token", BenchmarkQuantity.OTHER);
  private static final Map<String, BenchmarkQuantity> RATES =
      Map.of(
          "input_tokens_per_sec", BenchmarkQuantity.INPUT,
          "output_tokens_per_sec", BenchmarkQuantity.OUTPUT,
          "total_tokens_per_sec", BenchmarkQuantity.TOTAL,
          "requests_per_sec", BenchmarkQuantity.REQUESTS);

  @Override
  public String name() {
    return "inference-perf-summary";
  }

  @Override
  public String looksLike() {
    return "JSON of inference-perf's summary_ or stage_N_lifecycle_metrics.json, with load_summary"
        + " and successes";
  }

  @Override
  public String perRequest() {
    return new InferencePerfReader().perRequest();
  }

  @Override
  public boolean recognises(BenchmarkFile file) {
    return file.outline().hasAll("load_summary", "successes", "failures");
  }

  @Override
  public void read(BenchmarkFile file, BenchmarkRuns out) {
    Map<String, Double> values = new TreeMap<>();
    try (JsonCursor json = file.json()) {
      json.nextRoot();
      flatten(json, "", values);
      json.problems().throwIfAny();
    }
    List<BenchmarkFigure> figures = new ArrayList<>();
    values.forEach((path, value) -> figure(path, value).ifPresent(figures::add));
    long answered = Math.round(values.getOrDefault("successes.count", 0.0));
    out.add(
        new BenchmarkRun(
            out.id(1),
            out.source(file.origin()),
            StatedSetup.NOTHING,
            StatedLoad.NOTHING
                .withRate(
                    values.getOrDefault("load_summary.requested_rate", Double.NaN), Double.NaN)
                .withMaxInFlight(
                    (int) Math.min(1e9, values.getOrDefault("load_summary.concurrency", 0.0)))
                .withLengths(
                    Math.round(values.getOrDefault("load_summary.count", 0.0)),
                    values.getOrDefault(
                        "successes.prompt_len.mean",
                        values.getOrDefault("successes.prompt_tokens.mean", Double.NaN)),
                    values.getOrDefault(
                        "successes.output_len.mean",
                        values.getOrDefault("successes.output_tokens.mean", Double.NaN)),
                    false),
            Optional.empty(),
            new BenchmarkCounts(
                answered, Math.round(values.getOrDefault("failures.count", 0.0)), 0, 0),
            values.getOrDefault("benchmark_time_seconds", Double.NaN),
            figures,
            List.of(),
            List.of()));
  }

  private static void flatten(JsonCursor json, String path, Map<String, Double> values) {
    switch (json.kind()) {
      case OBJECT ->
          json.object(key -> flatten(json, path.isEmpty() ? key : path + "." + key, values));
      case NUMBER -> values.put(path, json.number());
      default -> json.skip();
    }
  }

  private static Optional<BenchmarkFigure> figure(String path, double value) {
    if (path.startsWith(LATENCY)) {
      String[] parts = path.substring(LATENCY.length()).split("\\.", 2);
      BenchmarkQuantity quantity = TIMES.get(parts[0]);
      if (quantity != null && parts.length == 2 && parts[1].matches("mean|median|p[0-9.]+")) {
        String statistic = parts[1].equals("median") ? "p50" : parts[1];
        return Optional.of(
            BenchmarkFigure.of(quantity, statistic, value, parts[0], definition(quantity)));
      }
    }
    String rate = path.startsWith("successes.throughput.") ? path.substring(21) : "";
    return Optional.ofNullable(RATES.get(rate))
        .map(quantity -> BenchmarkFigure.of(quantity, "", value, rate, "over the time of the run"));
  }

  private static String definition(BenchmarkQuantity quantity) {
    return switch (quantity) {
      case TTFT -> "sent until the first token";
      case TPOT -> "(last - first token) / (output tokens - 1) of a request";
      case ITL -> "all gaps between tokens; those of one chunk are 0";
      case E2E -> "sent until the end of the answer";
      default -> "E2E / output tokens of a request, the first token included; seconds";
    };
  }
}
