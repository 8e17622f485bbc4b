package io.foretoken.validation.benchmark;

import io.foretoken.input.json.JsonCursor;
import io.foretoken.input.json.JsonOutline;
import io.foretoken.input.problem.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code sglang-bench}: what {@code sglang.bench_serving --output-file} appends, a JSON object a
 * run. Aggregates are in milliseconds, lists of requests ({@code --output-details}) in seconds.
 * When requests were sent is not in it. The rate may be {@code Infinity} or the word {@code trace}.
 * Newer ones hold the server's own arguments.
 */
final class SglangBenchReader implements BenchmarkReader {
  @Override
  public String name() {
    return "sglang-bench";
  }

  @Override
  public String looksLike() {
    return "JSON lines of sglang.bench_serving, with backend, dataset_name, sharegpt_output_len";
  }

  @Override
  public String perRequest() {
    return "run sglang.bench_serving with --output-file and --output-details";
  }

  @Override
  public boolean recognises(BenchmarkFile file) {
    JsonOutline outline = file.outline();
    return outline.hasAll("backend", "request_throughput", "total_output_tokens")
        && !outline.hasAll("model_id")
        && (outline.hasAll("sharegpt_output_len") || outline.hasAll("accept_length"));
  }

  @Override
  public void read(BenchmarkFile file, BenchmarkRuns out) {
    try (JsonCursor json = file.json()) {
      int number = 0;
      while (json.nextRoot()) {
        Run run = new Run(json);
        json.object(run::field);
        run.lists.checkLengths();
        number++;
        if (json.problems().isEmpty()) {
          out.add(run.build(out.id(number), out));
        }
      }
      json.problems().throwIfAny();
    }
  }

  private static final class Run {
    private final JsonCursor json;
    private final Origin origin;
    private final ColumnLists lists;
    private final ServerFacts facts = new ServerFacts();
    private final Map<String, String> server = new TreeMap<>();
    private final Map<String, Double> numbers = new TreeMap<>();
    private final List<BenchmarkFigure> figures = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private String backend = "";
    private double rate = Double.NaN;

    Run(JsonCursor json) {
      this.json = json;
      origin = json.origin();
      lists = new ColumnLists(json);
    }

    void field(String key) {
      if (lists.take(key)) {
        return;
      }
      switch (key) {
        case "backend" -> backend = json.text();
        case "request_rate" -> rate = VllmBenchRun.rate(json);
        case "server_info" -> serverInfo();
        default -> {
          if (json.kind() == JsonCursor.Kind.NUMBER) {
            number(key, json.number());
          }
        }
      }
    }

    private void number(String key, double value) {
      numbers.put(key, value);
      ClientStatistics.of(key, value).ifPresent(figures::add);
      if (key.equals("concurrency")) {
        figures.add(
            BenchmarkFigure.of(
                BenchmarkQuantity.OTHER, "mean", value, key, "sum of E2E over the run's time"));
      }
    }

    private void serverInfo() {
      json.object(
          key -> {
            if (json.kind() != JsonCursor.Kind.OBJECT && json.kind() != JsonCursor.Kind.LIST) {
              String value = json.text();
              server.put(key, value);
              facts.put(key, value);
            }
          });
    }

    BenchmarkRun build(String id, BenchmarkRuns out) {
      RequestCollector requests = new RequestCollector(out.source(origin).file());
      lists.collect(requests);
      notes.addAll(requests.notes());
      if (numbers.containsKey("accept_length")) {
        notes.add(
            "speculative decoding was on, with "
                + numbers.get("accept_length")
                + " tokens accepted a step in the mean; it is not modelled yet");
      }
      Optional<BenchmarkRequests> listed = requests.build();
      long completed = Math.round(numbers.getOrDefault("completed", Double.NaN));
      double answered = completed > 0 ? completed : Double.NaN;
      return new BenchmarkRun(
          id,
          out.source(origin),
          setup(),
          StatedLoad.NOTHING
              .withRate(rate, Double.isFinite(rate) ? 1 : Double.NaN)
              .withMaxInFlight((int) Math.min(1e9, numbers.getOrDefault("max_concurrency", 0.0)))
              .withLengths(
                  completed,
                  numbers.getOrDefault("total_input_tokens", Double.NaN) / answered,
                  numbers.getOrDefault("total_output_tokens", Double.NaN) / answered,
                  false),
          listed,
          lists.isThere() ? requests.counts() : new BenchmarkCounts(completed, 0, 0, 0),
          numbers.getOrDefault("duration", Double.NaN),
          figures,
          notes,
          List.of());
    }

    /**
     * SGLang's tp is all of its GPUs. With DP attention its dp ranks lie within; without, dp counts
     * whole engines.
     */
    private StatedSetup setup() {
      boolean prefixes = server.getOrDefault("disable_radix_cache", "false").equals("true");
      if (server.containsKey("disable_radix_cache")) {
        facts.knob("memory.enable_prefix_caching", String.valueOf(!prefixes));
      }
      if (server.containsKey("disable_overlap_schedule")) {
        boolean off = server.get("disable_overlap_schedule").equals("true");
        facts.knob("batching.async_scheduling", String.valueOf(!off));
      }
      StatedSetup flat = facts.setup(server.getOrDefault("model_path", ""), backend);
      boolean attention = server.getOrDefault("enable_dp_attention", "false").equals("true");
      int data = Math.max(1, flat.data());
      if (flat.tensor() == 0 || data == 1) {
        return flat;
      }
      return new StatedSetup(
          flat.model(),
          flat.weights(),
          flat.kvCache(),
          flat.gpu(),
          flat.engine(),
          flat.version(),
          attention ? flat.replicas() : data,
          attention ? Math.max(1, flat.tensor() / data) : flat.tensor(),
          flat.pipeline(),
          attention ? data : 1,
          flat.expert(),
          flat.knobs());
    }
  }
}
