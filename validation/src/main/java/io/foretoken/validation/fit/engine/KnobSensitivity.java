package io.foretoken.validation.fit.engine;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.catalog.GpuEntry;
import io.foretoken.hardware.engine.BatchingDefaults;
import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.scenario.resolve.EngineKnob;
import io.foretoken.validation.measured.FitSplit;
import io.foretoken.validation.measured.MeasuredRun;
import io.foretoken.validation.measured.MeasuredSets;
import io.foretoken.validation.measured.Metric;
import io.foretoken.validation.replay.Replay;
import io.foretoken.validation.table.UnusableRunException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * How far predictions move when a setting that a run's source does not state is halved and doubled.
 *
 * <pre>java io.foretoken.validation.fit.engine.KnobSensitivity DATA OUT.md</pre>
 *
 * <p>The engine's share of the memory is moved by what it leaves free: 0.9 becomes 0.95 and 0.8.
 */
public final class KnobSensitivity {
  private static final int WORKERS = 2;

  private KnobSensitivity() {}

  /**
   * Runs the program; see the class.
   *
   * @throws IllegalArgumentException without the two places
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length != 2) {
      throw new IllegalArgumentException("KnobSensitivity DATA OUT.md");
    }
    Catalog catalog = Catalog.shipped();
    List<MeasuredRun> runs =
        MeasuredSets.read(Path.of(args[0]), catalog).runs().stream()
            .filter(FitSplit::isStudied)
            .toList();
    List<String> lines = new ArrayList<>();
    lines.add(
        "| setting, not stated | suite | runs | halved: TTFT moves, median / p90"
            + " | TPOT | doubled: TTFT | TPOT |");
    lines.add("|---".repeat(7) + "|");
    for (EngineKnob knob :
        List.of(
            EngineKnob.SEQUENCES,
            EngineKnob.STEP_TOKENS,
            EngineKnob.MEMORY_SHARE,
            EngineKnob.BLOCK_SIZE)) {
      for (String suite : FitSplit.SUITES) {
        add(lines, catalog, runs, suite, knob);
      }
    }
    Files.writeString(Path.of(args[1]), String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
  }

  private static void add(
      List<String> lines, Catalog catalog, List<MeasuredRun> runs, String suite, EngineKnob knob)
      throws InterruptedException {
    List<MeasuredRun> silent =
        runs.stream()
            .filter(run -> run.suite().equals(suite))
            .filter(run -> !run.setup().knobs().containsKey(key(run, knob)))
            .filter(run -> knob != EngineKnob.MEMORY_SHARE || !givesBlocks(run))
            .toList();
    if (silent.isEmpty()) {
      return;
    }
    double[] base = errors(catalog, silent);
    StringBuilder line = new StringBuilder();
    line.append("| ").append(knob.name("vllm")).append(" | ").append(suite);
    line.append(" | ").append(silent.size());
    for (double factor : new double[] {0.5, 2}) {
      List<MeasuredRun> moved =
          silent.stream().map(run -> moved(catalog, run, knob, factor)).toList();
      double[] there = errors(catalog, moved);
      for (Metric metric : List.of(Metric.TTFT_MEAN, Metric.TPOT_MEAN)) {
        line.append(" | ").append(shift(new FitTarget(catalog, silent, 1), base, there, metric));
      }
    }
    lines.add(line.append(" |").toString());
  }

  private static double[] errors(Catalog catalog, List<MeasuredRun> runs)
      throws InterruptedException {
    return new FitTarget(catalog, runs, WORKERS).errors(List.of());
  }

  private static String shift(FitTarget target, double[] base, double[] there, Metric metric) {
    double[] shifts =
        IntStream.range(0, base.length)
            .filter(i -> target.figures().get(i).metric() == metric)
            .filter(i -> !Double.isNaN(base[i]) && !Double.isNaN(there[i]))
            .mapToDouble(i -> Medians.percent(there[i] - base[i]))
            .sorted()
            .toArray();
    return shifts.length == 0
        ? "-"
        : String.format(
            Locale.ROOT,
            "%.1f / %.1f %%",
            Medians.median(shifts),
            shifts[(int) Math.min(shifts.length - 1L, Math.round(0.9 * shifts.length))]);
  }

  private static boolean givesBlocks(MeasuredRun run) {
    return run.setup().knobs().containsKey("memory.num_gpu_blocks_override");
  }

  private static String key(MeasuredRun run, EngineKnob knob) {
    return knob.key(profile(run).map(EngineProfile::name).orElse("vllm"));
  }

  private static Optional<EngineProfile> profile(MeasuredRun run) {
    try {
      return Optional.of(Replay.profile(run.setup()));
    } catch (UnusableRunException e) {
      return Optional.empty();
    }
  }

  private static MeasuredRun moved(
      Catalog catalog, MeasuredRun run, EngineKnob knob, double factor) {
    Optional<EngineProfile> engine = profile(run);
    Optional<GpuEntry> gpu = catalog.findGpu(run.setup().gpu());
    if (engine.isEmpty() || gpu.isEmpty()) {
      return run;
    }
    BatchingDefaults.Limits limits = engine.get().batching().limitsFor(gpu.get().spec());
    String value =
        switch (knob) {
          case SEQUENCES -> whole(limits.maxNumSeqs() * factor);
          case STEP_TOKENS -> whole(limits.maxNumBatchedTokens() * factor);
          case BLOCK_SIZE -> whole(Math.max(1, engine.get().batching().blockSize() * factor));
          case MEMORY_SHARE -> Double.toString(1 - (1 - engine.get().memory().fraction()) * factor);
          case SEQUENCE_TOKENS -> throw new IllegalArgumentException(knob.name());
        };
    Map<String, String> knobs = new TreeMap<>(run.setup().knobs());
    knobs.put(knob.key(engine.get().name()), value);
    return run.with(run.setup().with(knobs));
  }

  private static String whole(double value) {
    return Long.toString(Math.round(value));
  }
}
