package io.foretoken.spark;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.scenario.sweep.SweepRunner;
import io.foretoken.scenario.sweep.SweepTask;
import io.foretoken.sim.CancelToken;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Brings tasks to a cluster and results back. Tasks go out in jobs of a few for every core, so that
 * memory does not grow with the sweep; a job is started while the one before still has work for all
 * cores, so that none waits for a straggler. Everything but Spark itself happens on the thread that
 * calls {@link #run}.
 */
final class Dispatch {
  private static final long POLL_MILLIS = 20;

  private final Cluster cluster;
  private final SentFiles files;
  private final Iterator<SweepTask> tasks;
  private final SweepRunner.Results results;
  private final CancelToken cancel;
  private final BlockingQueue<Job.Event> events = new LinkedBlockingQueue<>();
  private final Queue<SweepTask> leftOver = new ArrayDeque<>();
  private final Set<Job> running = new HashSet<>();
  private final BatchSize batch;
  private final String program = ExecutorProcess.current().program();
  private int open;

  Dispatch(
      Cluster cluster,
      SentFiles files,
      Iterator<SweepTask> tasks,
      SweepRunner.Results results,
      CancelToken cancel) {
    this(cluster, files, tasks, results, cancel, new BatchSize());
  }

  /** With another choice of how many points travel together. */
  Dispatch(
      Cluster cluster,
      SentFiles files,
      Iterator<SweepTask> tasks,
      SweepRunner.Results results,
      CancelToken cancel,
      BatchSize batch) {
    this.batch = batch;
    this.cluster = cluster;
    this.files = files;
    this.tasks = tasks;
    this.results = results;
    this.cancel = cancel;
  }

  /**
   * Runs until there is nothing left.
   *
   * @throws BadInputException if the cluster fails; results that have come are handed over first
   */
  void run() throws InterruptedException {
    try {
      while (!cancel.isCancelled()) {
        while (DispatchRules.wantsJob(open, cluster.cores()) && hasMore()) {
          start();
        }
        if (running.isEmpty()) {
          return;
        }
        Job.Event event = events.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
        if (event != null) {
          take(event);
        }
        cluster.check();
      }
    } finally {
      running.forEach(Job::cancel);
    }
  }

  private boolean hasMore() {
    return !leftOver.isEmpty() || tasks.hasNext();
  }

  private void start() {
    int most = DispatchRules.mostTasks(cluster.cores());
    long mostBytes = DispatchRules.MOST_JOB_BYTES;
    List<List<SweepTask>> groups = new ArrayList<>();
    List<SweepTask> all = new ArrayList<>();
    long bytes = 0;
    while (groups.size() < most && hasMore()) {
      List<SweepTask> group = new ArrayList<>();
      while (group.size() < batch.points() && hasMore()) {
        SweepTask task = leftOver.isEmpty() ? tasks.next() : leftOver.poll();
        long size = task.text().length();
        if (size > mostBytes) {
          throw SparkProblems.tooLarge(cluster.master(), task, size, mostBytes);
        }
        if (bytes + size > mostBytes) {
          leftOver.add(task);
          break;
        }
        bytes += size;
        group.add(task);
      }
      if (group.isEmpty()) {
        break;
      }
      groups.add(group);
      all.addAll(group);
    }
    TaskFunction function = new TaskFunction(program, files.of(all));
    open += groups.size();
    running.add(Job.start(cluster.context(), groups, function, events));
  }

  private void take(Job.Event event) {
    if (event.answer() != null) {
      open--;
      cluster.answered();
      hand(event);
      return;
    }
    running.remove(event.job());
    if (event.failure() != null) {
      // What has come until now is kept.
      for (Job.Event other = events.poll(); other != null; other = events.poll()) {
        if (other.answer() != null) {
          hand(other);
        }
      }
      if (!cancel.isCancelled()) {
        throw SparkProblems.failed(cluster.master(), event.failure(), event.job().groups());
      }
    }
  }

  private void hand(Job.Event event) {
    Answer answer = Answer.of(event.answer());
    if (!answer.program().equals(program)) {
      throw SparkProblems.otherProgram(cluster.master(), answer, program);
    }
    List<SweepTask> group = event.job().groups().get(event.group());
    batch.took(group.size(), answer.nanos());
    for (int index = 0; index < group.size(); index++) {
      results.accept(group.get(index), answer.results().get(index));
    }
  }
}
