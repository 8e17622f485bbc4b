package io.foretoken.validation.suite;

/** Hears how far a validation has come. Called from several threads. */
@FunctionalInterface
public interface ValidationProgress {
  /**
   * A run has ended.
   *
   * @param runs how many have
   * @param ofRuns how many there are
   * @param share of the expected work that is done, 0 to 1
   */
  void at(int runs, int ofRuns, double share);
}
