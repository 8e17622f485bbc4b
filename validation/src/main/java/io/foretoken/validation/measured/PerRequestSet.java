package io.foretoken.validation.measured;

import io.foretoken.validation.table.CsvFolder;
import io.foretoken.validation.table.MergedTable;
import io.foretoken.validation.table.TableRow;
import io.foretoken.validation.table.UnusableRunException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code vllm-perrequest-qwen3-14b-h100}: every request of every run. The driver keeps at most so
 * many requests in flight, so that runs offered more than the server sustains are closed loops.
 *
 * <p>Clock: the send. Where the cap was reached, arrivals and the cap are replayed; where it was
 * not, the sends.
 */
final class PerRequestSet implements MeasuredSet {
  static final String SUITE = "vllm-perrequest-qwen3-14b-h100";

  private static final Set<String> RUN_COLUMNS = Set.of("id", "offered_rate_rps");
  private static final Set<String> FIGURE_COLUMNS =
      Set.of("id", "prompt_class", "metric", "statistic", "value");
  private static final Source SOURCE =
      new Source("github.com/inference-sim/residency-vllm", "2641b576210e", "none");
  private static final double MILLIS_PER_SECOND = 1e3;
  private static final String PEAK = "max_inflight_seen";
  private static final int MAX_IN_FLIGHT = 1_000_000;
  private static final int MAX_TOKENS = 10_000_000;

  @Override
  public String folder() {
    return SUITE;
  }

  @Override
  public void read(Path folder, Collected out) {
    CsvFolder files = CsvFolder.scan(folder);
    MergedTable runs = MergedTable.read(files, RUN_COLUMNS, List.of("id"));
    MergedTable figures =
        MergedTable.read(
            files, FIGURE_COLUMNS, List.of("id", "prompt_class", "metric", "statistic"));
    Map<String, Path> logs = new HashMap<>();
    files.filesWith(RequestLog.COLUMNS).forEach(file -> logs.put(CsvFolder.stem(file), file));
    for (TableRow run : runs.rows()) {
      out.add(SUITE, run.text("id"), () -> read(run, figures, logs, files));
    }
    SkipKind.unreadable(SUITE, files, List.of(runs, figures), out);
  }

  private static MeasuredRun read(
      TableRow run, MergedTable figureTable, Map<String, Path> logs, CsvFolder files) {
    run.requireNoConflict();
    String id = run.require("id");
    files
        .problemOf(id)
        .ifPresent(
            problem -> {
              throw new UnusableRunException(SkipKind.DAMAGED, SkipKind.oneLine(problem));
            });
    Map<Metric, Double> figures = published(id, run, figureTable);
    Path file = logs.get(id);
    if (file == null && figures.isEmpty()) {
      throw new UnusableRunException(
          SkipKind.INPUTS_ONLY, "the set holds the inputs of this run, but nothing measured");
    }
    int cap = run.whole("client_inflight_cap", 1, MAX_IN_FLIGHT, 0);
    boolean capReached;
    List<String> assumptions = new ArrayList<>();
    Load load;
    if (file == null) {
      load = inDistribution(run, cap);
      capReached = !run.isBlank(PEAK) && run.whole(PEAK, 0, MAX_IN_FLIGHT) >= cap;
      assumptions.add("requests are not listed: arrivals and lengths are drawn");
    } else {
      RequestLog log = RequestLog.read(file);
      requireAll(run, log);
      int peak = run.whole(PEAK, 0, MAX_IN_FLIGHT, log.peakInFlight());
      capReached = cap > 0 && peak >= cap;
      load = log.load(cap, capReached);
      figures.putAll(log.figures());
    }
    if (figures.isEmpty()) {
      throw new UnusableRunException(
          SkipKind.INPUTS_ONLY, "the requests of this run carry no latencies");
    }
    return new MeasuredRun(
        SUITE,
        id,
        VllmRow.setup(run, 1),
        load,
        figures,
        List.of(),
        capReached ? Regime.OVERLOADED : Regime.STABLE,
        !VllmRow.isHeldBack(run),
        SOURCE,
        assumptions);
  }

  private static void requireAll(TableRow run, RequestLog log) {
    int stated = run.whole("requests", 0, Integer.MAX_VALUE, log.size());
    if (stated != log.size()) {
      throw new UnusableRunException(
          SkipKind.DAMAGED, "the run had " + stated + " requests, its file lists " + log.size());
    }
  }

  private static Map<Metric, Double> published(String id, TableRow run, MergedTable table) {
    Map<Metric, Double> figures = new EnumMap<>(Metric.class);
    for (TableRow row : table.rows()) {
      if (row.text("id").equals(id) && row.text("prompt_class").equals("all")) {
        row.requireNoConflict();
        String metric = row.text("metric");
        String statistic = row.text("statistic");
        double value = row.number("value", 0, Double.MAX_VALUE);
        if (metric.equals("throughput") && statistic.equals("completed_per_s")) {
          figures.put(Metric.OUTPUT_THROUGHPUT, value * run.whole("output_tokens", 1, MAX_TOKENS));
        } else if (metric.endsWith("_ms")) {
          Metric.of(metric.substring(0, metric.length() - "_ms".length()), statistic)
              .ifPresent(known -> figures.put(known, value / MILLIS_PER_SECOND));
        }
      }
    }
    return figures;
  }

  /** The load by its parameters; prompts of several kinds need their requests listed. */
  private static StagedLoad inDistribution(TableRow run, int cap) {
    String nominal = run.text("prompt_tokens_nominal");
    if (nominal.contains("|")) {
      throw new UnusableRunException(
          SkipKind.NOT_STATED,
          "prompts of lengths " + nominal + ", and no file lists which request had which");
    }
    return new StagedLoad(
        cap,
        0,
        List.of(
            new StagedLoad.Stage(
                run.whole("requests", 1, 100_000_000), run.number("duration_s", 1e-3, 1e7))),
        List.of(
            new StagedLoad.PromptKind(
                1,
                run.whole("prompt_tokens_min", 1, MAX_TOKENS),
                run.number("prompt_tokens_mean", 1, MAX_TOKENS),
                run.whole("prompt_tokens_max", 1, MAX_TOKENS))),
        run.whole("output_tokens", 1, MAX_TOKENS),
        0,
        0,
        0);
  }
}
