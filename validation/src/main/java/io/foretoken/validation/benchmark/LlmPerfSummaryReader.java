package io.foretoken.validation.benchmark;

import io.foretoken.input.json.JsonCursor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code llmperf-summary}: LLMPerf's {@code NAME_summary.json}, a flat object; times in seconds,
 * completed requests per minute.
 */
final class LlmPerfSummaryReader implements BenchmarkReader {
  private static final double SECONDS_PER_MINUTE = 60;
  private static final Pattern STATISTIC =
      Pattern.compile(
          "results_(inter_token_latency_s|ttft_s|end_to_end_latency_s)_(?:quantiles_)?(mean|stddev|p[0-9]+)");

  @Override
  public String name() {
    return "llmperf-summary";
  }

  @Override
  public String looksLike() {
    return "JSON of LLMPerf's summary, with num_concurrent_requests, results_ttft_s_mean";
  }

  @Override
  public String perRequest() {
    return new LlmPerfReader().perRequest();
  }

  @Override
  public boolean recognises(BenchmarkFile file) {
    return file.outline().hasAll("num_concurrent_requests", "results_num_completed_requests");
  }

  @Override
  public void read(BenchmarkFile file, BenchmarkRuns out) {
    try (JsonCursor json = file.json()) {
      json.nextRoot();
      out.add(read(json, out.source(file.origin()), out.id(1)));
    }
  }

  /** A summary that belongs to a file of requests. */
  static BenchmarkRun read(Path summary, BenchmarkFile file) {
    try (JsonCursor json = JsonCursor.open(summary, BenchmarkFile.MAX_BYTES)) {
      json.nextRoot();
      return read(
          json, new BenchmarkSource(summary.toString(), "", "llmperf-summary", file.origin()), "");
    }
  }

  private static BenchmarkRun read(JsonCursor json, BenchmarkSource source, String id) {
    Map<String, Double> numbers = new TreeMap<>();
    String[] model = {""};
    json.object(
        key -> {
          if (json.kind() == JsonCursor.Kind.NUMBER) {
            numbers.put(key, json.number());
          } else if (key.equals("model")) {
            model[0] = json.text();
          }
        });
    json.problems().throwIfAny();
    List<BenchmarkFigure> figures = new ArrayList<>();
    numbers.forEach((key, value) -> figure(key, value).ifPresent(figures::add));
    long answered = Math.round(numbers.getOrDefault("results_num_completed_requests", 0.0));
    return new BenchmarkRun(
        id,
        source,
        StatedSetup.NOTHING.with(model[0], ""),
        StatedLoad.NOTHING
            .withMaxInFlight(
                (int) Math.min(1e9, numbers.getOrDefault("num_concurrent_requests", 0.0)))
            .withLengths(
                answered,
                numbers.getOrDefault(
                    "results_number_input_tokens_mean",
                    numbers.getOrDefault("mean_input_tokens", Double.NaN)),
                numbers.getOrDefault(
                    "results_number_output_tokens_mean",
                    numbers.getOrDefault("mean_output_tokens", Double.NaN)),
                false),
        Optional.empty(),
        new BenchmarkCounts(
            answered, Math.round(numbers.getOrDefault("results_number_errors", 0.0)), 0, 0),
        Double.NaN,
        figures,
        List.of(),
        List.of());
  }

  private static Optional<BenchmarkFigure> figure(String key, double value) {
    Matcher statistic = STATISTIC.matcher(key);
    if (statistic.matches()) {
      String of = statistic.group(2).equals("stddev") ? "std" : statistic.group(2);
      return Optional.of(
          switch (statistic.group(1)) {
            case "ttft_s" ->
                BenchmarkFigure.of(
                    BenchmarkQuantity.TTFT, of, value, key, "sent until the first chunk");
            case "end_to_end_latency_s" ->
                BenchmarkFigure.of(
                    BenchmarkQuantity.E2E, of, value, key, "sent until the end of the answer");
            default ->
                BenchmarkFigure.of(
                    BenchmarkQuantity.OTHER,
                    of,
                    value,
                    key,
                    "E2E / output tokens of a request, the first token included; seconds");
          });
    }
    return switch (key) {
      case "results_mean_output_throughput_token_per_s" ->
          Optional.of(
              BenchmarkFigure.of(
                  BenchmarkQuantity.OUTPUT, "", value, key, "over the time of the run"));
      case "results_num_completed_requests_per_min" ->
          Optional.of(
              BenchmarkFigure.of(
                  BenchmarkQuantity.REQUESTS,
                  "",
                  value / SECONDS_PER_MINUTE,
                  key,
                  "per minute there, per second here"));
      default -> Optional.empty();
    };
  }
}
