package io.foretoken.validation.fit.engine;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.hardware.engine.EngineProfiles;
import io.foretoken.validation.measured.FitSplit;
import io.foretoken.validation.measured.MeasuredRun;
import io.foretoken.validation.measured.MeasuredSets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What each mechanism is worth: median errors by suite with one left out at a time.
 *
 * <pre>java io.foretoken.validation.fit.engine.Ablate DATA OUT.md</pre>
 *
 * <p>Runs of the suites that constants are fitted to, of both halves; of {@code
 * published-throughput} the sample that fits take.
 */
public final class Ablate {
  private static final int WORKERS = 2;

  private Ablate() {}

  /**
   * Runs the program; see the class.
   *
   * @throws IllegalArgumentException without the two places
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length != 2) {
      throw new IllegalArgumentException("Ablate DATA OUT.md");
    }
    Catalog catalog = Catalog.shipped();
    List<MeasuredRun> runs =
        MeasuredSets.read(Path.of(args[0]), catalog).runs().stream()
            .filter(run -> FitSplit.SUITES.contains(run.suite()))
            .filter(FitSplit::isSampled)
            .toList();
    Files.writeString(Path.of(args[1]), table(catalog, runs), StandardCharsets.UTF_8);
  }

  /** The table, in Markdown. */
  static String table(Catalog catalog, List<MeasuredRun> runs) throws InterruptedException {
    List<String> suites =
        FitSplit.SUITES.stream()
            .filter(suite -> runs.stream().anyMatch(run -> run.suite().equals(suite)))
            .toList();
    List<String> lines = new ArrayList<>();
    lines.add("| left out | " + String.join(" | ", suites) + " |");
    lines.add("|---".repeat(suites.size() + 1) + "|");
    for (Variant variant : Ablations.all()) {
      FitTarget target =
          new FitTarget(catalog, runs.stream().map(variant.runs()).toList(), WORKERS);
      double[] errors = target.errors(shipped().stream().map(variant.engines()).toList());
      StringBuilder line = new StringBuilder("| ").append(variant.name());
      for (String suite : suites) {
        line.append(" | ").append(Medians.of(target, errors, suite));
      }
      lines.add(line.append(" |").toString());
    }
    return String.join("\n", lines) + "\n";
  }

  /** Every profile that ships. */
  static List<EngineProfile> shipped() {
    return EngineProfiles.NAMES.stream().flatMap(name -> EngineProfiles.of(name).stream()).toList();
  }
}
