package io.foretoken.validation.measured;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The sets that can be read, and the suites that their runs are scored in. */
public final class MeasuredSets {
  /** The folder and suite of the project's own runs. */
  public static final String OWN = "own";

  /** Suites by name, in the order of reports. */
  public static final List<String> SUITES =
      List.of(
          PerRequestSet.SUITE,
          ExperimentsSet.SUITE,
          TracesSet.SUITE_PREFIX + "rtxpro6000",
          TracesSet.SUITE_PREFIX + "rtx4090",
          SiliconServingSuites.DENSE,
          SiliconServingSuites.GPT_OSS,
          SiliconServingSuites.MOE,
          SiliconServingSuites.MOE_OTHER,
          SiliconServingSuites.VENDOR,
          SiliconServingSuites.UNSCORED,
          PublishedThroughputSet.SUITE,
          OWN);

  private MeasuredSets() {}

  /** Whether runs can be scored under that name; traces have a suite per GPU. */
  public static boolean isSuite(String name) {
    return SUITES.contains(name) || name.startsWith(TracesSet.SUITE_PREFIX);
  }

  /** The readers. */
  static List<MeasuredSet> readers(Catalog catalog) {
    return List.of(
        new PerRequestSet(),
        new ExperimentsSet(),
        new TracesSet(),
        new SiliconServingSet(catalog),
        new PublishedThroughputSet(catalog));
  }

  /**
   * Reads every set in a folder, or the one set that the folder is.
   *
   * @param data a folder of sets, each in a folder of its usual name, or one of those
   * @throws BadInputException if there is nothing to read, or nothing of it can be read
   */
  public static Collected read(Path data, Catalog catalog) {
    return read(data, catalog, List.of());
  }

  /**
   * The same with sets whose readers stand elsewhere.
   *
   * @param more are read after those known here
   */
  public static Collected read(Path data, Catalog catalog, List<MeasuredSet> more) {
    List<MeasuredSet> sets = new ArrayList<>(readers(catalog));
    sets.addAll(more);
    Origin origin = Origin.argument("--data " + data);
    if (!Files.isDirectory(data)) {
      throw new BadInputException(
          Problem.of(
              origin,
              Files.exists(data) ? data + " is a file" : "there is no folder " + data,
              "name a folder of measured sets"));
    }
    Collected collected = new Collected();
    Path name = data.toAbsolutePath().normalize().getFileName();
    for (MeasuredSet set : sets) {
      Path folder =
          name != null && name.toString().equals(set.folder()) ? data : data.resolve(set.folder());
      if (Files.isDirectory(folder)) {
        set.read(folder, collected);
      }
    }
    if (collected.isEmpty()) {
      List<String> folders = sets.stream().map(MeasuredSet::folder).toList();
      throw new BadInputException(
          Problem.of(
              origin,
              "there is no measured run in " + data,
              "it needs one of the folders " + String.join(", ", folders)));
    }
    boolean readable =
        !collected.runs().isEmpty()
            || collected.skipped().stream()
                .anyMatch(skip -> !skip.kind().equals(SkipKind.UNREADABLE));
    if (!readable) {
      throw new BadInputException(
          collected.skipped().stream()
              .map(skip -> Problem.of(Origin.file(skip.id()), skip.reason(), ""))
              .toList());
    }
    return collected;
  }
}
