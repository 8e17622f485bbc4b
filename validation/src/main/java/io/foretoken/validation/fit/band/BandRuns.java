package io.foretoken.validation.fit.band;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.scenario.expected.LoadSigns;
import io.foretoken.scenario.figure.Basis;
import io.foretoken.sim.CancelToken;
import io.foretoken.validation.measured.MeasuredSets;
import io.foretoken.validation.measured.Metric;
import io.foretoken.validation.suite.Validation;
import io.foretoken.validation.suite.ValidationProgress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The runs to learn from: predicted anew, or as text that an earlier pass left. */
final class BandRuns {
  private static final int WORKERS = 2;
  private static final String SEPARATOR = "\t";
  private static final int FIXED = 17;

  private BandRuns() {}

  /** Predicts every measured run in a folder of sets. */
  static List<BandRun> predict(Path data, ValidationProgress progress) throws InterruptedException {
    return new Validation(MeasuredSets.read(data, Catalog.shipped()), List.of())
        .run(WORKERS, progress, CancelToken.NEVER).scored().stream().map(BandRun::of).toList();
  }

  /** A line per run, fields separated by tabs, then {@code metric=error}. */
  static List<String> lines(List<BandRun> runs) {
    List<String> lines = new ArrayList<>();
    for (BandRun run : runs) {
      List<String> fields =
          new ArrayList<>(
              List.of(
                  run.suite(),
                  run.id(),
                  run.workload(),
                  String.valueOf(run.stated()),
                  String.valueOf(run.seen()),
                  run.basis().gpu(),
                  String.valueOf(run.basis().gpuMeasured()),
                  run.basis().engine(),
                  run.basis().version(),
                  run.basis().model(),
                  run.basis().family(),
                  String.valueOf(run.signs().openLoop()),
                  String.valueOf(run.signs().keepsUp()),
                  String.valueOf(run.signs().waitShare()),
                  String.valueOf(run.signs().slotShare()),
                  String.valueOf(run.signs().kvPeak()),
                  String.valueOf(run.signs().running())));
      run.errors().forEach((metric, error) -> fields.add(metric.key() + "=" + error));
      lines.add(String.join(SEPARATOR, fields));
    }
    return lines;
  }

  /** What {@link #lines} wrote. */
  static List<BandRun> parse(List<String> lines) {
    List<BandRun> runs = new ArrayList<>();
    for (String line : lines) {
      String[] field = line.split(SEPARATOR, -1);
      Map<Metric, Double> errors = new EnumMap<>(Metric.class);
      for (int i = FIXED; i < field.length; i++) {
        int equals = field[i].indexOf('=');
        errors.put(
            Metric.named(field[i].substring(0, equals)).orElseThrow(),
            Double.valueOf(field[i].substring(equals + 1)));
      }
      runs.add(
          new BandRun(
              field[0],
              field[1],
              field[2],
              Boolean.parseBoolean(field[3]),
              Boolean.parseBoolean(field[4]),
              new Basis(
                  field[5],
                  Boolean.parseBoolean(field[6]),
                  field[7],
                  field[8],
                  field[9],
                  field[10]),
              new LoadSigns(
                  Boolean.parseBoolean(field[11]),
                  Boolean.parseBoolean(field[12]),
                  Double.parseDouble(field[13]),
                  Double.parseDouble(field[14]),
                  Double.parseDouble(field[15]),
                  Double.parseDouble(field[16])),
              errors));
    }
    return List.copyOf(runs);
  }
}
