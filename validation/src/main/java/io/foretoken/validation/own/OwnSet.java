package io.foretoken.validation.own;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.validation.benchmark.BenchmarkConversion;
import io.foretoken.validation.benchmark.BenchmarkFormats;
import io.foretoken.validation.benchmark.BenchmarkRun;
import io.foretoken.validation.benchmark.ForetokenTraceReader;
import io.foretoken.validation.benchmark.StatedLoad;
import io.foretoken.validation.benchmark.StatedSetup;
import io.foretoken.validation.measured.Collected;
import io.foretoken.validation.measured.MeasuredRun;
import io.foretoken.validation.measured.MeasuredSet;
import io.foretoken.validation.measured.MeasuredSets;
import io.foretoken.validation.measured.SkipKind;
import io.foretoken.validation.measured.Source;
import io.foretoken.validation.table.UnusableRunException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code own}: traces of the project's kit, {@code own/GPU/fit/NAME.json.gz} and {@code
 * own/GPU/holdout/NAME.json.gz}. A trace in the wrong one of the two folders is not scored, since
 * it may have been fitted to. Other files, such as operator tables, are passed over.
 */
public final class OwnSet implements MeasuredSet {
  private static final int DEPTH = 3;
  private static final int COMMIT_CHARS = 40;
  private static final String KIT = "validation/measure";
  private static final String LICENCE = "Apache-2.0";

  private final Catalog catalog;
  private final BenchmarkFormats formats = BenchmarkFormats.installed();

  /**
   * A reader.
   *
   * @param catalog finds the models and GPUs that traces name
   */
  public OwnSet(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public String folder() {
    return MeasuredSets.OWN;
  }

  @Override
  public void read(Path folder, Collected out) {
    for (Path file : traces(folder)) {
      String id = folder.relativize(file).getName(0) + "/" + name(file);
      out.add(MeasuredSets.OWN, id, () -> read(file, id));
    }
  }

  private static List<Path> traces(Path folder) {
    try (Stream<Path> files = Files.walk(folder, DEPTH)) {
      return files
          .filter(file -> folder.relativize(file).getNameCount() == DEPTH)
          .filter(OwnSet::isTrace)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isTrace(Path file) {
    String parent = file.getParent().getFileName().toString();
    return file.getFileName().toString().matches(".+\\.json(\\.gz)?")
        && (parent.equals(HeldOutTraces.FIT) || parent.equals(HeldOutTraces.HELD_OUT));
  }

  private static String name(Path file) {
    return file.getFileName().toString().replaceFirst("\\.json(\\.gz)?$", "");
  }

  private MeasuredRun read(Path file, String id) {
    String belongs = HeldOutTraces.folder(name(file));
    if (!file.getParent().getFileName().toString().equals(belongs)) {
      throw new UnusableRunException(
          SkipKind.DAMAGED, "by its name the trace belongs in the folder " + belongs);
    }
    try {
      BenchmarkRun run = formats.read(file).get(0);
      if (!run.source().format().equals(ForetokenTraceReader.NAME)) {
        throw new UnusableRunException(
            SkipKind.DAMAGED, "a " + run.source().format() + ", no trace of the kit");
      }
      MeasuredRun measured =
          new BenchmarkConversion(catalog, StatedSetup.NOTHING, StatedLoad.NOTHING).measured(run);
      return new MeasuredRun(
          MeasuredSets.OWN,
          id,
          measured.setup(),
          measured.load(),
          measured.figures(),
          List.of(),
          measured.regime(),
          !HeldOutTraces.contains(name(file)),
          new Source(KIT, run.source().sha256().substring(0, COMMIT_CHARS), LICENCE),
          measured.assumptions());
    } catch (BadInputException e) {
      throw new UnusableRunException(SkipKind.DAMAGED, SkipKind.oneLine(e.problems().get(0)));
    }
  }
}
