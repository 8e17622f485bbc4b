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
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code silicon-serving}: closed-loop benchmark runs, mean TTFT and TPOT of each over all
 * requests, the ramp included. The engine's settings come from the launch recipes, joined by id;
 * image and engine version by recipe.
 */
final class SiliconServingSet implements MeasuredSet {
  private static final String FOLDER = "silicon-serving";
  private static final Set<String> RUN_COLUMNS = Set.of("id", "tier", "concurrency");
  private static final Set<String> KNOB_COLUMNS = Set.of("id", "recipe_id");
  private static final Set<String> RECIPE_COLUMNS = Set.of("recipe_id", "valid_from");
  private static final Source SOURCE =
      new Source("github.com/ai-dynamo/aiconfigurator", "095f58a5", "Apache-2.0");
  private static final Pattern VERSION = Pattern.compile("(?<![0-9.])(\\d+\\.\\d+(?:\\.\\d+)?)");
  private static final String TTFT_UNUSABLE = "ttft_unusable";
  private static final long ROUNDS = 10;
  private static final double MILLIS_PER_SECOND = 1e3;
  private static final int MAX_TOKENS = 10_000_000;

  private final Catalog catalog;

  SiliconServingSet(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public String folder() {
    return FOLDER;
  }

  @Override
  public void read(Path folder, Collected out) {
    CsvFolder files = CsvFolder.scan(folder);
    MergedTable runs = MergedTable.read(files, RUN_COLUMNS, List.of("id"));
    MergedTable knobs = MergedTable.read(files, KNOB_COLUMNS, List.of("id"));
    MergedTable recipes = MergedTable.read(files, RECIPE_COLUMNS, List.of("recipe_id"));
    for (TableRow run : runs.rows()) {
      String suite =
          SiliconServingSuites.of(
              catalog, run.text("tier"), run.text("mode"), run.text("model"), run.text("gpu"));
      out.add(suite, run.text("id"), () -> read(suite, run, knobs, recipes));
    }
    SkipKind.unreadable(SiliconServingSuites.UNSCORED, files, List.of(runs, knobs, recipes), out);
  }

  private MeasuredRun read(String suite, TableRow run, MergedTable knobTable, MergedTable recipes) {
    run.requireNoConflict();
    requireSuite(suite, run);
    String id = run.require("id");
    boolean vendor = suite.equals(SiliconServingSuites.VENDOR);
    Map<Metric, Double> figures = figures(run);
    TableRow recipe = knobTable.row(id);
    List<String> assumptions = new ArrayList<>();
    if (recipe == null) {
      assumptions.add("engine settings not recorded: defaults");
    } else {
      recipe.requireNoConflict();
    }
    if (vendor) {
      assumptions.add("the vendor's lengths are not described: all nominal");
    }
    int concurrency = run.whole("concurrency", 1, 1_000_000);
    long requests =
        recipe == null
            ? ROUNDS * concurrency
            : recipe.whole("num_prompts", 1, Integer.MAX_VALUE, (int) ROUNDS * concurrency);
    Setup setup = setup(run, recipe, recipes);
    MeasuredRun read =
        new MeasuredRun(
            suite,
            id,
            setup,
            new ClosedLoad(
                concurrency,
                requests,
                run.whole("input_tokens", 1, MAX_TOKENS),
                run.whole("output_tokens", 1, MAX_TOKENS),
                !vendor),
            figures,
            List.of(),
            Regime.FINITE,
            false,
            SOURCE,
            assumptions);
    return FitSplit.mayFit(read) ? read.asInSample() : read;
  }

  private static void requireSuite(String suite, TableRow run) {
    if (suite.equals(SiliconServingSuites.UNSCORED)) {
      boolean disaggregated = !run.text("mode").equals("aggregated");
      throw new UnusableRunException(
          SkipKind.OUTSIDE + (disaggregated ? ": disaggregated" : ": tier C"),
          disaggregated
              ? "disaggregated serving is not simulated yet"
              : "tier C, something needed for a simulation is missing or doubtful: "
                  + (run.isBlank("flags")
                      ? "spec_decode " + run.text("spec_decode")
                      : run.text("flags")));
    }
  }

  private static Map<Metric, Double> figures(TableRow run) {
    Map<Metric, Double> figures = new EnumMap<>(Metric.class);
    run.positive("tpot_ms")
        .ifPresent(millis -> figures.put(Metric.TPOT_MEAN, millis / MILLIS_PER_SECOND));
    if (!List.of(run.text("flags").split(";")).contains(TTFT_UNUSABLE)) {
      run.positive("ttft_ms")
          .ifPresent(millis -> figures.put(Metric.TTFT_MEAN, millis / MILLIS_PER_SECOND));
    }
    if (figures.isEmpty()) {
      throw new UnusableRunException(
          SkipKind.INPUTS_ONLY, "the row holds the inputs of a run, but nothing measured");
    }
    return figures;
  }

  private Setup setup(TableRow run, TableRow recipe, MergedTable recipes) {
    String engine = EngineNames.canonical(run.require("engine"));
    int tensor = run.whole("tp", 1, 1024);
    int pipeline = run.whole("pp", 1, 1024, 1);
    int data = run.whole("dp", 1, 1024, 1);
    int gpus = run.whole("gpus", 1, 65536, tensor * pipeline * data);
    if (gpus != tensor * pipeline * data) {
      throw new UnusableRunException(
          "conflicting rows",
          gpus + " GPUs, but tp " + tensor + " x pp " + pipeline + " x dp " + data);
    }
    TableRow script = recipe == null ? null : recipes.row(recipe.text("recipe_id"));
    Map<String, String> knobs = recipe == null ? new TreeMap<>() : EngineKnobs.of(engine, recipe);
    if (script != null && data > 1) {
      EngineKnobs.addAttentionDp(knobs, engine, script.text("other"));
    }
    knobs.put("api.sampling", "plain"); // temperature 0, README of the set
    knobs.put("api.random_prompts", "true"); // a run of consecutive token ids, README of the set
    String model = run.require("model");
    return new Setup(
        model,
        WeightFormats.of(catalog, model, run.require("precision")),
        kvCache(recipe),
        run.require("gpu"),
        1,
        tensor,
        pipeline,
        data,
        run.whole("ep", 1, 1024, 1),
        engine,
        version(run, script),
        knobs,
        true);
  }

  private static String kvCache(TableRow recipe) {
    String written = recipe == null ? "" : recipe.text("kv_cache_dtype");
    return switch (written) {
      case "", "auto" -> "";
      case "fp8_e4m3", "fp8_e5m2" -> "fp8";
      default -> written;
    };
  }

  private static String version(TableRow run, TableRow script) {
    Matcher own = VERSION.matcher(run.text("engine_version"));
    if (own.find()) {
      return own.group(1);
    }
    if (script != null) {
      for (String column : List.of("engine_version", "image")) {
        Matcher tag = VERSION.matcher(script.text(column));
        if (tag.find()) {
          return tag.group(1);
        }
      }
    }
    return "";
  }
}
