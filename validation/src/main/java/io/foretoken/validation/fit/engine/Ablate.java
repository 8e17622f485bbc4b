package io.foretoken.validation.fit.engine;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.hardware.engine.EngineProfiles;
import io.foretoken.validation.measured.FitSplit;
import io.foretoken.validation.measured.MeasuredRun;
import io.foretoken.validation.measured.MeasuredSets;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * What each mechanism is worth: median errors by suite with one left out at a time.
 *
 * <pre>java io.foretoken.validation.fit.engine.Ablate DATA OUT.md</pre>
 *
 * <p>Of the runs that {@link FitSplit#isStudied} names. The file grows by a line for each
 * mechanism.
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
            .filter(FitSplit::isStudied)
            .toList();
    try (PrintStream out =
        new PrintStream(Files.newOutputStream(Path.of(args[1])), true, StandardCharsets.UTF_8)) {
      table(catalog, runs, out::println);
    }
  }

  /** The table, in Markdown, line by line. */
  static void table(Catalog catalog, List<MeasuredRun> runs, Consumer<String> out)
      throws InterruptedException {
    List<String> suites =
        FitSplit.SUITES.stream()
            .filter(suite -> runs.stream().anyMatch(run -> run.suite().equals(suite)))
            .toList();
    out.accept("| left out | " + String.join(" | ", suites) + " |");
    out.accept("|---".repeat(suites.size() + 1) + "|");
    for (Variant variant : Ablations.all()) {
      FitTarget target =
          new FitTarget(catalog, runs.stream().map(variant.runs()).toList(), WORKERS);
      double[] errors = target.errors(shipped().stream().map(variant.engines()).toList());
      StringBuilder line = new StringBuilder("| ").append(variant.name());
      for (String suite : suites) {
        line.append(" | ").append(Medians.of(target, errors, suite));
      }
      out.accept(line.append(" |").toString());
    }
  }

  /** Every profile that ships. */
  static List<EngineProfile> shipped() {
    return EngineProfiles.NAMES.stream().flatMap(name -> EngineProfiles.of(name).stream()).toList();
  }
}
