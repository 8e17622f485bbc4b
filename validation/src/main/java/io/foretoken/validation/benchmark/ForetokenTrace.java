package io.foretoken.validation.benchmark;

import io.foretoken.input.json.JsonCursor;
import io.foretoken.input.problem.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** One object of {@code serve.py}. */
final class ForetokenTrace {
  private static final double MICROS = 1e6;
  private static final float[] NO_GAPS = {};
  private static final Pattern SETTING =
      Pattern.compile("(?:api|batching|compilation|memory)\\.[a-z_]+");
  private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** The engine whose rules the server follows; it belongs to no brand. */
  private static final String ENGINE = "generic";

  private final JsonCursor json;
  private final Origin origin;
  private final Map<String, String> settings = new TreeMap<>();
  private final TraceColumns requests;
  private final TraceSteps steps;
  private final List<float[]> gaps = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final Map<String, Long> counts = new TreeMap<>();
  private String name = "";
  private String model = "";
  private String weights = "";
  private String gpu = "";
  private String deviceName = "";
  private long tensor;
  private double rate = Double.NaN;
  private long maxInFlight;

  ForetokenTrace(JsonCursor json) {
    this.json = json;
    origin = json.origin();
    requests = new TraceColumns(json, "requests");
    steps = new TraceSteps(json);
  }

  void read() {
    json.object(this::field);
    requests.require("input_tokens", "output_tokens", "due_us", "sent_us", "ttft_us", "e2e_us");
    if (!gaps.isEmpty() && gaps.size() != requests.rows()) {
      json.problem(
          origin,
          "requests.gaps_us",
          "found " + gaps.size() + " entries, and there are " + requests.rows() + " requests",
          "each column has one entry for each request");
    }
    steps.check();
  }

  private void field(String key) {
    switch (key) {
      case "format" -> format();
      case "format_version" -> version();
      case "name" -> name = json.text();
      case "device" -> json.object(this::device);
      case "model" -> json.object(this::model);
      case "engine" -> json.object(this::engine);
      case "load" -> json.object(this::load);
      case "counts" -> json.object(count -> counts.put(count, json.whole(0)));
      case "notes" -> json.list(() -> notes.add(json.text()));
      case "requests" -> json.object(this::request);
      case "steps" -> json.object(steps::take);
      default -> {}
    }
  }

  private void format() {
    String found = json.text();
    if (!found.equals(ForetokenTraceReader.NAME)) {
      json.problem("found \"" + found + "\"", "the format is " + ForetokenTraceReader.NAME);
    }
  }

  private void version() {
    long found = json.whole(0);
    if (found < 1 || found > ForetokenTraceReader.VERSION) {
      json.problem(
          "found " + found + ", and versions up to " + ForetokenTraceReader.VERSION + " are known",
          "read it with the Foretoken that its kit came with");
    }
  }

  private void device(String key) {
    switch (key) {
      case "gpu" -> gpu = json.text();
      case "name" -> deviceName = json.text();
      default -> {}
    }
  }

  private void model(String key) {
    if (key.equals("name")) {
      model = json.text();
    }
  }

  private void engine(String key) {
    switch (key) {
      case "weights" -> weights = json.text();
      case "tensor" -> tensor = json.whole(0);
      case "settings" -> json.object(this::setting);
      default -> {}
    }
  }

  private void setting(String path) {
    Origin place = json.origin();
    String where = json.path();
    String value = json.text();
    if (!SETTING.matcher(path).matches() || !VALUE.matcher(value).matches()) {
      json.problem(
          place,
          where,
          "found " + path + ": \"" + value + "\"",
          "a setting is a path below a scenario's engine, such as batching.max_num_seqs");
      return;
    }
    settings.put(path, value);
  }

  private void load(String key) {
    switch (key) {
      case "requests_per_s" -> rate = json.number();
      case "max_in_flight" -> maxInFlight = json.whole(0);
      default -> {}
    }
  }

  private void request(String key) {
    if (!key.equals("gaps_us")) {
      requests.take(key);
      return;
    }
    json.list(
        () -> {
          double[] micros = json.numbers();
          float[] seconds = new float[micros.length];
          for (int i = 0; i < micros.length; i++) {
            seconds[i] = (float) (micros[i] / MICROS);
          }
          gaps.add(seconds);
        });
  }

  BenchmarkRun build(BenchmarkRuns out) {
    RequestCollector collected = new RequestCollector(out.source(origin).file());
    for (int i = 0; i < requests.rows(); i++) {
      collected.turn(i);
      collected.add(
          requests.origin(),
          "requests[" + i + "]",
          requests.at("sent_us", i) / MICROS,
          requests.at("due_us", i) / MICROS,
          Math.round(requests.at("input_tokens", i)),
          Math.round(requests.at("output_tokens", i)),
          requests.at("ttft_us", i) / MICROS,
          requests.at("e2e_us", i) / MICROS,
          gaps.isEmpty() ? NO_GAPS : gaps.get(i));
    }
    long failed = counts.getOrDefault("unfinished", 0L) + counts.getOrDefault("refused", 0L);
    for (long i = 0; i < Math.min(failed, RequestCollector.MAX_REQUESTS); i++) {
      collected.fail();
    }
    Optional<BenchmarkRequests> listed = collected.build();
    notes.addAll(collected.notes());
    notes.addAll(steps.notes());
    return new BenchmarkRun(
        name.isEmpty() ? out.id(1) : name,
        out.source(origin),
        setup(),
        StatedLoad.NOTHING
            .withRate(rate, 1)
            .withMaxInFlight((int) Math.min(1_000_000_000, maxInFlight)),
        listed,
        collected.counts(),
        listed.map(BenchmarkRequests::seconds).orElse(Double.NaN),
        steps.figures(),
        notes,
        List.of());
  }

  private StatedSetup setup() {
    return new StatedSetup(
        model,
        weights.equals("fp32") ? "" : weights,
        "",
        gpu.isEmpty() ? deviceName : gpu,
        ENGINE,
        "",
        1,
        (int) Math.min(Integer.MAX_VALUE, tensor),
        1,
        1,
        1,
        settings);
  }
}
