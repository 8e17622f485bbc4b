package io.foretoken.input.problem;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An input cannot be used. Carries every problem found; its message prints them, one group of lines
 * each, and is meant for the user as it stands.
 */
public final class BadInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** How many problems the message prints; the rest is counted. */
  public static final int MAX_PRINTED = 50;

  private final transient List<Problem> problems;

  /** All the problems of an input, at least one. */
  public BadInputException(List<Problem> problems) {
    super(print(problems));
    this.problems = List.copyOf(problems);
  }

  /** A failure with a single problem. */
  public BadInputException(Problem problem) {
    this(List.of(problem));
  }

  /** Every problem, in the order in which they were found. */
  public List<Problem> problems() {
    return problems;
  }

  private static String print(List<Problem> problems) {
    String text =
        problems.stream()
            .limit(MAX_PRINTED)
            .map(Problem::toString)
            .collect(Collectors.joining("\n"));
    int more = problems.size() - MAX_PRINTED;
    return more > 0 ? text + "\nand " + more + " more" : text;
  }
}
