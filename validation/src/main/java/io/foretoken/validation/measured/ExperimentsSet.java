package io.foretoken.validation.measured;

import io.foretoken.validation.table.CsvFolder;
import io.foretoken.validation.table.MergedTable;
import io.foretoken.validation.table.TableRow;
import io.foretoken.validation.table.UnusableRunException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * {@code vllm-experiments}: aggregates of runs whose load generator sends one hundred distinct
 * prompts in a cycle, at times of a Poisson process conditioned on rate x duration, stage after
 * stage, and gives up after a timeout.
 *
 * <p>Clock: the client's send. TPOT is (mean e2e - mean ttft) / (output length - 1) with the
 * configured output length, which the server generates exactly. The source's own "itl" divides by
 * the client's count of tokens; the peers were scored on it, by the same factor on both sides.
 */
final class ExperimentsSet implements MeasuredSet {
  static final String SUITE = "vllm-experiments";

  private static final Set<String> RUN_COLUMNS = Set.of("id", "stage0_rate_rps");
  private static final List<String> FIGURE_KEY = List.of("id", "stage", "metric", "statistic");
  private static final Set<String> FIGURE_COLUMNS =
      Set.of("id", "stage", "metric", "statistic", "value_ms");
  private static final Set<String> LOAD_COLUMNS = Set.of("id", "stage", "completed_rps");
  private static final List<String> PEER_KEY =
      List.of("id", "simulator", "source", "stage", "metric", "statistic");
  private static final Set<String> PEER_COLUMNS =
      Set.of("id", "simulator", "source", "stage", "metric", "statistic", "ape_pct");
  private static final Source SOURCE =
      new Source("github.com/inference-sim", "b70edb9a13e7", "none");

  private static final String WHOLE_RUN = "-1";
  private static final String CLIENT_COUNTED_TPOT = "itl_client_count";
  private static final double MILLIS_PER_SECOND = 1e3;
  private static final int MAX_TOKENS = 10_000_000;
  private static final double OVERLOADED_TTFT_SECONDS = 10;

  /**
   * How much longer prompts are on the server than nominal, for tokenizers of which it is measured:
   * 571-575 for 547, 589-593 for 566, 782-787 for 750, 1076-1083 for 1034.
   */
  private static final double TOKENIZER_GROWTH = 1.046;

  private static final List<String> GROWING_TOKENIZERS = List.of("llama-2", "codellama", "mixtral");

  /** Measured lengths stay within this of their mean, tokens. */
  private static final int LENGTH_SPREAD = 30;

  @Override
  public String folder() {
    return SUITE;
  }

  @Override
  public void read(Path folder, Collected out) {
    CsvFolder files = CsvFolder.scan(folder);
    MergedTable runs = MergedTable.read(files, RUN_COLUMNS, List.of("id"));
    MergedTable figures = MergedTable.read(files, FIGURE_COLUMNS, FIGURE_KEY);
    MergedTable loads = MergedTable.read(files, LOAD_COLUMNS, List.of("id", "stage"));
    MergedTable peers = MergedTable.read(files, PEER_COLUMNS, PEER_KEY);
    for (TableRow run : runs.rows()) {
      out.add(SUITE, run.text("id"), () -> read(run, figures, loads, peers));
    }
    SkipKind.unreadable(SUITE, files, List.of(runs, figures, loads, peers), out);
    try {
      out.addSteps(SampledSteps.read(SUITE, files));
    } catch (UnusableRunException e) {
      out.skip(SUITE, "sampled steps", e.kind(), e.getMessage());
    }
  }

  private static MeasuredRun read(
      TableRow run, MergedTable figureTable, MergedTable loads, MergedTable peers) {
    run.requireNoConflict();
    String id = run.require("id");
    int output = run.whole("output_tokens", 1, MAX_TOKENS);
    Map<Metric, Double> figures = figures(id, figureTable);
    TableRow whole = loads.row(id + "\n" + WHOLE_RUN);
    if (whole != null && !figures.isEmpty()) {
      whole
          .positive("completed_rps")
          .ifPresent(rate -> figures.put(Metric.OUTPUT_THROUGHPUT, rate * output));
    }
    if (figures.isEmpty()) {
      throw new UnusableRunException(
          SkipKind.INPUTS_ONLY, "the set holds the inputs of this run, but nothing measured");
    }
    List<String> assumptions = new ArrayList<>();
    if (run.isBlank("gpu_kv_blocks")) {
      assumptions.add("KV blocks not published: computed");
    }
    // The one such run, a model with experts, is as fast as two engines by themselves; ranks that
    // share experts would be two fifths faster. So it was not started as its description says.
    int ranks = run.whole("dp", 1, 1024, 1);
    if (ranks > 1) {
      assumptions.add("data-parallel ranks taken for independent replicas");
    }
    return new MeasuredRun(
        SUITE,
        id,
        VllmRow.setup(run, ranks),
        load(run, output, assumptions),
        figures,
        peers(id, peers),
        regime(run, figures),
        !VllmRow.isHeldBack(run),
        SOURCE,
        assumptions);
  }

