package io.foretoken.validation.fit.band;

import io.foretoken.scenario.expected.ErrorCell;
import io.foretoken.scenario.expected.Widening;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Learns the error to expect of predictions from a folder of measured sets, and says how often it
 * holds.
 *
 * <pre>java io.foretoken.validation.fit.band.FitBands DATA OUT</pre>
 *
 * <p>OUT receives {@code expected-error.yaml}, which ships, {@code expected-error.md}, the tables
 * of {@code docs/expected-error.md}, and {@code runs.tsv}, the predictions. With a file of that
 * kind as DATA nothing is simulated. The same data gives the same bytes.
 */
public final class FitBands {
  private FitBands() {}

  /**
   * Runs the program; see the class.
   *
   * @throws IllegalArgumentException without the two places
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length != 2) {
      throw new IllegalArgumentException("FitBands DATA OUT");
    }
    Path data = Path.of(args[0]);
    Path out = Path.of(args[1]);
    Files.createDirectories(out);
    List<BandRun> runs =
        Files.isDirectory(data)
            ? BandRuns.predict(data, (done, of, share) -> {})
            : BandRuns.parse(Files.readAllLines(data));
    write(out.resolve("runs.tsv"), String.join("\n", BandRuns.lines(runs)) + "\n");
    write(out.resolve("expected-error.yaml"), yaml(runs));
    write(out.resolve("expected-error.md"), tables(runs));
  }

  /** The file that ships. */
  static String yaml(List<BandRun> runs) {
    return BandYaml.of(
        BandLearner.cells(runs), BandLearner.ground(runs), BandLearner.widening(runs));
  }

  /** The tables of the page. */
  static String tables(List<BandRun> runs) {
    List<ErrorCell> cells = BandLearner.cells(runs);
    Widening widening = BandLearner.widening(runs);
    return BandTables.of(runs, cells, CrossValidation.judge(runs, widening));
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }
}
