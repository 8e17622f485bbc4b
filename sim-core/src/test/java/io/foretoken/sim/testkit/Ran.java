package io.foretoken.sim.testkit;

import io.foretoken.sim.metrics.RunResult;
import java.util.List;

/**
 * A run that is over.
 *
 * @param answers in the order in which requests left
 * @param steps what each step contained, see {@link StepLog}
 */
public record Ran(RunResult result, List<Answer> answers, List<String> steps) {
  /**
   * The answer to the request of an index.
   *
   * @throws AssertionError if there is none
   */
  public Answer answer(long index) {
    return answers.stream()
        .filter(answer -> answer.index() == index)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no answer to request " + index));
  }

  /** The only answer. */
  public Answer only() {
    if (answers.size() != 1) {
      throw new AssertionError("expected one answer, got " + answers);
    }
    return answers.get(0);
  }
}