  /** As stated; where it is not, by lost requests or a first token that takes seconds. */
  private static Regime regime(TableRow run, Map<Metric, Double> figures) {
    boolean stated = !run.isBlank("regime");
    boolean lost = run.whole("failed_requests", 0, MAX_TOKENS, 0) > 0;
    boolean late = figures.getOrDefault(Metric.TTFT_MEAN, 0.0) > OVERLOADED_TTFT_SECONDS;
    boolean overloaded = stated ? run.text("regime").equals("overload") : lost || late;
    return overloaded ? Regime.OVERLOADED : Regime.STABLE;
  }

  private static Map<Metric, Double> figures(String id, MergedTable table) {
    Map<Metric, Double> figures = new EnumMap<>(Metric.class);
    for (TableRow row : table.rows()) {
      if (row.text("id").equals(id) && row.text("stage").equals(WHOLE_RUN)) {
        Metric.of(row.text("metric"), row.text("statistic"))
            .ifPresent(
                metric -> {
                  row.requireNoConflict();
                  double millis = row.number("value_ms", 0, Double.MAX_VALUE);
                  figures.put(metric, millis / MILLIS_PER_SECOND);
                });
      }
    }
    return figures;
  }

  private static List<PeerFigure> peers(String id, MergedTable table) {
    List<PeerFigure> peers = new ArrayList<>();
    for (TableRow row : table.rows()) {
      if (row.text("id").equals(id) && row.text("stage").equals(WHOLE_RUN)) {
        String metric = row.text("metric");
        Metric.of(metric.equals(CLIENT_COUNTED_TPOT) ? "tpot" : metric, row.text("statistic"))
            .filter(unused -> !row.isBlank("ape_pct"))
            .ifPresent(
                known ->
                    peers.add(
                        new PeerFigure(
                            row.text("simulator"),
                            known,
                            row.number("ape_pct", 0, Double.MAX_VALUE))));
      }
    }
    return peers;
  }

  private static StagedLoad load(TableRow run, int output, List<String> assumptions) {
    List<StagedLoad.Stage> stages = new ArrayList<>();
    for (String stage : List.of("stage0", "stage1")) {
      if (!run.isBlank(stage + "_rate_rps")) {
        double seconds = run.number(stage + "_duration_s", 1e-3, 1e7);
        double rate = run.number(stage + "_rate_rps", 1e-6, 1e7);
        stages.add(new StagedLoad.Stage((int) Math.floor(rate * seconds + 1e-9), seconds));
      }
    }
    if (stages.isEmpty()) {
      throw new UnusableRunException(SkipKind.NOT_STATED, "no stage of load is given");
    }
    int shared = run.whole("shared_prefix_tokens_nominal", 0, MAX_TOKENS, 0);
    int nominal = shared + run.whole("unique_tokens_nominal", 1, MAX_TOKENS);
    StagedLoad.PromptKind prompts = prompts(run, nominal, assumptions);
    return new StagedLoad(
        0,
        run.positive("client_timeout_s").orElse(0.0),
        stages,
        List.of(prompts),
        output,
        run.whole("distinct_prompts", 0, MAX_TOKENS, 0),
        run.whole("prompt_groups", 0, MAX_TOKENS, 0),
        (int) Math.round(shared * prompts.mean() / nominal));
  }

  private static StagedLoad.PromptKind prompts(
      TableRow run, int nominal, List<String> assumptions) {
    if (!run.isBlank("prompt_tokens_mean")) {
      double mean = run.number("prompt_tokens_mean", 1, MAX_TOKENS);
      int around = (int) Math.round(mean);
      return new StagedLoad.PromptKind(
          1,
          run.whole("prompt_tokens_min", 1, MAX_TOKENS, Math.max(1, around - LENGTH_SPREAD)),
          mean,
          run.whole("prompt_tokens_max", 1, MAX_TOKENS, around + LENGTH_SPREAD));
    }
    String model = run.require("model").toLowerCase(Locale.ROOT);
    boolean grows = GROWING_TOKENIZERS.stream().anyMatch(model::contains);
    assumptions.add(
        grows
            ? "prompt lengths not measured: nominal + 4.6 %, as with this tokenizer elsewhere"
            : "prompt lengths not measured, tokenizer's growth unknown: nominal");
    int mean = (int) Math.round(grows ? nominal * TOKENIZER_GROWTH : nominal);
    return new StagedLoad.PromptKind(
        1, Math.max(1, mean - LENGTH_SPREAD), mean, mean + LENGTH_SPREAD);
  }
}
