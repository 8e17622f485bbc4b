package io.foretoken.validation.fit.engine;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.catalog.GpuEntry;
import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.hardware.engine.EngineProfiles;
import io.foretoken.hardware.model.ModelShape;
import io.foretoken.validation.measured.FitSplit;
import io.foretoken.validation.measured.MeasuredRun;
import io.foretoken.validation.measured.MeasuredSets;
import io.foretoken.validation.measured.Metric;
import io.foretoken.validation.replay.Replay;
import io.foretoken.validation.table.UnusableRunException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;

/**
 * Fits an engine's constants to the runs that {@link FitSplit} allows, and scores all others with
 * them.
 *
 * <pre>java io.foretoken.validation.fit.engine.FitEngines DATA ENGINE REPORT [ROUNDS]</pre>
 */
public final class FitEngines {
  static final int WORKERS = 2;
  private static final int ROUNDS = 4;

  private FitEngines() {}

  /** Writes the fitted constants with their spread, and the errors before and after. */
  public static void main(String[] args) throws InterruptedException, IOException {
    Catalog catalog = Catalog.shipped();
    List<EngineProfile> profiles = EngineProfiles.of(args[1]);
    String engine = profiles.get(0).name();
    List<MeasuredRun> runs = runs(Path.of(args[0]), catalog, engine);
    try (PrintStream out =
        new PrintStream(Files.newOutputStream(Path.of(args[2])), true, StandardCharsets.UTF_8)) {
      int rounds = args.length > 3 ? Integer.parseInt(args[3]) : ROUNDS;
      report(catalog, profiles, runs, rounds, out);
    }
  }

  /** The runs of an engine in the suites that constants are fitted to, of both halves. */
  static List<MeasuredRun> runs(Path data, Catalog catalog, String engine) {
    return MeasuredSets.read(data, catalog).runs().stream()
        .filter(run -> FitSplit.SUITES.contains(run.suite()))
        .filter(run -> engineOf(run).equals(engine))
        .toList();
  }

  private static void report(
      Catalog catalog,
      List<EngineProfile> profiles,
      List<MeasuredRun> runs,
      int rounds,
      PrintStream out)
      throws InterruptedException {
    FitTarget fit =
        new FitTarget(
            catalog,
            runs.stream().filter(FitSplit::mayFit).filter(FitSplit::isSampled).toList(),
            WORKERS);
    ProfileFit search =
        new ProfileFit(
            EngineParameters.of(profiles),
            profiles,
            fit,
            (parameter, run) -> concerns(catalog, parameter, run),
            out::println);
    List<ProfileFit.Fitted> fitted = search.run(rounds);
    for (ProfileFit.Fitted one : fitted) {
      out.printf(
          Locale.ROOT,
          "%-28s %-24s %10.3f -> %10.3f  spread %.2f of %.2f%n",
          one.parameter().path(),
          String.join(" ", one.parameter().versions()),
          one.start(),
          one.value(),
          one.spread(),
          one.parameter().spread());
    }
    List<EngineProfile> moved = new ArrayList<>(profiles);
    for (ProfileFit.Fitted one : fitted) {
      moved.replaceAll(profile -> one.parameter().apply(profile, one.value()));
    }
    FitTarget rest =
        new FitTarget(
            catalog, runs.stream().filter(run -> !FitSplit.mayFit(run)).toList(), WORKERS);
    compare(out, "fitted", fit, profiles, moved);
    compare(out, "left out", rest, profiles, moved);
  }

  /** Whether a constant can move a run: it is of its version, and its model has the mechanism. */
  static boolean concerns(Catalog catalog, ProfileParameter parameter, MeasuredRun run) {
    EngineProfile profile;
    ModelShape model;
    try {
      profile = Replay.profile(run.setup());
      model = catalog.findModel(run.setup().model()).orElseThrow().shape();
    } catch (UnusableRunException | NoSuchElementException e) {
      return false;
    }
    boolean parallel = run.setup().tensor() > 1 || run.setup().data() > 1;
    boolean scaled = parameter.gpus().isEmpty() || parameter.gpus().contains(gpuOf(catalog, run));
    return parameter.versions().contains(profile.version())
        && scaled
        && (!parameter.path().startsWith("api.") || run.setup().api())
        && (!parameter.path().equals("host.in_process") || !run.setup().api())
        && (!parameter.path().contains("experts") || model.moe().isPresent())
        && (!parameter.path().startsWith("kernels.latent") || model.attention().mla().isPresent())
        && (!parameter.path().endsWith("all_reduce") || parallel);
  }

  private static String gpuOf(Catalog catalog, MeasuredRun run) {
    return catalog.findGpu(run.setup().gpu()).map(GpuEntry::id).orElse("");
  }

  private static String engineOf(MeasuredRun run) {
    String name = run.setup().engine();
    return EngineProfiles.NAMES.contains(name) || name.equals("trtllm")
        ? EngineProfiles.newest(name).name()
        : name;
  }

  private static void compare(
      PrintStream out,
      String part,
      FitTarget target,
      List<EngineProfile> before,
      List<EngineProfile> after)
      throws InterruptedException {
    Map<String, List<double[]>> bySuite = new TreeMap<>();
    double[] old = target.errors(before);
    double[] now = target.errors(after);
    for (int i = 0; i < old.length; i++) {
      FitTarget.Figure figure = target.figures().get(i);
      Metric metric = figure.metric();
      if (!Double.isNaN(old[i]) && !Double.isNaN(now[i])) {
        bySuite
            .computeIfAbsent(figure.run().suite() + " " + metric.key(), key -> new ArrayList<>())
            .add(new double[] {old[i], now[i]});
      }
    }
    bySuite.forEach(
        (name, pairs) ->
            out.printf(
                Locale.ROOT,
                "%-8s %-46s %4d  median %5.1f -> %5.1f %%  bias %+5.1f -> %+5.1f %%%n",
                part,
                name,
                pairs.size(),
                percent(pairs, 0, true),
                percent(pairs, 1, true),
                percent(pairs, 0, false),
                percent(pairs, 1, false)));
  }

  private static double percent(List<double[]> pairs, int side, boolean absolute) {
    double[] sorted =
        pairs.stream()
            .mapToDouble(pair -> 100 * (StrictMath.exp(pair[side]) - 1))
            .map(error -> absolute ? Math.abs(error) : error)
            .toArray();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
