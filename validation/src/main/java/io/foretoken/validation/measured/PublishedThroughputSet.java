package io.foretoken.validation.measured;

import io.foretoken.hardware.catalog.Catalog;
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
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code catalog/published-throughput.csv}: what vendors publish of engines kept full. All requests
 * at once, fixed lengths, unless the row names a rate.
 */
final class PublishedThroughputSet implements MeasuredSet {
  static final String SUITE = "published-throughput";

  private static final String FOLDER = "catalog";
  private static final List<String> KEY =
      List.of(
          "source_id",
          "model",
          "gpu",
          "n_gpus",
          "tp",
          "pp",
          "ep",
          "attn_dp",
          "weight_precision",
          "isl",
          "osl",
          "load",
          "engine_version");
  private static final Pattern VERSION = Pattern.compile("^(\\d+\\.\\d+(?:\\.\\d+)?)");
  private static final Pattern QPS = Pattern.compile("qps=(\\S+)");
  private static final Pattern STATIC = Pattern.compile("static-batch=(\\d+)");
  private static final Pattern RUNNING = Pattern.compile("max_num_seqs=(\\d+)");

  /** Requests of a row that states none: several rounds of any running limit. */
  private static final int REQUESTS = 3000;

  private static final String LICENCE = "not recorded, figures only";

  private static final int MAX_TOKENS = 10_000_000;
  private static final double MILLIS_PER_SECOND = 1e3;

  /** Rows measured by {@code trtllm-bench throughput}. */
  private static final Pattern TRTLLM_BENCH = Pattern.compile("trtllm-\\S+-offline");

  private final Catalog catalog;

