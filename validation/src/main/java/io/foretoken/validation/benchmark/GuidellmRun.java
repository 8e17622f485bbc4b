package io.foretoken.validation.benchmark;

import io.foretoken.input.json.JsonCursor;
import io.foretoken.input.problem.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One benchmark of a guidellm report. What ends with {@code _ms} is in milliseconds, the rest in
 * seconds; its inter-token latency is what others call TPOT.
 */
final class GuidellmRun {
  private static final double MILLIS_PER_SECOND = 1e3;

  private final JsonCursor json;
  private final Origin origin;
  private final RequestCollector requests;
  private final JsonCursor.Fields asked;
  private final Map<String, Double> strategy = new TreeMap<>();
  private final Map<String, Map<String, Double>> metrics = new HashMap<>();
  private final Map<String, Double> totals = new TreeMap<>();
  private String kind = "";
  private long listed;
  private double seconds = Double.NaN;

  /**
   * A benchmark to be read.
   *
   * @param asked takes what the user asked for, wherever it stands
   */
  GuidellmRun(JsonCursor json, BenchmarkFile file, JsonCursor.Fields asked) {
    this.json = json;
    this.asked = asked;
    origin = json.origin();
    requests = new RequestCollector(file.path().toString());
  }

  void field(String key) {
    switch (key) {
      case "config", "args" ->
          json.object(
              part -> {
                if (part.equals("strategy")) {
                  json.object(this::strategy);
                } else {
                  asked.at(part);
                }
              });
      case "worker", "request_loader" -> json.object(asked);
      case "request_totals" -> totals();
      case "metrics" -> json.object(this::metric);
      case "requests" -> json.object(this::group);
      case "duration" -> seconds = json.number();
      default -> json.skip();
    }
  }

  private void strategy(String key) {
    if (key.equals("type_") || key.equals("kind")) {
      kind = json.text();
    } else if (json.kind() == JsonCursor.Kind.NUMBER) {
      strategy.put(key, json.number());
    }
  }

  private void metric(String key) {
    if (json.kind() != JsonCursor.Kind.OBJECT) {
      return;
    }
    if (key.equals("request_totals")) {
      totals();
      return;
    }
    json.object(
        group -> {
          if (group.equals("successful") && json.kind() == JsonCursor.Kind.OBJECT) {
            Map<String, Double> statistics = new TreeMap<>();
            json.object(
                part -> {
                  if (part.equals("percentiles")) {
                    json.object(p -> statistics.put(percentile(p), json.number()));
                  } else if (json.kind() == JsonCursor.Kind.NUMBER) {
                    statistics.put(part.equals("std_dev") ? "std" : part, json.number());
                  }
                });
            metrics.put(key, statistics);
          }
        });
  }

  private void totals() {
    json.object(group -> totals.put(group, json.number()));
  }

  /** p001 is the 0.1th, p01 the 1st, p999 the 99.9th. */
  private static String percentile(String name) {
    return switch (name) {
      case "p001" -> "p0.1";
      case "p01" -> "p1";
      case "p05" -> "p5";
      case "p999" -> "p99.9";
      default -> name;
    };
  }

  private void group(String key) {
    if (json.isNull() || json.kind() != JsonCursor.Kind.LIST) {
      return;
    }
    switch (key) {
      case "successful" -> json.list(this::request);
      case "errored", "incomplete" -> json.list(requests::fail);
      default -> json.skip();
    }
  }

  private void request() {
    listed++;
    Map<String, Double> values = new TreeMap<>();
    Origin place = json.origin();
    String path = json.path();
    json.object(
        key -> {
          if (json.kind() == JsonCursor.Kind.NUMBER) {
            values.put(key, json.number());
          } else if (key.equals("input_metrics")) {
            json.object(
                part -> {
                  if (part.equals("cached_tokens")) {
                    values.putIfAbsent(part, json.number());
                  }
                });
          }
        });
    requests.cached(values.getOrDefault("cached_tokens", Double.NaN));
    double output = values.getOrDefault("output_tokens", 0.0);
    double input = values.getOrDefault("prompt_tokens", 0.0);
    requests.add(
        place,
        path,
        start(values),
        Double.NaN,
        Math.round(input),
        Math.round(output),
        values.getOrDefault("time_to_first_token_ms", Double.NaN) / MILLIS_PER_SECOND,
        latency(values),
        new float[0]);
  }

  /** Up to guidellm 0.3 the key is {@code start_time}. */
  private static double start(Map<String, Double> values) {
    return values.getOrDefault("request_start_time", values.getOrDefault("start_time", Double.NaN));
  }

