package io.foretoken.validation.benchmark;

import io.foretoken.input.json.JsonCursor;
import io.foretoken.input.problem.Origin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code aiperf-aggregate}: AIPerf's {@code profile_export_aiperf.json} and GenAI-Perf's {@code
 * profile_export_genai_perf.json}: by metric its statistics and their unit. Inter-token latency is
 * per request, which others call TPOT.
 */
final class AiPerfAggregateReader implements BenchmarkReader {
  private static final Map<String, BenchmarkQuantity> TIMES =
      Map.of(
          "time_to_first_token", BenchmarkQuantity.TTFT,
          "inter_token_latency", BenchmarkQuantity.TPOT,
          "inter_chunk_latency", BenchmarkQuantity.ITL,
          "request_latency", BenchmarkQuantity.E2E);
  private static final Map<String, BenchmarkQuantity> RATES =
      Map.of(
          "request_throughput", BenchmarkQuantity.REQUESTS,
          "output_token_throughput", BenchmarkQuantity.OUTPUT);
  private static final Map<String, String> MEANT =
      Map.of(
          "time_to_first_token", "sent until the first token",
          "inter_token_latency",
              "(E2E - TTFT) / (output tokens - 1) of a request: what others call TPOT",
          "inter_chunk_latency", "gaps between chunks",
          "request_latency", "sent until the last token");

  @Override
  public String name() {
    return "aiperf-aggregate";
  }

  @Override
  public String looksLike() {
    return "JSON of AIPerf or GenAI-Perf, with request_latency {unit, avg, p99}";
  }

  @Override
  public String perRequest() {
    return "name the profile_export.jsonl in AIPerf's artifact folder, or GenAI-Perf's"
        + " profile_export.json";
  }

  @Override
  public boolean recognises(BenchmarkFile file) {
    return file.outline().hasAll("request_latency.unit", "request_latency.avg");
  }

  @Override
  public void read(BenchmarkFile file, BenchmarkRuns out) {
    out.add(read(file, out.source(file.origin()), out.id(1)));
  }

  /** The aggregate given with a file of requests, or lying beside it under its usual name. */
  static Optional<BenchmarkRun> beside(BenchmarkFile file) {
    Path folder = file.path().toAbsolutePath().getParent();
    Optional<Path> aggregate =
        file.companion()
            .or(
                () ->
                    List.of("profile_export_aiperf.json", "profile_export_genai_perf.json").stream()
                        .map(folder::resolve)
                        .filter(Files::isRegularFile)
                        .findFirst());
    return aggregate.map(
        path -> {
          BenchmarkFile opened = BenchmarkFile.open(path, Optional.empty());
          return read(
              opened,
              new BenchmarkSource(path.toString(), "", "aiperf-aggregate", file.origin()),
              "");
        });
  }

  private static BenchmarkRun read(BenchmarkFile file, BenchmarkSource source, String id) {
    try (JsonCursor json = file.json()) {
      json.nextRoot();
      Aggregate aggregate = new Aggregate(json);
      json.object(aggregate::field);
      json.problems().throwIfAny();
      return aggregate.build(source, id);
    }
  }

  private static final class Aggregate {
    private final JsonCursor json;
    private final List<BenchmarkFigure> figures = new ArrayList<>();
    private final Map<String, Double> averages = new TreeMap<>();
    private final Map<String, String> asked = new TreeMap<>();
    private boolean cancelled;

    Aggregate(JsonCursor json) {
      this.json = json;
    }

    void field(String key) {
      switch (key) {
        case "input_config" -> config("", "");
        case "was_cancelled" -> cancelled = json.text().equals("true");
        default -> {
          if (json.kind() == JsonCursor.Kind.OBJECT && !key.equals("telemetry_data")) {
            metric(key);
          }
        }
      }
    }

    private void metric(String key) {
      Map<String, Double> statistics = new TreeMap<>();
      String[] unit = {""};
      Origin origin = json.origin();
      json.object(
          part -> {
            if (json.kind() == JsonCursor.Kind.NUMBER) {
              statistics.put(part, json.number());
            } else if (part.equals("unit")) {
              unit[0] = json.text();
            }
          });
      if (statistics.containsKey("avg")) {
        averages.put(key, statistics.get("avg"));
      }
      BenchmarkQuantity time = TIMES.get(key);
      if (time != null) {
        double seconds = AiPerfUnits.seconds(unit[0], json, key + " at " + origin);
        statistics.forEach(
            (statistic, value) ->
                figures.add(
                    BenchmarkFigure.of(
                        time, name(statistic), value * seconds, key, MEANT.get(key))));
      } else if (RATES.containsKey(key) && statistics.containsKey("avg")) {
        figures.add(
            BenchmarkFigure.of(
                RATES.get(key), "", statistics.get("avg"), key, "over the time of the run"));
      } else if (key.equals("time_to_second_token")) {
        statistics.forEach(
            (statistic, value) ->
                figures.add(
                    BenchmarkFigure.of(
                        BenchmarkQuantity.OTHER,
                        name(statistic),
                        value,
                        key,
                        "second token after the first, in " + unit[0])));
      }
    }

    private static String name(String statistic) {
      return statistic.equals("avg") ? "mean" : statistic;
    }

    /** What the user asked for, by the last part of its key, and by the last two. */
    private void config(String above, String key) {
      switch (json.kind()) {
        case OBJECT -> json.object(below -> config(key, below));
        case LIST -> json.list(() -> config(above, key));
        case NULL -> json.skip();
        default -> {
          String value = json.text();
          asked.putIfAbsent(key, value);
          asked.putIfAbsent(above + "." + key, value);
        }
      }
    }

    BenchmarkRun build(BenchmarkSource source, String id) {
      long failed = Math.round(averages.getOrDefault("error_request_count", 0.0));
      long answered = Math.round(averages.getOrDefault("request_count", 0.0));
      List<String> notes = new ArrayList<>();
      if (cancelled) {
        notes.add("the benchmark was cancelled before its end");
      }
      String model =
          asked.getOrDefault(
              "model_names", asked.getOrDefault("items.name", asked.getOrDefault("model", "")));
      return new BenchmarkRun(
          id,
          source,
          StatedSetup.NOTHING.with(model, ""),
          StatedLoad.NOTHING
              .withRate(number("request_rate", Double.NaN), Double.NaN)
              .withMaxInFlight((int) number("concurrency", 0))
              .withLengths(
                  answered,
                  averages.getOrDefault("input_sequence_length", Double.NaN),
                  averages.getOrDefault("output_sequence_length", Double.NaN),
                  false)
              .with(prefix()),
          Optional.empty(),
          new BenchmarkCounts(answered, failed, 0, 0),
          averages.getOrDefault("benchmark_duration", Double.NaN),
          figures,
          notes,
          List.of());
    }

    /** A system prompt that all have, else one of a pool of beginnings. */
    private StatedPrefix prefix() {
      double system = number("prefix_prompt.shared_system_prompt_length", 0);
      return system > 0
          ? StatedPrefix.of(system, 1)
          : StatedPrefix.of(
              number("prefix_prompt.length", 0), number("prefix_prompt.pool_size", 1));
    }

    private double number(String key, double otherwise) {
      String text = asked.getOrDefault(key, "");
      return text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?") ? Double.parseDouble(text) : otherwise;
    }
  }
}