  PublishedThroughputSet(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public String folder() {
    return FOLDER;
  }

  @Override
  public void read(Path folder, Collected out) {
    CsvFolder files = CsvFolder.scan(folder);
    MergedTable runs = MergedTable.read(files, Set.copyOf(KEY), KEY);
    for (TableRow run : runs.rows()) {
      out.add(SUITE, id(run), () -> read(run));
    }
    SkipKind.unreadable(SUITE, files, List.of(runs), out);
  }

  private static String id(TableRow run) {
    List<String> parts = new ArrayList<>();
    for (String column : KEY) {
      boolean implied = column.equals("engine_version") || run.isBlank(column);
      if (!implied) {
        parts.add(run.text(column).replaceAll("[^A-Za-z0-9.=+-]+", "_"));
      }
    }
    return String.join("/", parts);
  }

  private MeasuredRun read(TableRow run) {
    run.requireNoConflict();
    List<String> assumptions = new ArrayList<>();
    Map<String, String> knobs = new TreeMap<>();
    Load load = load(run, knobs, assumptions);
    Setup setup = setup(run, knobs, assumptions);
    Map<Metric, Double> figures = new EnumMap<>(Metric.class);
    put(figures, Metric.OUTPUT_THROUGHPUT, run, "output_tok_s", 1);
    put(figures, Metric.TTFT_MEAN, run, "mean_ttft_ms", MILLIS_PER_SECOND);
    put(figures, Metric.TPOT_MEAN, run, "mean_itl_ms", MILLIS_PER_SECOND);
    put(figures, Metric.E2E_MEAN, run, "e2e_latency_s", 1);
    if (figures.isEmpty()) {
      throw new UnusableRunException(SkipKind.INPUTS_ONLY, "the row states no measurement");
    }
    MeasuredRun read =
        new MeasuredRun(
            SUITE,
            id(run),
            setup,
            load,
            figures,
            List.of(),
            Regime.FINITE,
            false,
            source(run.text("source")),
            assumptions);
    return FitSplit.mayFit(read) ? read.asInSample() : read;
  }

  private static void put(
      Map<Metric, Double> figures, Metric metric, TableRow run, String column, double unit) {
    run.positive(column).ifPresent(value -> figures.put(metric, value / unit));
  }

  private static Load load(TableRow run, Map<String, String> knobs, List<String> assumptions) {
    String written = run.require("load");
    int input = run.whole("isl", 1, MAX_TOKENS);
    int output = run.whole("osl", 1, MAX_TOKENS);
    Matcher running = RUNNING.matcher(written);
    if (running.find()) {
      knobs.put("batching.max_num_seqs", running.group(1));
    }
    Matcher batch = STATIC.matcher(written);
    if (batch.find()) {
      return new BatchLoad(Long.parseLong(batch.group(1)), input, output);
    }
    int requests = run.whole("num_requests", 1, 100_000_000, REQUESTS);
    if (run.isBlank("num_requests")) {
      assumptions.add("number of requests not stated: " + REQUESTS);
    }
    Matcher qps = QPS.matcher(written);
    if (qps.find() && !qps.group(1).equals("INF")) {
      double seconds = requests / Double.parseDouble(qps.group(1));
      return new StagedLoad(
          0,
          0,
          List.of(new StagedLoad.Stage(requests, seconds)),
          List.of(new StagedLoad.PromptKind(1, input, input, input)),
          output,
          0,
          0,
          0);
    }
    if (!written.startsWith("offline-max") && !written.startsWith("qps=INF")) {
      throw new UnusableRunException(
          SkipKind.NOT_STATED, "the load \"" + written + "\" is not described well enough");
    }
    return new BatchLoad(requests, input, output);
  }

  private Setup setup(TableRow run, Map<String, String> knobs, List<String> assumptions) {
    int tensor = stated(run, "tp");
    int pipeline = stated(run, "pp");
    int data = run.whole("attn_dp", 1, 1024, 1);
    int expert = 1;
    if (run.text("ep").matches("\\d+")) {
      expert = run.whole("ep", 1, 1024);
    } else if (!run.isBlank("ep")) {
      assumptions.add("expert parallelism not stated: none");
    }
    int gpus = run.whole("n_gpus", 1, 65536);
    if (gpus != tensor * pipeline * data) {
      throw new UnusableRunException(
          SkipKind.NOT_STATED,
          gpus + " GPUs, but tp " + tensor + " x pp " + pipeline + " x dp " + data);
    }
    String gpu = run.require("gpu");
    if (gpu.contains("(")) {
      throw new UnusableRunException(SkipKind.NOT_STATED, "the source does not say which " + gpu);
    }
    Matcher matcher = VERSION.matcher(run.text("engine_version"));
    String version = matcher.find() ? matcher.group(1) : "";
    String kvCache = kvCache(run, gpu);
    if (TRTLLM_BENCH.matcher(run.text("source_id")).matches()) {
      TrtllmBench.addTo(
          knobs,
          catalog,
          run.require("model"),
          weights(run),
          kvCache,
          gpu,
          gpus,
          run.whole("isl", 1, MAX_TOKENS),
          run.whole("osl", 1, MAX_TOKENS),
          version);
    }
    return new Setup(
        run.require("model"),
        weights(run),
        kvCache,
        gpu,
        1,
        tensor,
        pipeline,
        data,
        expert,
        EngineNames.canonical(run.require("engine")),
        version,
        knobs,
        served(run.require("load")));
  }

  /** Whether an API server stood before the engine: rates are sent to one, batches are not. */
  private static boolean served(String load) {
    return QPS.matcher(load).find();
  }

  private static int stated(TableRow run, String column) {
    if (!run.text(column).matches("\\d+")) {
      throw new UnusableRunException(
          SkipKind.NOT_STATED,
          "the source does not state "
              + column
              + (run.isBlank(column) ? "" : " (" + run.text(column) + ")"));
    }
    return run.whole(column, 1, 1024);
  }

  private static String weights(TableRow run) {
    String first = run.require("weight_precision").split("[ (]", -1)[0].toLowerCase(Locale.ROOT);
    if (first.equals("not")) {
      throw new UnusableRunException(
          SkipKind.NOT_STATED, "the source does not state the precision of the weights");
    }
    boolean ownFp4 = run.text("model").startsWith("gpt-oss");
    return first.equals("fp4") ? (ownFp4 ? "mxfp4" : "nvfp4") : first;
  }

  /**
   * The format of the KV cache, empty for the engine's default. The vendor's own checkpoints in fp8
   * and nvfp4 ask for an fp8 cache, and {@code trtllm-bench} does where they do not.
   */
  private static String kvCache(TableRow run, String gpu) {
    String written = run.text("kv_precision");
    if (written.contains("on Blackwell")) {
      boolean blackwell = gpu.startsWith("B") || gpu.startsWith("GB") || gpu.startsWith("RTX-PRO");
      return blackwell ? "fp8" : "";
    }
    String first = written.split("[ (]", -1)[0].toLowerCase(Locale.ROOT);
    if (List.of("fp8", "fp16", "bf16").contains(first)) {
      return first;
    }
    boolean ofCheckpoint =
        TRTLLM_BENCH.matcher(run.text("source_id")).matches()
            && List.of("fp8", "nvfp4").contains(weights(run));
    return written.equals("not stated") && ofCheckpoint ? "fp8" : "";
  }

  private static Source source(String written) {
    int at = written.indexOf('@');
    int colon = written.indexOf(':', Math.max(at, 0));
    return at > 0 && colon > at
        ? new Source(
            "github.com/" + written.substring(0, at), written.substring(at + 1, colon), LICENCE)
        : new Source(written, "unknown", LICENCE);
  }
}
