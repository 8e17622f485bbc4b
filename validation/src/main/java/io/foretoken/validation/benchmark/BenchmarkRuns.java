package io.foretoken.validation.benchmark;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/** Takes the runs that a reader finds in a file. */
public final class BenchmarkRuns {
  /** The most runs that one file may hold. */
  public static final int MAX_RUNS = 100_000;

  private final BenchmarkFile file;
  private final String format;
  private final List<BenchmarkRun> runs = new ArrayList<>();
  private String hash = "";

  BenchmarkRuns(BenchmarkFile file, String format) {
    this.file = file;
    this.format = format;
  }

  /**
   * Where a run of the file comes from.
   *
   * @param place where it begins in the file
   */
  public BenchmarkSource source(Origin place) {
    if (hash.isEmpty()) {
      hash = file.sha256();
    }
    return new BenchmarkSource(file.path().toString(), hash, format, place);
  }

  /**
   * The name of a run: the file's, with a number from the second run on.
   *
   * @param number of the run in the file, from 1
   */
  public String id(int number) {
    String name = file.path().getFileName().toString();
    return number == 1 ? name : name + "#" + number;
  }

  /**
   * Adds a run.
   *
   * @throws BadInputException if there are more than {@link #MAX_RUNS}
   */
  public void add(BenchmarkRun run) {
    if (runs.size() == MAX_RUNS) {
      throw new BadInputException(
          Problem.of(
              run.source().place(),
              "the file holds more than " + MAX_RUNS + " runs",
              "split it into several files"));
    }
    runs.add(run);
  }

  List<BenchmarkRun> all() {
    if (runs.isEmpty()) {
      throw new BadInputException(
          Problem.of(
              file.origin(), "there is no run in the file", "was the benchmark ended early?"));
    }
    return List.copyOf(runs);
  }
}
