package io.foretoken.validation.shipped;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.validation.measured.MeasuredRun;
import io.foretoken.validation.measured.MeasuredSets;
import io.foretoken.validation.own.OwnSet;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the shipped suite from measured sets as they were published. A developer's program, called
 * by {@code src/main/scripts/make-measured-suite.py}.
 */
public final class SuiteMaker {
  private SuiteMaker() {}

  /**
   * Writes a file per suite.
   *
   * @param args folder of measured sets, folder to write to
   */
  public static void main(String[] args) throws IOException {
    make(Path.of(args[0]), Path.of(args[1]));
  }

  static void make(Path data, Path target) throws IOException {
    Catalog catalog = Catalog.shipped();
    Map<String, List<MeasuredRun>> bySuite = new LinkedHashMap<>();
    for (MeasuredRun run : MeasuredSets.read(data, catalog, List.of(new OwnSet(catalog))).runs()) {
      Redistributable.of(run)
          .ifPresent(
              kept -> bySuite.computeIfAbsent(kept.suite(), unused -> new ArrayList<>()).add(kept));
    }
    for (Map.Entry<String, List<MeasuredRun>> suite : bySuite.entrySet()) {
      Path file = target.resolve(suite.getKey() + ".jsonl");
      try (Writer out = new BufferedWriter(Files.newBufferedWriter(file))) {
        for (MeasuredRun run : suite.getValue()) {
          ShippedRunWriter.write(out, run);
        }
      }
    }
  }
}
