package io.foretoken.validation.benchmark;

import io.foretoken.input.json.JsonCursor;
import io.foretoken.input.problem.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One object of {@code vllm bench serve}. */
final class VllmBenchRun {
  private static final List<String> OTHERS =
      List.of(
          "request_goodput",
          "max_output_tokens_per_s",
          "max_concurrent_requests",
          "rtfx",
          "spec_decode_acceptance_rate",
          "spec_decode_acceptance_length");

  private final JsonCursor json;
  private final Origin origin;
  private final ColumnLists lists;
  private final ServerFacts facts = new ServerFacts();
  private final Map<String, Double> numbers = new TreeMap<>();
  private final Map<String, Double> prefixes = new TreeMap<>();
  private final List<BenchmarkFigure> figures = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private String model = "";
  private String backend = "";
  private double rate = Double.NaN;

  VllmBenchRun(JsonCursor json) {
    this.json = json;
    origin = json.origin();
    lists = new ColumnLists(json);
  }

  void read() {
    json.object(this::field);
    lists.checkLengths();
  }

  private void field(String key) {
    switch (key) {
      case "model_id" -> model = json.text();
      case "backend" -> backend = json.text();
      case "request_rate" -> rate = rate(json);
      case "ramp_up_strategy" -> rampUp();
      default -> {
        if (!lists.take(key)) {
          other(key);
        }
      }
    }
  }

  /** A number, or a word for an infinite one; NaN for any other word. */
  static double rate(JsonCursor json) {
    if (json.kind() == JsonCursor.Kind.NUMBER) {
      return json.number();
    }
    String text = json.text().toLowerCase(Locale.ROOT);
    return text.equals("inf") || text.equals("infinity") ? Double.POSITIVE_INFINITY : Double.NaN;
  }

  private void rampUp() {
    String strategy = json.text();
    if (!strategy.isEmpty()) {
      notes.add("the rate was ramped up (" + strategy + "), request_rate is not its mean");
    }
  }

  private void other(String key) {
    if (json.kind() == JsonCursor.Kind.NUMBER) {
      double value = json.number();
      numbers.put(key, value);
      ClientStatistics.of(key, value).ifPresent(figures::add);
      if (OTHERS.contains(key)) {
        figures.add(BenchmarkFigure.of(BenchmarkQuantity.OTHER, "", value, key, "the tool's own"));
      }
      facts.put(key, value);
      if (key.contains("prefix")) {
        prefixes.put(key.replace('-', '_'), value);
      }
    } else if (json.kind() == JsonCursor.Kind.TEXT || json.kind() == JsonCursor.Kind.FLAG) {
      String text = json.text();
      facts.put(key, text);
      if (key.contains("prefix") && text.matches("[0-9]{1,9}")) {
        prefixes.put(key.replace('-', '_'), Double.parseDouble(text));
      }
    }
  }

  /** Flags of the benchmark, where {@code --metadata} or a sweep's columns say them. */
  private StatedPrefix prefix() {
    double repeated = prefixes.getOrDefault("prefix_repetition_prefix_len", 0.0);
    return repeated > 0
        ? StatedPrefix.of(repeated, prefixes.getOrDefault("prefix_repetition_num_prefixes", 1.0))
        : StatedPrefix.of(
            prefixes.getOrDefault("random_prefix_len", prefixes.getOrDefault("prefix_len", 0.0)),
            1);
  }

  BenchmarkRun build(String id, BenchmarkRuns out) {
    RequestCollector requests = new RequestCollector(out.source(origin).file());
    lists.collect(requests);
    notes.addAll(requests.notes());
    Optional<BenchmarkRequests> listed = requests.build();
    long completed = Math.round(numbers.getOrDefault("completed", Double.NaN));
    long failed = Math.round(numbers.getOrDefault("failed", 0.0));
    if (numbers.containsKey("spec_decode_acceptance_length")) {
      notes.add(
          "speculative decoding was on, with "
              + numbers.get("spec_decode_acceptance_length")
              + " tokens accepted a step in the mean; it is not modelled yet");
    }
    return new BenchmarkRun(
        id,
        out.source(origin),
        facts.setup(model, backend),
        load(completed),
        listed,
        lists.isThere() ? requests.counts() : new BenchmarkCounts(completed, failed, 0, 0),
        numbers.getOrDefault("duration", Double.NaN),
        figures,
        notes,
        List.of());
  }

  private StatedLoad load(long completed) {
    double answered = completed > 0 ? completed : Double.NaN;
    return StatedLoad.NOTHING
        .withRate(rate, numbers.getOrDefault("burstiness", Double.NaN))
        .withMaxInFlight((int) Math.min(1e9, numbers.getOrDefault("max_concurrency", 0.0)))
        .withLengths(
            Math.round(numbers.getOrDefault("num_prompts", 0.0)),
            numbers.getOrDefault("total_input_tokens", Double.NaN) / answered,
            numbers.getOrDefault("total_output_tokens", Double.NaN) / answered,
            false)
        .with(prefix());
  }
}
