package io.foretoken.validation.benchmark;

import io.foretoken.input.json.JsonCursor;
import io.foretoken.input.problem.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code inferencex}: the aggregates of InferenceX (formerly InferenceMAX), an object a run or a
 * list of them. vLLM's figures in seconds, their keys without {@code _ms}; throughput is per GPU.
 * Lengths are nominal, of which 80 % to all was drawn. {@code intvty} is 1 / TPOT, so that its p99
 * is the slow tail.
 */
final class InferenceXReader implements BenchmarkReader {
  private static final Pattern VERSION = Pattern.compile("(?<![0-9.])(\\d+\\.\\d+(?:\\.\\d+)?)");

  @Override
  public String name() {
    return "inferencex";
  }

  @Override
  public String looksLike() {
    return "JSON of InferenceX's aggregates, with hw, conc, infmax_model_prefix";
  }

  @Override
  public String perRequest() {
    return "InferenceX publishes aggregates only; name the vllm bench serve --save-detailed file of"
        + " the run";
  }

  @Override
  public boolean recognises(BenchmarkFile file) {
    return file.outline().hasAll("hw", "conc", "tput_per_gpu")
        || file.outline().hasAll("[].hw", "[].conc", "[].tput_per_gpu");
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
    Origin origin = json.origin();
    Map<String, Double> numbers = new TreeMap<>();
    Map<String, String> texts = new TreeMap<>();
    json.object(
        key -> {
          switch (json.kind()) {
            case NUMBER -> numbers.put(key, json.number());
            case TEXT, FLAG -> texts.put(key, json.text());
            default -> json.skip();
          }
        });
    if (!json.problems().isEmpty()) {
      return;
    }
    boolean apart = texts.getOrDefault("disagg", "false").equals("true");
    boolean multinode = texts.getOrDefault("is_multinode", "false").equals("true");
    int gpus = degree(numbers, "tp") * degree(numbers, "pp") * degree(numbers, "pcp_size");
    List<BenchmarkFigure> figures = new ArrayList<>();
    numbers.forEach((key, value) -> figure(key, value, gpus, multinode).ifPresent(figures::add));
    List<String> notes = new ArrayList<>();
    String speculation = texts.getOrDefault("spec_decoding", "none");
    if (!speculation.equals("none") && !speculation.isEmpty()) {
      notes.add("speculative decoding was on (" + speculation + "); it is not modelled yet");
    }
    List<String> obstacles = new ArrayList<>();
    if (apart) {
      obstacles.add("the run was served disaggregated, which is not modelled yet");
    } else if (multinode) {
      obstacles.add("the run was served over several nodes, whose division is not read");
    }
    out.add(
        new BenchmarkRun(
            out.id(number),
            out.source(origin),
            setup(numbers, texts),
            StatedLoad.NOTHING
                .withMaxInFlight((int) Math.min(1e9, numbers.getOrDefault("conc", 0.0)))
                .withLengths(
                    0,
                    numbers.getOrDefault("isl", Double.NaN),
                    numbers.getOrDefault("osl", Double.NaN),
                    true),
            Optional.empty(),
            new BenchmarkCounts(0, 0, 0, 0),
            Double.NaN,
            figures,
            notes,
            obstacles));
  }

  private static int degree(Map<String, Double> numbers, String key) {
    return (int) Math.max(1, Math.min(1e4, numbers.getOrDefault(key, 1.0)));
  }

  /** With DP attention every GPU of tp is a rank of its own. */
  private static StatedSetup setup(Map<String, Double> numbers, Map<String, String> texts) {
    ServerFacts facts = new ServerFacts();
    texts.forEach(
        (key, value) -> {
          if (key.equals("hw") || key.equals("framework") || key.equals("precision")) {
            facts.put(key, value);
          }
        });
    Matcher version = VERSION.matcher(texts.getOrDefault("image", ""));
    if (version.find()) {
      facts.put("version", version.group(1));
    }
    boolean ranks = texts.getOrDefault("dp_attention", "false").equals("true");
    int tensor = degree(numbers, "tp");
    facts.put("tp", ranks ? 1 : tensor);
    facts.put("dp", ranks ? tensor : 1);
    facts.put("pp", degree(numbers, "pp"));
    facts.put("ep", degree(numbers, "ep"));
    return facts.setup(texts.getOrDefault("model", ""), "");
  }

  private static Optional<BenchmarkFigure> figure(
      String key, double value, int gpus, boolean multinode) {
    if (key.endsWith("_intvty")) {
      return Optional.of(
          BenchmarkFigure.of(
              BenchmarkQuantity.OTHER,
              key.substring(0, key.length() - "_intvty".length()),
              value,
              key,
              "1 / TPOT, tokens a second and user: the p99 is the slow tail"));
    }
    BenchmarkQuantity rate =
        switch (key) {
          case "tput_per_gpu" -> BenchmarkQuantity.TOTAL;
          case "output_tput_per_gpu" -> BenchmarkQuantity.OUTPUT;
          case "input_tput_per_gpu" -> BenchmarkQuantity.INPUT;
          default -> null;
        };
    if (rate != null && !multinode) {
      return Optional.of(
          BenchmarkFigure.of(
              rate, "", value * gpus, key, "per GPU there, of all " + gpus + " GPUs here"));
    }
    return rate == null ? ClientStatistics.of(key, value) : Optional.empty();
  }
}
