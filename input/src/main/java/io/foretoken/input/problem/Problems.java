package io.foretoken.input.problem;

import java.util.ArrayList;
import java.util.List;

/** Collects problems in the order in which they are found, so that all are reported at once. */
public final class Problems {
  private final List<Problem> found = new ArrayList<>();

  /** Adds one problem. */
  public void add(Problem problem) {
    found.add(problem);
  }

  /** Adds a problem of the value at {@code path}; see {@link Problem} for the parts. */
  public void add(Origin origin, String path, String message, String hint) {
    found.add(new Problem(origin, path, message, hint));
  }

  /** Adds every problem of another reader's failure, to report it together with others. */
  public void addAll(BadInputException failure) {
    found.addAll(failure.problems());
  }

  /** Whether nothing is wrong so far. */
  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** How many problems were found so far. */
  public int size() {
    return found.size();
  }

  /** The problems so far, in the order in which they were found. */
  public List<Problem> list() {
    return List.copyOf(found);
  }

  /**
   * Does nothing when nothing is wrong.
   *
   * @throws BadInputException with all problems, when there is one
   */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new BadInputException(found);
    }
  }
}
