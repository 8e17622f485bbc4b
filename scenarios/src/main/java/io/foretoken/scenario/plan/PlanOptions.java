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
 */
public record PlanOptions(
    SweepRunner runner,
    int workers,
    List<Path> catalogs,
    String version,
    TaskBatch.Progress progress) {}
