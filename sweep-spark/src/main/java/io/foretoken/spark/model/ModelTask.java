package io.foretoken.spark.model;

import java.util.ArrayList;
import java.util.List;

/** Some points that travel together. */
final class ModelTask {
  private final ModelJob job;
  private final int first;
  private final int points;
  private final List<Attempt> attempts = new ArrayList<>();
  private boolean isDone;

  ModelTask(ModelJob job, int first, int points) {
    this.job = job;
    this.first = first;
    this.points = points;
  }

  /** A core at work on a task. */
  static final class Attempt {
    private final ModelTask task;
    private final int core;
    private final double startedAt;
    private boolean hasLeft;

    private Attempt(ModelTask task, int core, double startedAt) {
      this.task = task;
      this.core = core;
      this.startedAt = startedAt;
    }

    ModelTask task() {
      return task;
    }

    int core() {
      return core;
    }

    /** Whether nobody else has done the task. */
    boolean isWanted() {
      return !task.isDone;
    }

    /** Leaves the core; whether it was there until now. */
    boolean leave() {
      boolean wasThere = !hasLeft;
      hasLeft = true;
      return wasThere;
    }
  }

  int points() {
    return points;
  }

  boolean isDone() {
    return isDone;
  }

  /** What a core takes for the points, ns. */
  double nanos(Sweep sweep, double slowness) {
    double nanos = 0;
    for (int point = first; point < first + points; point++) {
      nanos += sweep.nanos(point);
    }
    return nanos * slowness;
  }

  Attempt start(double now, int core) {
    Attempt attempt = new Attempt(this, core, now);
    attempts.add(attempt);
    return attempt;
  }

  /** Since when the only attempt has been at work; infinite where none is or there were two. */
  double aloneSince() {
    return attempts.size() == 1 ? attempts.get(0).startedAt : Double.POSITIVE_INFINITY;
  }

  /** The first attempt has ended; returns those that go on for nothing. */
  List<Attempt> done(double now) {
    isDone = true;
    job.done(now - attempts.get(0).startedAt);
    return attempts.stream().filter(attempt -> !attempt.hasLeft).toList();
  }
}