  private static double latency(Map<String, Double> values) {
    double end =
        values.getOrDefault("request_end_time", values.getOrDefault("end_time", Double.NaN));
    double whole = end - start(values);
    return whole < 0 ? whole : values.getOrDefault("request_latency", whole);
  }

  BenchmarkRun build(String id, BenchmarkRuns out, StatedPrefix prefix, String model) {
    long successful = Math.round(totals.getOrDefault("successful", (double) listed));
    boolean sampled = listed < successful;
    List<String> notes = new ArrayList<>(requests.notes());
    Optional<BenchmarkRequests> all = requests.build();
    if (sampled) {
      notes.add(
          "the report lists " + listed + " of " + successful + " requests: aggregates are used");
    }
    long failed =
        Math.round(totals.getOrDefault("errored", 0.0) + totals.getOrDefault("incomplete", 0.0));
    return new BenchmarkRun(
        id,
        out.source(origin),
        StatedSetup.NOTHING.with(model, ""),
        load(successful).with(prefix),
        sampled ? Optional.empty() : all,
        sampled || all.isEmpty()
            ? new BenchmarkCounts(successful, failed, 0, 0)
            : new BenchmarkCounts(
                requests.counts().answered(),
                Math.max(failed, requests.counts().failed()),
                requests.counts().empty(),
                requests.counts().inconsistent()),
        seconds,
        figures(),
        notes,
        List.of());
  }

  private StatedLoad load(long count) {
    StatedLoad load =
        StatedLoad.NOTHING.withLengths(
            count, mean("prompt_token_count"), mean("output_token_count"), false);
    // Of every strategy max_concurrency may be what its workers could do; streams is what was
    // asked.
    double limit = strategy.getOrDefault("streams", strategy.getOrDefault("max_concurrency", 0.0));
    load = load.withMaxInFlight((int) Math.min(1e9, limit));
    return switch (kind) {
      case "synchronous" -> load.withMaxInFlight(1);
      case "throughput" -> load.withRate(Double.POSITIVE_INFINITY, Double.NaN);
      case "poisson" -> load.withRate(strategy.getOrDefault("rate", Double.NaN), 1);
      case "constant" ->
          load.withRate(strategy.getOrDefault("rate", Double.NaN), Double.POSITIVE_INFINITY);
      default -> load;
    };
  }

  private double mean(String metric) {
    return metrics.getOrDefault(metric, Map.of()).getOrDefault("mean", Double.NaN);
  }

  private List<BenchmarkFigure> figures() {
    List<BenchmarkFigure> figures = new ArrayList<>();
    times(
        figures,
        BenchmarkQuantity.TTFT,
        "time_to_first_token_ms",
        MILLIS_PER_SECOND,
        "sent until the first token");
    times(
        figures,
        BenchmarkQuantity.TPOT,
        "inter_token_latency_ms",
        MILLIS_PER_SECOND,
        "(last - first token) / (output tokens - 1) of a request: what others call TPOT");
    times(
        figures,
        BenchmarkQuantity.OTHER,
        "time_per_output_token_ms",
        1,
        "of a request by all of its output tokens: since the send, up to guidellm 0.3 since the"
            + " first token; ms");
    times(figures, BenchmarkQuantity.E2E, "request_latency", 1, "sent until the end of the answer");
    rate(figures, BenchmarkQuantity.REQUESTS, "requests_per_second");
    rate(figures, BenchmarkQuantity.OUTPUT, "output_tokens_per_second");
    rate(figures, BenchmarkQuantity.INPUT, "prompt_tokens_per_second");
    rate(figures, BenchmarkQuantity.TOTAL, "tokens_per_second");
    return figures;
  }

  private void times(
      List<BenchmarkFigure> figures,
      BenchmarkQuantity quantity,
      String name,
      double unit,
      String definition) {
    metrics
        .getOrDefault(name, Map.of())
        .forEach(
            (statistic, value) -> {
              if (statistic.matches("mean|std|p[0-9.]+")) {
                figures.add(
                    BenchmarkFigure.of(quantity, statistic, value / unit, name, definition));
              }
            });
  }

  private void rate(List<BenchmarkFigure> figures, BenchmarkQuantity quantity, String name) {
    if (!Double.isNaN(mean(name))) {
      figures.add(
          BenchmarkFigure.of(quantity, "", mean(name), name, "mean over the measured time"));
    }
  }
}
