package io.foretoken.validation.fit.engine;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.catalog.GpuEntry;
import io.foretoken.hardware.catalog.ModelEntry;
import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.hardware.engine.EngineProfiles;
import io.foretoken.validation.measured.FitSplit;
import io.foretoken.validation.measured.MeasuredRun;
import io.foretoken.validation.measured.Metric;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Leave-one-GPU-out and leave-one-model-out: an engine's constants fitted without any run of a GPU
 * or of a model, and scored on those runs.
 *
 * <pre>java io.foretoken.validation.fit.engine.LeaveOut DATA ENGINE OUT.md</pre>
 *
 * <p>A reduced fit: the simulator is taken to be linear around the constants that ship, see {@link
 * LinearFit}, and priors are three times as wide as in the fit itself, so that what only the runs
 * left out had said can go.
 */
public final class LeaveOut {
  private static final double WIDER_PRIOR = 3;

  private LeaveOut() {}

  /**
   * Runs the program; see the class.
   *
   * @throws IllegalArgumentException without the three arguments
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length != 3) {
      throw new IllegalArgumentException("LeaveOut DATA ENGINE OUT.md");
    }
    Catalog catalog = Catalog.shipped();
    List<EngineProfile> profiles = EngineProfiles.of(args[1]);
    List<MeasuredRun> runs =
        FitEngines.runs(Path.of(args[0]), catalog, profiles.get(0).name()).stream()
            .filter(FitSplit::isSampled)
            .toList();
    Files.writeString(Path.of(args[2]), table(catalog, profiles, runs), StandardCharsets.UTF_8);
  }

  /** The table, in Markdown. */
  static String table(Catalog catalog, List<EngineProfile> profiles, List<MeasuredRun> runs)
      throws InterruptedException {
    FitTarget target = new FitTarget(catalog, runs, FitEngines.WORKERS);
    List<ProfileParameter> parameters = EngineParameters.of(profiles);
    ProfileFit fit =
        new ProfileFit(
            parameters,
            profiles,
            target,
            (parameter, run) -> FitEngines.concerns(catalog, parameter, run),
            line -> {});
    double[] start = new double[parameters.size()];
    double[] errors = target.errors(fit.at(start));
    LinearFit linear =
        new LinearFit(
            errors,
            fit.slopes(start, errors),
            target.figures().stream().mapToDouble(FitTarget.Figure::weight).toArray(),
            parameters.stream().mapToDouble(one -> WIDER_PRIOR * one.spread()).toArray());
    List<String> lines = new ArrayList<>();
    lines.add("| engine | left out | runs | TTFT: with, without | TPOT | E2E | throughput |");
    lines.add("|---".repeat(7) + "|");
    String engine = profiles.get(0).name();
    lines.addAll(folds(engine, "GPU", target, linear, run -> gpu(catalog, run)));
    lines.addAll(folds(engine, "model", target, linear, run -> model(catalog, run)));
    return String.join("\n", lines) + "\n";
  }

  /** The catalogue's name: sets spell one GPU in several ways. */
  private static String gpu(Catalog catalog, MeasuredRun run) {
    String name = run.setup().gpu();
    return catalog.findGpu(name).map(GpuEntry::id).orElse(name);
  }

  private static String model(Catalog catalog, MeasuredRun run) {
    String name = run.setup().model();
    return catalog.findModel(name).map(ModelEntry::id).orElse(name);
  }

  private static List<String> folds(
      String engine,
      String kind,
      FitTarget target,
      LinearFit linear,
      Function<MeasuredRun, String> of) {
    List<MeasuredRun> runs = target.figures().stream().map(FitTarget.Figure::run).toList();
    double[] all = linear.solve(i -> FitSplit.mayFit(runs.get(i)));
    List<String> lines = new ArrayList<>();
    for (String name : new TreeSet<>(runs.stream().map(of).toList())) {
      IntPredicate held = i -> of.apply(runs.get(i)).equals(name);
      double[] rest = linear.solve(i -> FitSplit.mayFit(runs.get(i)) && !held.test(i));
      StringBuilder line = new StringBuilder("| " + engine + " | " + kind + " " + name + " | ");
      line.append(
          IntStream.range(0, runs.size()).filter(held).mapToObj(runs::get).distinct().count());
      for (Metric metric :
          List.of(Metric.TTFT_MEAN, Metric.TPOT_MEAN, Metric.E2E_MEAN, Metric.OUTPUT_THROUGHPUT)) {
        line.append(" | ").append(pair(target, linear, held, metric, all, rest));
      }
      lines.add(line.append(" |").toString());
    }
    return lines;
  }

  private static String pair(
      FitTarget target,
      LinearFit linear,
      IntPredicate held,
      Metric metric,
      double[] all,
      double[] rest) {
    int[] figures =
        IntStream.range(0, linear.errors().length)
            .filter(held)
            .filter(i -> target.figures().get(i).metric() == metric)
            .filter(i -> !Double.isNaN(linear.errors()[i]))
            .toArray();
    return figures.length == 0
        ? "-"
        : String.format(
            Locale.ROOT, "%.1f, %.1f", median(linear, figures, all), median(linear, figures, rest));
  }

  private static double median(LinearFit linear, int[] figures, double[] x) {
    return Medians.median(
        IntStream.of(figures).mapToDouble(i -> Medians.percent(linear.at(x, i))).toArray());
  }
}
