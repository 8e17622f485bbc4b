package io.foretoken.ui.viewmodel.calibrate;

import io.foretoken.input.problem.Problem;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.validation.benchmark.BenchmarkRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file that was given.
 *
 * @param file where it is
 * @param runs what it holds; empty where it could not be read
 * @param problems why it could not be read
 */
public record LoadedFile(Path file, List<BenchmarkRun> runs, List<Problem> problems) {
  private static final int MOST_ADVICE = 160;

  /** Keeps copies. */
  public LoadedFile {
    runs = List.copyOf(runs);
    problems = List.copyOf(problems);
  }

  /** Its name without the folder. */
  public String name() {
    return file.getFileName().toString();
  }

  /**
   * A problem in the words of the command line, without the folder; without the advice where that
   * is long.
   */
  public String words(Problem problem) {
    String words = problem.toString().replace(file.toString(), name());
    boolean isLong = problem.hint().length() > MOST_ADVICE;
    return isLong ? words.lines().findFirst().orElse(words) : words;
  }

  /** Its format and how many requests of how many runs were answered. */
  public String words() {
    if (runs.isEmpty()) {
      return "";
    }
    long answered = runs.stream().mapToLong(run -> run.counts().answered()).sum();
    return runs.get(0).source().format()
        + ", "
        + (runs.size() > 1 ? runs.size() + " runs, " : "")
        + ReadableNumbers.count(answered)
        + " requests"
        + (runs.stream().allMatch(run -> run.requests().isPresent()) ? "" : ", figures only");
  }

  /** What of it is not looked at; empty where all is. */
  public String leftOut() {
    List<String> parts = new ArrayList<>();
    add(parts, runs.stream().mapToLong(run -> run.counts().failed()).sum(), "failed");
    add(parts, runs.stream().mapToLong(run -> run.counts().empty()).sum(), "without a token");
    add(
        parts,
        runs.stream().mapToLong(run -> run.counts().inconsistent()).sum(),
        "whose times contradict each other");
    return parts.isEmpty() ? "" : "left out: " + String.join(", ", parts);
  }

  private static void add(List<String> parts, long count, String what) {
    if (count > 0) {
      parts.add(ReadableNumbers.count(count) + " " + what);
    }
  }
}
