package io.foretoken.validation.fit.engine;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.hardware.engine.EngineProfiles;
import io.foretoken.validation.measured.FitSplit;
import io.foretoken.validation.measured.MeasuredRun;
import io.foretoken.validation.measured.MeasuredSets;
import io.foretoken.validation.replay.Replay;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Leave-one-engine-out: each engine's runs, with its own policies, defaults and memory, but with
 * the fitted constants (API server, host, GPU time outside of layers, kernels, launches) of another
 * engine.
 *
 * <pre>java io.foretoken.validation.fit.engine.ExchangeEngines DATA OUT.md</pre>
 */
public final class ExchangeEngines {
  private static final int WORKERS = 2;
  private static final List<String> ENGINES = List.of("vllm", "sglang", "tensorrt-llm");

  private ExchangeEngines() {}

  /**
   * Runs the program; see the class.
   *
   * @throws IllegalArgumentException without the two places
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length != 2) {
      throw new IllegalArgumentException("ExchangeEngines DATA OUT.md");
    }
    Catalog catalog = Catalog.shipped();
    List<MeasuredRun> runs =
        MeasuredSets.read(Path.of(args[0]), catalog).runs().stream()
            .filter(FitSplit::isStudied)
            .toList();
    List<String> lines = new ArrayList<>();
    lines.add("| runs of | suite | " + String.join(" | ", constantsOf()) + " |");
    lines.add("|---".repeat(ENGINES.size() + 2) + "|");
    for (String engine : ENGINES) {
      List<MeasuredRun> own =
          runs.stream().filter(run -> Replay.profile(run.setup()).name().equals(engine)).toList();
      List<double[]> errors = new ArrayList<>();
      FitTarget target = new FitTarget(catalog, own, WORKERS);
      for (String other : ENGINES) {
        errors.add(target.errors(profiles(engine, other)));
      }
      for (String suite : FitSplit.SUITES) {
        if (own.stream().anyMatch(run -> run.suite().equals(suite))) {
          StringBuilder line = new StringBuilder("| " + engine + " | " + suite);
          errors.forEach(one -> line.append(" | ").append(Medians.of(target, one, suite)));
          lines.add(line.append(" |").toString());
        }
      }
    }
    Files.writeString(Path.of(args[1]), String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
  }

  private static List<String> constantsOf() {
    return ENGINES.stream().map(engine -> "constants of " + engine).toList();
  }

  /** Profiles of an engine with the constants of the newest version of another. */
  static List<EngineProfile> profiles(String engine, String other) {
    EngineProfile donor = EngineProfiles.newest(other);
    return EngineProfiles.of(engine).stream()
        .map(own -> engine.equals(other) ? own : with(own, donor))
        .toList();
  }

  private static EngineProfile with(EngineProfile own, EngineProfile donor) {
    return new EngineProfile(
        own.name(),
        own.version(),
        own.from(),
        own.until(),
        donor.api(),
        donor.host(),
        donor.device(),
        donor.kernels(),
        donor.graphs(),
        own.batching(),
        own.memory(),
        own.provenance(),
        own.source());
  }
}
