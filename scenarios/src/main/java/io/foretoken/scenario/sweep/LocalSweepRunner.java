package io.foretoken.scenario.sweep;

import io.foretoken.sim.CancelToken;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs points in threads of this process. */
final class LocalSweepRunner implements SweepRunner {
  private final TaskExecutors executors;

  LocalSweepRunner() {
    this(TaskExecutors.installed());
  }

  /** With executors that remember what earlier sweeps read and ran. */
  LocalSweepRunner(TaskExecutors executors) {
    this.executors = executors;
  }

  @Override
  public String name() {
    return SweepRunners.LOCAL;
  }

  @Override
  public void run(Iterator<SweepTask> tasks, int workers, Results results, CancelToken cancel)
      throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      List<Future<?>> futures = new ArrayList<>();
      for (int worker = 0; worker < workers; worker++) {
        futures.add(pool.submit(() -> work(tasks, executors, results, cancel)));
      }
      for (Future<?> future : futures) {
        future.get();
      }
    } catch (ExecutionException e) {
      throw rethrown(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private static void work(
      Iterator<SweepTask> tasks, TaskExecutors executors, Results results, CancelToken cancel) {
    CancelToken stop = () -> cancel.isCancelled() || Thread.currentThread().isInterrupted();
    SweepTask task = next(tasks, stop);
    while (task != null) {
      byte[] result = executors.run(task, stop);
      if (!stop.isCancelled()) {
        results.accept(task, result);
      }
      task = next(tasks, stop);
    }
  }

  private static SweepTask next(Iterator<SweepTask> tasks, CancelToken stop) {
    synchronized (tasks) {
      return !stop.isCancelled() && tasks.hasNext() ? tasks.next() : null;
    }
  }

  /** A worker's failure as its own exception: bad input stays bad input. */
  private static RuntimeException rethrown(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
  }
}
