package io.foretoken.validation.benchmark;

import io.foretoken.input.json.JsonCursor;
import io.foretoken.input.json.JsonOutline;

/**
 * {@code vllm-bench}: what {@code vllm bench serve --save-result} writes, a JSON object; with
 * {@code --append-result} one after the other; {@code vllm bench sweep} puts them into a list, with
 * the parameters that it swept. Aggregates are in milliseconds, lists of requests in seconds.
 * Requests are there with {@code --save-detailed} alone.
 */
final class VllmBenchReader implements BenchmarkReader {
  static final String NAME = "vllm-bench";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String looksLike() {
    return "JSON of vllm bench serve --save-result, with model_id, num_prompts, duration";
  }

  @Override
  public String perRequest() {
    return "run vllm bench serve with --save-result --save-detailed";
  }

  @Override
  public boolean recognises(BenchmarkFile file) {
    JsonOutline outline = file.outline();
    return outline.hasAll("model_id", "num_prompts", "total_output_tokens")
        || outline.hasAll("[].model_id", "[].num_prompts", "[].total_output_tokens");
  }

  @Override
  public void read(BenchmarkFile file, BenchmarkRuns out) {
    try (JsonCursor json = file.json()) {
      int[] number = {0};
      while (json.nextRoot()) {
        if (json.kind() == JsonCursor.Kind.LIST) {
          json.list(() -> read(json, ++number[0], out));
        } else {
          read(json, ++number[0], out);
        }
      }
      json.problems().throwIfAny();
    }
  }

  private static void read(JsonCursor json, int number, BenchmarkRuns out) {
    VllmBenchRun run = new VllmBenchRun(json);
    run.read();
    if (json.problems().isEmpty()) {
      out.add(run.build(out.id(number), out));
    }
  }
}
