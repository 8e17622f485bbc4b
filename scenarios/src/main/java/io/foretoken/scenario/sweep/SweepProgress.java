package io.foretoken.scenario.sweep;

/** Told how far a sweep is. Called from several threads, one at a time. */
@FunctionalInterface
public interface SweepProgress {
  /**
   * Says how far.
   *
   * @param done points that are done, those from the journal included
   * @param resumed of them from the journal
   * @param all points of the sweep
   */
  void at(int done, int resumed, int all);
}
