package io.foretoken.scenario.plan;

import io.foretoken.scenario.plan.candidate.TaskBatch;
import io.foretoken.scenario.sweep.SweepRunner;
import java.nio.file.Path;
import java.util.List;

/**
 * How a plan is made.
 *
 * @param runner runs the simulations
 * @param workers how many at a time
 * @param catalogs files and folders of catalogues beside the scenario's own
 * @param version of the program
 * @param progress told how far it is
 * @param isExhaustive whether the capacity of every candidate is searched by simulation, also of
 *     those that cannot win by their bound
 */
public record PlanOptions(
    SweepRunner runner,
    int workers,
    List<Path> catalogs,
    String version,
    TaskBatch.Progress progress,
    boolean isExhaustive) {
  /** A plan that searches only what may win. */
  public PlanOptions(
      SweepRunner runner,
      int workers,
      List<Path> catalogs,
      String version,
      TaskBatch.Progress progress) {
    this(runner, workers, catalogs, version, progress, false);
  }
}
