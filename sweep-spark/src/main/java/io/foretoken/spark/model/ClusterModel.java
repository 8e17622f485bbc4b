package io.foretoken.spark.model;

import io.foretoken.spark.DispatchRules;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;

/**
 * A sweep on a cluster, event by event. The dispatch thread makes a job as soon as the rules want
 * one, and else takes a result; the stage thread opens the job; the scheduler thread sends a task
 * to every core that is free; its bytes leave through the driver's port; the core does its points;
 * the result comes in through the port, frees the core and goes the same way back.
 */
public final class ClusterModel {
  private final Overheads costs;
  private final Sweep sweep;
  private final int depth;
  private final Clock clock = new Clock();
  private final Station stages = new Station(clock);
  private final Station scheduler = new Station(clock);
  private final Station others = new Station(clock);
  private final Station portOut = new Station(clock);
  private final Station portIn = new Station(clock);
  private final Queue<ModelTask> pending = new ArrayDeque<>();
  private final Queue<Integer> free = new ArrayDeque<>();
  private final Queue<ModelTask> answers = new ArrayDeque<>();
  private boolean dispatchIsBusy;
  private double dispatchBusy;
  private int made;
  private int open;
  private int takenPoints;
  private int takenTasks;
  private double takenNanos;
  private long waitingBytes;
  private long mostWaitingBytes;
  private double lastTaken;

  private ClusterModel(Overheads costs, Sweep sweep) {
    this.costs = costs;
    this.sweep = sweep;
    for (int core = 0; core < sweep.cores(); core++) {
      free.add(core);
    }
    depth = DispatchRules.mostTasks(sweep.cores());
  }

  /** How a sweep goes on a cluster with such costs. */
  public static Outcome run(Overheads costs, Sweep sweep) {
    ClusterModel model = new ClusterModel(costs, sweep);
    model.clock.at(0, model::dispatch);
    model.clock.run();
    return model.outcome();
  }

  /** What the dispatch thread does next, if it is free and there is something to do. */
  private void dispatch() {
    if (dispatchIsBusy) {
      return;
    }
    if (DispatchRules.wantsJob(open, sweep.cores()) && made < sweep.points()) {
      ModelJob job = nextJob();
      open += job.tasks().size();
      work(job.makeNanos(costs, sweep), () -> submit(job));
    } else if (!answers.isEmpty()) {
      ModelTask task = answers.remove();
      int points = task.points();
      double nanos =
          costs.dispatchTask() / 2
              + points * (costs.takePoint() + sweep.down() * costs.driverByte());
      work(nanos, () -> take(task));
    }
  }

  private void work(double nanos, Runnable then) {
    dispatchIsBusy = true;
    dispatchBusy += nanos;
    clock.at(
        clock.now() + nanos,
        () -> {
          dispatchIsBusy = false;
          then.run();
          dispatch();
        });
  }

  private ModelJob nextJob() {
    double mean = takenPoints == 0 ? 0 : takenNanos / takenPoints;
    int points = sweep.together() > 0 ? sweep.together() : DispatchRules.pointsPerTask(mean);
    ModelJob job = new ModelJob(clock);
    long bytes = 0;
    while (job.tasks().size() < depth && made < sweep.points()) {
      int size = Math.min(points, sweep.points() - made);
      if (bytes > 0 && bytes + (long) size * sweep.up() > DispatchRules.MOST_JOB_BYTES) {
        break;
      }
      bytes += (long) size * sweep.up();
      job.add(new ModelTask(job, made, size));
      made += size;
    }
    return job;
  }

  private void take(ModelTask task) {
    open--;
    lastTaken = clock.now();
    takenTasks++;
    takenPoints += task.points();
    takenNanos += task.nanos(sweep, 1);
    waitingBytes -= (long) task.points() * sweep.down();
  }

  private void submit(ModelJob job) {
    stages.serve(
        costs.stageJob(),
        () -> {
          pending.addAll(job.tasks());
          offer();
          if (sweep.speculation()) {
            clock.at(clock.now() + ModelJob.LOOK_NANOS, () -> look(job));
          }
        });
  }

  /** Gives every free core a task. */
  private void offer() {
    while (!free.isEmpty() && !pending.isEmpty()) {
      ModelTask task = pending.remove();
      if (task.isDone()) {
        continue;
      }
      int core = free.remove();
      double bytes = (double) task.points() * sweep.up();
      scheduler.serve(
          costs.schedulerTask() / 2 + bytes * costs.driverByte(),
          () -> portOut.serve(bytes * costs.networkByte(), () -> start(task, core)));
    }
  }

  private void start(ModelTask task, int core) {
    double nanos = costs.executorTask() + task.nanos(sweep, sweep.slowness(core));
    ModelTask.Attempt attempt = task.start(clock.now(), core);
    clock.at(
        clock.now() + costs.latency() + nanos,
        () -> {
          if (attempt.isWanted()) {
            double bytes = (double) task.points() * sweep.down();
            portIn.serve(bytes * costs.networkByte(), () -> later(() -> end(attempt)));
          }
        });
  }

  private void later(Runnable action) {
    clock.at(clock.now() + costs.latency(), action);
  }

  /** The scheduler hears of it, has the core do something else, and passes the result on. */
  private void end(ModelTask.Attempt attempt) {
    ModelTask task = attempt.task();
    scheduler.serve(
        costs.schedulerTask() / 2,
        () -> {
          boolean isFirst = attempt.isWanted();
          if (attempt.leave()) {
            free.add(attempt.core());
          }
          if (isFirst) {
            task.done(clock.now()).forEach(other -> later(() -> giveUp(other)));
            pass(task);
          }
          offer();
        });
  }

  /** An attempt that came second ends where it is. */
  private void giveUp(ModelTask.Attempt attempt) {
    if (attempt.leave()) {
      free.add(attempt.core());
      offer();
    }
  }

  private void pass(ModelTask task) {
    double bytes = (double) task.points() * sweep.down();
    others.serve(
        costs.otherTask() + bytes * costs.driverByte(),
        () ->
            stages.serve(
                costs.stageTask(),
                () -> {
                  answers.add(task);
                  waitingBytes += (long) bytes;
                  mostWaitingBytes = Math.max(mostWaitingBytes, waitingBytes);
                  dispatch();
                }));
  }

  /** Starts once more what takes much longer than the rest of its job. */
  private void look(ModelJob job) {
    if (job.isDone()) {
      return;
    }
    pending.addAll(job.late());
    offer();
    clock.at(clock.now() + ModelJob.LOOK_NANOS, () -> look(job));
  }

  private Outcome outcome() {
    double nanos = lastTaken;
    double work = 0;
    for (int point = 0; point < sweep.points(); point++) {
      work += sweep.nanos(point);
    }
    Map<String, Double> busy = new LinkedHashMap<>();
    busy.put("dispatch", dispatchBusy / nanos);
    busy.put("stages", stages.busy() / nanos);
    busy.put("scheduler", scheduler.busy() / nanos);
    busy.put("others", others.busy() / nanos);
    busy.put("network out", portOut.busy() / nanos);
    busy.put("network in", portIn.busy() / nanos);
    return new Outcome(
        nanos / 1e9,
        takenPoints,
        takenTasks,
        work / (sweep.cores() * nanos),
        busy,
        mostWaitingBytes);
  }
}
