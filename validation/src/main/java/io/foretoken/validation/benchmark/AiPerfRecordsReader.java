package io.foretoken.validation.benchmark;

import io.foretoken.input.json.JsonCursor;
import io.foretoken.input.problem.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code aiperf-records}: AIPerf's {@code profile_export.jsonl}, a JSON object a request with its
 * times (nanoseconds since 1970) and values with their units. Decode work is the output sequence
 * length, reasoning included. Records of the warm-up are passed over. What was asked for (model,
 * rate, concurrency) is in the aggregate beside it, which can be given as the second file.
 */
final class AiPerfRecordsReader implements BenchmarkReader {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final float[] NO_GAPS = {};

  /** What the server's usage says of its prefix cache. */
  private static final String CACHED = "usage_prompt_cache_read_tokens";

  @Override
  public String name() {
    return "aiperf-records";
  }

  @Override
  public String looksLike() {
    return "JSON lines of AIPerf's profile_export.jsonl, with metadata and metrics";
  }

  @Override
  public String perRequest() {
    return "name the profile_export.jsonl in AIPerf's artifact folder";
  }

  @Override
  public boolean recognises(BenchmarkFile file) {
    return file.outline().hasAll("metadata.request_start_ns", "metrics");
  }

  @Override
  public void read(BenchmarkFile file, BenchmarkRuns out) {
    RequestCollector requests = new RequestCollector(file.path().toString());
    long warmUp = 0;
    try (JsonCursor json = file.json()) {
      long base = Long.MIN_VALUE;
      while (json.nextRoot()) {
        Entry entry = new Entry(json);
        json.object(entry::field);
        base = base == Long.MIN_VALUE ? entry.startNanos : base;
        if (!entry.phase.isEmpty() && !entry.phase.equals("profiling")) {
          warmUp++;
        } else if (entry.failed) {
          requests.fail();
        } else {
          entry.add(requests, base);
        }
      }
      json.problems().throwIfAny();
    }
    if (requests.seen() == 0) {
      return;
    }
    Optional<BenchmarkRun> aggregate = AiPerfAggregateReader.beside(file);
    Optional<BenchmarkRequests> listed = requests.build();
    List<String> notes = new ArrayList<>(requests.notes());
    if (warmUp > 0) {
      notes.add(warmUp + " requests of the warm-up are left out");
    }
    if (aggregate.isEmpty()) {
      notes.add(
          "whether requests came at a rate or when others were answered is not in the file: they"
              + " are sent again when they were sent");
    }
    out.add(
        new BenchmarkRun(
            out.id(1),
            out.source(file.origin()),
            aggregate.map(BenchmarkRun::setup).orElse(StatedSetup.NOTHING),
            aggregate.map(BenchmarkRun::load).orElse(StatedLoad.NOTHING),
            listed,
            requests.counts(),
            listed.map(BenchmarkRequests::seconds).orElse(Double.NaN),
            aggregate.map(BenchmarkRun::figures).orElse(List.of()),
            notes,
            List.of()));
  }

  /** One request. */
  private static final class Entry {
    private final JsonCursor json;
    private final Origin origin;
    private final Map<String, Double> tokens = new TreeMap<>();
    private long startNanos;
    private long endNanos;
    private boolean failed;
    private String phase = "";
    private double firstToken = Double.NaN;
    private double lastToken = Double.NaN;
    private float[] gaps = NO_GAPS;

    Entry(JsonCursor json) {
      this.json = json;
      origin = json.origin();
    }

    void field(String key) {
      switch (key) {
        case "metadata" -> json.object(this::metadata);
        case "metrics" -> json.object(this::metric);
        case "error" -> failed |= !json.isNull();
        default -> json.skip();
      }
    }

    private void metadata(String key) {
      switch (key) {
        case "request_start_ns" -> startNanos = json.whole(0);
        case "request_end_ns" -> endNanos = json.whole(0);
        case "benchmark_phase" -> phase = json.text();
        case "was_cancelled" -> failed |= json.text().equals("true");
        default -> json.skip();
      }
    }

    private void metric(String key) {
      double[][] value = {{}};
      String[] unit = {""};
      json.object(
          part -> {
            if (part.equals("value")) {
              value[0] =
                  json.kind() == JsonCursor.Kind.LIST ? json.numbers() : new double[] {number()};
            } else if (part.equals("unit")) {
              unit[0] = json.text();
            }
          });
      double first = value[0].length > 0 ? value[0][0] : Double.NaN;
      switch (key) {
        case "time_to_first_token" -> firstToken = first * seconds(unit[0], key);
        case "request_latency" -> lastToken = first * seconds(unit[0], key);
        case "inter_chunk_latency" -> {
          double seconds = seconds(unit[0], key);
          gaps = new float[value[0].length];
          for (int i = 0; i < gaps.length; i++) {
            gaps[i] = (float) (value[0][i] * seconds);
          }
        }
        case "input_sequence_length", "output_sequence_length", "output_token_count", CACHED ->
            tokens.put(key, first);
        default -> {
          // Everything else follows from these.
        }
      }
    }

    private double number() {
      return json.kind() == JsonCursor.Kind.NUMBER ? json.number() : Double.NaN;
    }

    private double seconds(String unit, String what) {
      return AiPerfUnits.seconds(unit, json, what);
    }

    void add(RequestCollector requests, long base) {
      double output =
          tokens.getOrDefault(
              "output_sequence_length", tokens.getOrDefault("output_token_count", Double.NaN));
      double input = tokens.getOrDefault("input_sequence_length", Double.NaN);
      if (Double.isNaN(output) || Double.isNaN(input)) {
        json.problem(
            origin,
            "metrics",
            "the request has no " + (Double.isNaN(input) ? "input" : "output") + "_sequence_length",
            "AIPerf counts tokens when it is given the model's tokenizer");
        return;
      }
      double whole = (endNanos - startNanos) / NANOS_PER_SECOND;
      boolean backwards = endNanos > 0 && whole < 0;
      double sent = (startNanos - base) / NANOS_PER_SECOND;
      requests.cached(tokens.getOrDefault(CACHED, Double.NaN));
      requests.add(
          origin,
          "metadata.request_start_ns",
          sent,
          Double.NaN,
          Math.round(input),
          Math.round(output),
          firstToken,
          backwards || Double.isNaN(lastToken) ? whole : lastToken,
          gaps);
    }
  }
}
