package io.foretoken.validation.benchmark;

import io.foretoken.input.json.JsonCursor;
import io.foretoken.input.problem.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code inference-perf}: {@code per_request_lifecycle_metrics.json} of inference-perf, a list with
 * an object a request, times in seconds of the client's own clock. The server's count of tokens
 * goes before the client's. Several tokens in a chunk come at one time: gaps of zero are no gaps.
 */
final class InferencePerfReader implements BenchmarkReader {
  private static final Pattern MODEL = Pattern.compile("\"model\"\\s*:\\s*\"([^\"]{1,200})\"");

  @Override
  public String name() {
    return "inference-perf";
  }

  @Override
  public String looksLike() {
    return "JSON of inference-perf's per_request_lifecycle_metrics.json, a list with start_time and"
        + " info";
  }

  @Override
  public String perRequest() {
    return "run inference-perf with report: {request_lifecycle: {per_request: true}} and name"
        + " per_request_lifecycle_metrics.json";
  }

  @Override
  public boolean recognises(BenchmarkFile file) {
    return file.outline().hasAll("[].start_time", "[].end_time", "[].info");
  }

  @Override
  public void read(BenchmarkFile file, BenchmarkRuns out) {
    RequestCollector requests = new RequestCollector(file.path().toString());
    Set<String> models = new LinkedHashSet<>();
    try (JsonCursor json = file.json()) {
      json.nextRoot();
      json.list(
          () -> {
            Entry entry = new Entry(json);
            json.object(entry::field);
            if (!entry.model.isEmpty() && models.add(entry.model) && models.size() == 2) {
              json.problem(
                  entry.origin,
                  entry.path,
                  "this request is of "
                      + entry.model
                      + ", earlier ones of "
                      + models.iterator().next(),
                  "measure one model at a time");
            }
            entry.add(requests);
          });
      json.problems().throwIfAny();
    }
    if (requests.seen() == 0) {
      return;
    }
    Optional<BenchmarkRequests> listed = requests.build();
    List<String> notes = new ArrayList<>(requests.notes());
    notes.add("when requests were due is not in the file: they are sent again when they were sent");
    out.add(
        new BenchmarkRun(
            out.id(1),
            out.source(file.origin()),
            StatedSetup.NOTHING.with(models.isEmpty() ? "" : models.iterator().next(), ""),
            StatedLoad.NOTHING,
            listed,
            requests.counts(),
            listed.map(BenchmarkRequests::seconds).orElse(Double.NaN),
            List.of(),
            notes,
            List.of()));
  }

  private static final class Entry {
    private final JsonCursor json;
    private final Origin origin;
    private final String path;
    private double start = Double.NaN;
    private double end = Double.NaN;
    private boolean failed;
    private String model = "";
    private double input = Double.NaN;
    private double output = Double.NaN;
    private double served = Double.NaN;
    private double cached = Double.NaN;
    private double[] times = {};

    Entry(JsonCursor json) {
      this.json = json;
      origin = json.origin();
      path = json.path();
    }

    void field(String key) {
      switch (key) {
        case "start_time" -> start = json.number();
        case "end_time" -> end = json.number();
        case "error" -> failed = !json.isNull();
        case "request" -> {
          if (json.kind() == JsonCursor.Kind.TEXT) {
            Matcher found = MODEL.matcher(json.text());
            model = found.find() ? found.group(1) : "";
          }
        }
        case "info" -> json.object(this::info);
        default -> json.skip();
      }
    }

    private void info(String key) {
      switch (key) {
        case "input_tokens" -> input = Double.isNaN(input) ? json.number() : input;
        case "request_metrics" ->
            json.object(
                kind -> {
                  if (kind.equals("text")) {
                    json.object(
                        part -> {
                          if (part.equals("input_tokens")) {
                            input = json.number();
                          }
                        });
                  }
                });
        case "response_metrics" -> json.object(this::response);
        default -> json.skip();
      }
    }

    private void response(String key) {
      switch (key) {
        case "output_tokens" -> output = json.number();
        case "output_token_times" -> times = json.numbers();
        case "server_usage" ->
            json.object(
                part -> {
                  if (part.equals("completion_tokens")) {
                    served = json.number();
                  } else if (part.equals("prompt_tokens_details")) {
                    json.object(
                        detail -> {
                          if (detail.equals("cached_tokens")) {
                            cached = json.number();
                          }
                        });
                  }
                });
        default -> json.skip();
      }
    }

    void add(RequestCollector requests) {
      if (failed) {
        requests.fail();
        return;
      }
      double tokens = Double.isNaN(served) ? output : served;
      double firstToken = times.length > 0 ? times[0] - start : Double.NaN;
      double lastToken = times.length > 0 ? times[times.length - 1] - start : end - start;
      float[] gaps = new float[Math.max(0, times.length - 1)];
      int count = 0;
      for (int i = 0; i + 1 < times.length; i++) {
        if (times[i + 1] != times[i]) {
          gaps[count++] = (float) (times[i + 1] - times[i]);
        }
      }
      requests.cached(cached);
      requests.add(
          origin,
          path,
          start,
          Double.NaN,
          Double.isNaN(input) ? 0 : Math.round(input),
          Double.isNaN(tokens) ? 0 : Math.round(tokens),
          firstToken,
          end < start ? end - start : lastToken,
          Arrays.copyOf(gaps, count));
    }
  }
}
