package io.foretoken.spark.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tasks that were sent together, and Spark's rule for starting some of them once more. */
final class ModelJob {
  /** How often Spark looks for tasks that take long, {@code spark.speculation.interval}, ns. */
  static final double LOOK_NANOS = 100e6;

  /** Share of a job that has to be done first, {@code spark.speculation.quantile}. */
  private static final double QUANTILE = 0.9;

  /** How many times the median a task has to take, {@code spark.speculation.multiplier}. */
  private static final double MULTIPLIER = 3;

  private final Clock clock;
  private final List<ModelTask> tasks = new ArrayList<>();
  private final List<Double> durations = new ArrayList<>();
  private final Set<ModelTask> again = new HashSet<>();

  ModelJob(Clock clock) {
    this.clock = clock;
  }

  void add(ModelTask task) {
    tasks.add(task);
  }

  List<ModelTask> tasks() {
    return tasks;
  }

  /** What the dispatch thread takes to make it, ns. */
  double makeNanos(Overheads costs, Sweep sweep) {
    double nanos = 0;
    for (ModelTask task : tasks) {
      nanos +=
          costs.dispatchTask() / 2
              + task.points() * (costs.makePoint() + sweep.up() * costs.driverByte());
    }
    return nanos;
  }

  /** A task has ended that took so long. */
  void done(double nanos) {
    durations.add(nanos);
  }

  boolean isDone() {
    return durations.size() == tasks.size();
  }

  /** Tasks to be started once more, each only once. */
  List<ModelTask> late() {
    if (durations.size() < QUANTILE * tasks.size()) {
      return List.of();
    }
    List<Double> sorted = new ArrayList<>(durations);
    Collections.sort(sorted);
    double longest = Math.max(LOOK_NANOS, MULTIPLIER * sorted.get(sorted.size() / 2));
    List<ModelTask> late = new ArrayList<>();
    for (ModelTask task : tasks) {
      if (!task.isDone() && clock.now() - task.aloneSince() > longest && again.add(task)) {
        late.add(task);
      }
    }
    return late;
  }
}
