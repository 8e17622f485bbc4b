package io.foretoken.validation.benchmark;

import io.foretoken.input.json.JsonCursor;
import io.foretoken.input.problem.Origin;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code genai-perf}: the raw {@code profile_export.json} of GenAI-Perf (perf_analyzer): for each
 * request when it was sent and when each response came, nanoseconds since 1970. Tokens are counted
 * only where the server sent a usage object; without one a chunk counts as a token, and the
 * prompt's length is the mean of the aggregate beside the file.
 */
final class GenAiPerfReader implements BenchmarkReader {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final Pattern COMPLETION =
      Pattern.compile("\"completion_tokens\"\\s*:\\s*(\\d{1,9})");
  private static final Pattern PROMPT = Pattern.compile("\"prompt_tokens\"\\s*:\\s*(\\d{1,9})");
  private static final Pattern MODEL = Pattern.compile("\"model\"\\s*:\\s*\"([^\"]{1,200})\"");
  private static final Pattern NO_CHOICE = Pattern.compile("\"choices\"\\s*:\\s*\\[\\s*\\]");

  @Override
  public String name() {
    return "genai-perf";
  }

  @Override
  public String looksLike() {
    return "JSON of GenAI-Perf's profile_export.json, with experiments[].requests[]";
  }

  @Override
  public String perRequest() {
    return "name GenAI-Perf's profile_export.json";
  }

  @Override
  public boolean recognises(BenchmarkFile file) {
    return file.outline().hasAll("experiments", "experiments[].requests");
  }

  @Override
  public void read(BenchmarkFile file, BenchmarkRuns out) {
    Optional<BenchmarkRun> aggregate = AiPerfAggregateReader.beside(file);
    try (JsonCursor json = file.json()) {
      int[] number = {0};
      while (json.nextRoot()) {
        json.object(
            key -> {
              if (key.equals("experiments")) {
                json.list(
                    () -> {
                      Experiment experiment = new Experiment(json, file, aggregate);
                      json.object(experiment::field);
                      number[0]++;
                      if (json.problems().isEmpty() && experiment.requests.seen() > 0) {
                        out.add(experiment.build(out.id(number[0]), out));
                      }
                    });
              }
            });
      }
      json.problems().throwIfAny();
    }
  }

  private static final class Experiment {
    private final JsonCursor json;
    private final Origin origin;
    private final Optional<BenchmarkRun> aggregate;
    private final RequestCollector requests;
    private final Set<String> models = new LinkedHashSet<>();
    private long base = Long.MIN_VALUE;
    private String mode = "";
    private double value = Double.NaN;
    private boolean counted;

    Experiment(JsonCursor json, BenchmarkFile file, Optional<BenchmarkRun> aggregate) {
      this.json = json;
      this.aggregate = aggregate;
      origin = json.origin();
      requests = new RequestCollector(file.path().toString());
    }

    void field(String key) {
      if (key.equals("experiment")) {
        json.object(
            part -> {
              switch (part) {
                case "mode" -> mode = json.text();
                case "value" -> value = json.number();
                default -> json.skip();
              }
            });
      } else if (key.equals("requests")) {
        json.list(this::request);
      }
    }

    private void request() {
      Request request = new Request(json);
      json.object(request::field);
      if (!request.model.isEmpty() && models.add(request.model) && models.size() == 2) {
        json.problem(
            request.origin,
            "requests",
            "this request is of " + request.model + ", earlier ones of " + models.iterator().next(),
            "measure one model at a time");
      }
      base = base == Long.MIN_VALUE ? request.sent : base;
      request.dropEmpty();
      if (request.times.isEmpty()) {
        requests.fail();
        return;
      }
      long input = request.promptTokens;
      if (input < 0) {
        double mean = aggregate.map(run -> run.load().inputTokens()).orElse(Double.NaN);
        if (Double.isNaN(mean)) {
          json.problem(
              request.origin,
              "requests",
              "the request does not say how many tokens its prompt had",
              "let the server send usage (stream_options: include_usage), or give"
                  + " profile_export_genai_perf.json as the second file");
          return;
        }
        input = Math.max(1, Math.round(mean));
      }
      counted |= request.outputTokens < 0;
      long output = request.outputTokens < 0 ? request.times.size() : request.outputTokens;
      requests.add(
          request.origin,
          "timestamp",
          (request.sent - base) / NANOS_PER_SECOND,
          Double.NaN,
          input,
          output,
          (request.times.get(0) - request.sent) / NANOS_PER_SECOND,
          (request.times.get(request.times.size() - 1) - request.sent) / NANOS_PER_SECOND,
          request.gaps());
    }

    BenchmarkRun build(String id, BenchmarkRuns out) {
      Optional<BenchmarkRequests> listed = requests.build();
      List<String> notes = new ArrayList<>(requests.notes());
      if (counted) {
        notes.add("the server sent no usage: every chunk is taken for one token");
      }
      StatedLoad load = StatedLoad.NOTHING;
      if (mode.equals("concurrency") && value > 0) {
        load = load.withMaxInFlight((int) value);
      } else if (mode.startsWith("request_rate") && value > 0) {
        load = load.withRate(value, Double.NaN);
      }
      return new BenchmarkRun(
          id,
          out.source(origin),
          StatedSetup.NOTHING.with(models.isEmpty() ? "" : models.iterator().next(), ""),
          load,
          listed,
          requests.counts(),
          listed.map(BenchmarkRequests::seconds).orElse(Double.NaN),
          aggregate.map(BenchmarkRun::figures).orElse(List.of()),
          notes,
          List.of());
    }
  }

  private static final class Request {
    private final JsonCursor json;
    private final Origin origin;
    private final List<Long> times = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private long sent;
    private String model = "";
    private long promptTokens = -1;
    private long outputTokens = -1;

    Request(JsonCursor json) {
      this.json = json;
      origin = json.origin();
    }

    void field(String key) {
      switch (key) {
        case "timestamp" -> sent = json.whole(0);
        case "response_timestamps" -> json.list(() -> times.add(json.whole(0)));
        case "response_outputs" ->
            json.list(
                () ->
                    json.object(
                        part -> {
                          if (part.equals("response")) {
                            texts.add(json.text());
                          }
                        }));
        case "request_inputs" ->
            json.object(
                part -> {
                  if (part.equals("payload")) {
                    Matcher found = MODEL.matcher(json.text());
                    model = found.find() ? found.group(1) : "";
                  }
                });
        default -> json.skip();
      }
    }

    /** Responses that bring no token: none at all, the mark of the end, a usage object alone. */
    void dropEmpty() {
      for (int i = texts.size() - 1; i >= 0; i--) {
        String text = texts.get(i);
        Matcher completion = COMPLETION.matcher(text);
        Matcher prompt = PROMPT.matcher(text);
        if (outputTokens < 0 && completion.find() && prompt.find()) {
          outputTokens = Long.parseLong(completion.group(1));
          promptTokens = Long.parseLong(prompt.group(1));
        }
        String content = text.replace("data:", "").replace("[DONE]", "").strip();
        boolean empty = content.isEmpty() || NO_CHOICE.matcher(content).find();
        if (empty && i < times.size()) {
          times.remove(i);
        }
      }
    }

    float[] gaps() {
      float[] gaps = new float[Math.max(0, times.size() - 1)];
      for (int i = 0; i < gaps.length; i++) {
        gaps[i] = (float) ((times.get(i + 1) - times.get(i)) / NANOS_PER_SECOND);
      }
      return gaps;
    }
  }
}
