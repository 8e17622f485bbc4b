package io.foretoken.validation.measured;

import io.foretoken.input.problem.Problem;
import io.foretoken.validation.table.CsvFolder;
import io.foretoken.validation.table.MergedTable;
import java.util.List;

/** Kinds of reasons why a run is not scored, and the ones that come from files as such. */
public final class SkipKind {
  public static final String INPUTS_ONLY = "inputs only, no measurement";
  public static final String UNREADABLE = "unreadable file or line";
  public static final String DAMAGED = "file of the run damaged or incomplete";
  public static final String UNKNOWN_MODEL = "model not in the catalogue";
  public static final String UNKNOWN_GPU = "GPU not in the catalogue";
  public static final String POLICY = "engine's batch policy not simulated yet";
  public static final String MECHANISM = "mechanism of the model not modelled";
  public static final String DOES_NOT_FIT = "does not fit";
  public static final String NOT_STATED = "what ran is not stated";
  public static final String OUTSIDE = "outside of every suite";
  public static final String REFUSED = "refused by the simulator";

  private SkipKind() {}

  static void unreadable(String suite, CsvFolder folder, List<MergedTable> tables, Collected out) {
    folder.problems().stream()
        .filter(problem -> out.skipped().stream().noneMatch(skip -> isReason(problem, skip)))
        .forEach(problem -> unreadable(suite, problem, out));
    tables.forEach(table -> table.problems().forEach(p -> unreadable(suite, p, out)));
  }

  private static void unreadable(String suite, Problem problem, Collected out) {
    String hint = problem.hint().isEmpty() ? "" : "; " + problem.hint();
    out.skip(suite, problem.origin().toString(), UNREADABLE, problem.message() + hint);
  }

  /** Whether a file's problem has been given as the reason of the run that it belongs to. */
  private static boolean isReason(Problem problem, SkippedRun skip) {
    return skip.reason().equals(oneLine(problem));
  }

  /** A problem in one line. */
  public static String oneLine(Problem problem) {
    return problem.toString().replaceAll("\\s*\n\\s*", "; ");
  }
}
