package io.foretoken.validation.benchmark;

import io.foretoken.input.json.JsonCursor;
import io.foretoken.input.problem.Origin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code llmperf}: LLMPerf's {@code NAME_individual_responses.json}, a list with an object a
 * request, times in seconds. Its inter-token latency is E2E over all output tokens and not used.
 * Model and concurrency are in {@code NAME_summary.json} beside it. LLMPerf keeps a fixed number of
 * requests in flight; when each was sent it does not say.
 */
final class LlmPerfReader implements BenchmarkReader {
  private static final String OWN = "_individual_responses.json";

  @Override
  public String name() {
    return "llmperf";
  }

  @Override
  public String looksLike() {
    return "JSON of LLMPerf's individual responses, a list with error_code, ttft_s";
  }

  @Override
  public String perRequest() {
    return "name LLMPerf's NAME_individual_responses.json, with its NAME_summary.json beside it";
  }

  @Override
  public boolean recognises(BenchmarkFile file) {
    return file.outline().hasAll("[].error_code", "[].error_msg");
  }

  @Override
  public void read(BenchmarkFile file, BenchmarkRuns out) {
    RequestCollector requests = new RequestCollector(file.path().toString());
    try (JsonCursor json = file.json()) {
      json.nextRoot();
      json.list(() -> request(json, requests));
      json.problems().throwIfAny();
    }
    if (requests.seen() == 0) {
      return;
    }
    Optional<BenchmarkRun> summary = summary(file);
    out.add(
        new BenchmarkRun(
            out.id(1),
            out.source(file.origin()),
            summary.map(BenchmarkRun::setup).orElse(StatedSetup.NOTHING),
            summary.map(BenchmarkRun::load).orElse(StatedLoad.NOTHING),
            requests.build(),
            requests.counts(),
            Double.NaN,
            summary.map(BenchmarkRun::figures).orElse(List.of()),
            requests.notes(),
            List.of()));
  }

  private static void request(JsonCursor json, RequestCollector requests) {
    Origin origin = json.origin();
    String path = json.path();
    Map<String, Double> values = new TreeMap<>();
    boolean[] failed = {false};
    json.object(
        key -> {
          if (key.equals("error_code")) {
            failed[0] = !json.isNull();
          } else if (json.kind() == JsonCursor.Kind.NUMBER) {
            values.put(key, json.number());
          }
        });
    if (failed[0]) {
      requests.fail();
      return;
    }
    requests.add(
        origin,
        path,
        Double.NaN,
        Double.NaN,
        Math.round(values.getOrDefault("number_input_tokens", 0.0)),
        Math.round(values.getOrDefault("number_output_tokens", 0.0)),
        values.getOrDefault("ttft_s", Double.NaN),
        values.getOrDefault("end_to_end_latency_s", Double.NaN),
        new float[0]);
  }

  private static Optional<BenchmarkRun> summary(BenchmarkFile file) {
    String name = file.path().getFileName().toString();
    Optional<Path> path = file.companion();
    if (path.isEmpty() && name.endsWith(OWN)) {
      String sibling = name.substring(0, name.length() - OWN.length()) + "_summary.json";
      path =
          Optional.of(file.path().toAbsolutePath().resolveSibling(sibling))
              .filter(Files::isRegularFile);
    }
    return path.map(summary -> LlmPerfSummaryReader.read(summary, file));
  }
}
