package io.foretoken.validation.measured;

import io.foretoken.input.problem.Problem;
import io.foretoken.validation.table.CsvFolder;
import io.foretoken.validation.table.MergedTable;
import io.foretoken.validation.table.TableRow;
import io.foretoken.validation.table.UnusableRunException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * {@code vllm-traces}: a folder per run with every request of an offline engine (no HTTP).
 *
 * <p>Clock: {@code arrival_s}. The time in the engine's queue, from which the peer counts, is a
 * second clock beside it.
 */
final class TracesSet implements MeasuredSet {
  static final String SUITE_PREFIX = "vllm-traces-";

  private static final String FOLDER = "vllm-traces";
  private static final String FACTS = "engine.json";
  private static final Set<String> REQUEST_COLUMNS =
      Set.of("request", "arrival_s", "input_tokens", "output_tokens", "shared_prefix_tokens");
  private static final Set<String> PEER_COLUMNS = Set.of("request", "ttft_s", "tpot_s", "e2e_s");
  private static final String PEER = "llmservingsim";
  private static final Source SOURCE =
      new Source("github.com/casys-kaist/LLMServingSim", "5daddb21", "MIT");
  private static final double NANOS = 1e9;
  private static final double PICOS = 1e12;
  private static final double MAX_SECONDS = 1e6;
  private static final int MAX_TOKENS = 10_000_000;

  @Override
  public String folder() {
    return FOLDER;
  }

  @Override
  public void read(Path folder, Collected out) {
    try (Stream<Path> entries = Files.list(folder)) {
      entries.filter(Files::isDirectory).sorted().forEach(run -> readRun(run, out));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void readRun(Path folder, Collected out) {
    String id = folder.getFileName().toString();
    Path facts = folder.resolve(FACTS);
    if (!Files.isRegularFile(facts)) {
      out.skip(
          SUITE_PREFIX + "unknown", id, SkipKind.NOT_STATED, "there is no " + FACTS + " beside it");
      return;
    }
    CsvFolder files = CsvFolder.scan(folder);
    MergedTable requests = MergedTable.read(files, REQUEST_COLUMNS, List.of("request"));
    MergedTable peers = MergedTable.read(files, PEER_COLUMNS, List.of("request"));
    String[] suite = {SUITE_PREFIX + "unknown"};
    try {
      suite[0] = suiteOf(JsonFacts.read(facts).require("gpu"));
    } catch (UnusableRunException e) {
      out.skip(suite[0], id, e.kind(), e.getMessage());
      return;
    }
    List<Problem> problems = new ArrayList<>(files.problems());
    problems.addAll(requests.problems());
    if (!problems.isEmpty()) {
      out.skip(suite[0], id, SkipKind.DAMAGED, SkipKind.oneLine(problems.get(0)));
      return;
    }
    out.add(suite[0], id, () -> read(suite[0], id, JsonFacts.read(facts), requests, peers));
  }

  /** Such as {@code vllm-traces-rtx4090}. */
  static String suiteOf(String gpu) {
    return SUITE_PREFIX + gpu.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  private static MeasuredRun read(
      String suite, String id, JsonFacts facts, MergedTable requests, MergedTable peers) {
    List<TableRow> rows =
        requests.rows().stream()
            .sorted(Comparator.comparingDouble(row -> row.number("arrival_s", 0, MAX_SECONDS)))
            .toList();
    if (rows.isEmpty()) {
      throw new UnusableRunException(
          SkipKind.DAMAGED, "no file beside " + FACTS + " lists the requests");
    }
    rows.forEach(TableRow::requireNoConflict);
    int stated = facts.whole("requests", rows.size());
    if (stated != rows.size()) {
      throw new UnusableRunException(
          SkipKind.DAMAGED, "the run had " + stated + " requests, its file lists " + rows.size());
    }
    if (rows.stream().anyMatch(row -> row.isBlank("last_token_s"))) {
      throw new UnusableRunException(
          SkipKind.INPUTS_ONLY, "requests without the times of their tokens");
    }
    List<String> assumptions = new ArrayList<>();
    if (facts.text("kv_blocks").isEmpty()) {
      assumptions.add("KV blocks not recorded: computed");
    }
    return new MeasuredRun(
        suite,
        id,
        setup(facts),
        load(rows),
        figures(rows),
        peers(rows, peers.rows()),
        Regime.FINITE,
        false,
        SOURCE,
        assumptions);
  }

  private static Setup setup(JsonFacts facts) {
    Map<String, String> knobs = new TreeMap<>();
    knob(knobs, "batching.max_num_seqs", facts, "max_num_seqs");
    knob(knobs, "batching.max_num_batched_tokens", facts, "max_num_batched_tokens");
    knob(knobs, "batching.enable_chunked_prefill", facts, "chunked_prefill");
    knob(knobs, "batching.async_scheduling", facts, "async_scheduling");
    knob(knobs, "memory.max_model_len", facts, "max_model_len");
    knob(knobs, "memory.block_size", facts, "kv_block_size");
    knob(knobs, "memory.num_gpu_blocks_override", facts, "kv_blocks");
    knob(knobs, "memory.gpu_memory_utilization", facts, "gpu_memory_utilization");
    knob(knobs, "memory.enable_prefix_caching", facts, "prefix_caching");
    int tensor = facts.whole("tensor_parallel", 1);
    int data = facts.whole("data_parallel", 1);
    boolean expert = facts.text("expert_parallel").orElse("false").equals("true");
    String dtype = facts.text("dtype").orElse("");
    String kv = facts.text("kv_cache_dtype").orElse("auto");
    return new Setup(
        facts.require("model"),
        dtype.equals("bfloat16") ? "bf16" : dtype.equals("float16") ? "fp16" : dtype,
        kv.equals("auto") ? "" : kv,
        facts.require("gpu"),
        1,
        tensor,
        1,
        data,
        expert ? tensor * data : 1,
        facts.text("engine").orElse("vllm"),
        facts.text("engine_version").orElse(""),
        knobs,
        false);
  }

  private static void knob(Map<String, String> knobs, String path, JsonFacts facts, String key) {
    facts.text(key).ifPresent(value -> knobs.put(path, value));
  }

  private static ExactLoad load(List<TableRow> rows) {
    return new ExactLoad(
        0,
        rows.stream().mapToLong(row -> Math.round(seconds(row, "arrival_s") * NANOS)).toArray(),
        rows.stream().mapToInt(row -> row.whole("input_tokens", 1, MAX_TOKENS)).toArray(),
        rows.stream().mapToInt(row -> row.whole("output_tokens", 1, MAX_TOKENS)).toArray(),
        rows.stream()
            .mapToInt(row -> row.whole("shared_prefix_tokens", 0, MAX_TOKENS, 0))
            .toArray());
  }

  private static double seconds(TableRow row, String column) {
    return row.number(column, 0, MAX_SECONDS);
  }

  private static Map<Metric, Double> figures(List<TableRow> rows) {
    Map<Metric, Double> figures = new EnumMap<>(Metric.class);
    add(figures, Metric.Quantity.TTFT, rows, row -> since(row, "arrival_s", "first_token_s"));
    add(figures, Metric.Quantity.E2E, rows, row -> since(row, "arrival_s", "last_token_s"));
    if (rows.stream().noneMatch(row -> row.isBlank("queued_s"))) {
      add(
          figures,
          Metric.Quantity.QUEUED_TTFT,
          rows,
          row -> since(row, "queued_s", "first_token_s"));
    }
    List<TableRow> several =
        rows.stream().filter(row -> row.whole("output_tokens", 1, MAX_TOKENS) > 1).toList();
    add(figures, Metric.Quantity.TPOT, several, TracesSet::tpot);
    double start = rows.stream().mapToDouble(row -> seconds(row, "arrival_s")).min().orElse(0);
    double end = rows.stream().mapToDouble(row -> seconds(row, "last_token_s")).max().orElse(0);
    double tokens =
        rows.stream().mapToDouble(row -> row.whole("output_tokens", 1, MAX_TOKENS)).sum();
    figures.put(Metric.OUTPUT_THROUGHPUT, tokens / (end - start));
    return figures;
  }

  private static double tpot(TableRow row) {
    return since(row, "first_token_s", "last_token_s")
        / (row.whole("output_tokens", 1, MAX_TOKENS) - 1);
  }

  private static double since(TableRow row, String from, String to) {
    return seconds(row, to) - seconds(row, from);
  }

  private static void add(
      Map<Metric, Double> figures,
      Metric.Quantity quantity,
      List<TableRow> rows,
      ToDoubleFunction<TableRow> seconds) {
    LatencyFigures.add(
        figures,
        quantity,
        rows.stream().mapToLong(row -> Math.round(seconds.applyAsDouble(row) * PICOS)).toArray());
  }

  /** The peer's errors by its own clock, which starts in the engine's queue. */
  private static List<PeerFigure> peers(List<TableRow> rows, Collection<TableRow> peerRows) {
    if (peerRows.size() != rows.size() || rows.stream().anyMatch(row -> row.isBlank("queued_s"))) {
      return List.of();
    }
    List<TableRow> predicted = List.copyOf(peerRows);
    Map<Metric, Double> theirs = new EnumMap<>(Metric.class);
    add(theirs, Metric.Quantity.TTFT, predicted, row -> seconds(row, "ttft_s"));
    add(theirs, Metric.Quantity.TPOT, predicted, row -> seconds(row, "tpot_s"));
    add(theirs, Metric.Quantity.E2E, predicted, row -> seconds(row, "e2e_s"));
    Map<Metric, Double> measured = new EnumMap<>(Metric.class);
    add(measured, Metric.Quantity.TTFT, rows, row -> since(row, "queued_s", "first_token_s"));
    add(measured, Metric.Quantity.TPOT, rows, TracesSet::tpot);
    add(measured, Metric.Quantity.E2E, rows, row -> since(row, "queued_s", "last_token_s"));
    List<PeerFigure> errors = new ArrayList<>();
    theirs.forEach(
        (metric, value) ->
            errors.add(
                new PeerFigure(
                    PEER,
                    metric,
                    100 * Math.abs(value - measured.get(metric)) / measured.get(metric))));
    return errors;
  }
}
