package io.foretoken.scenario.sweep;

import io.foretoken.sim.CancelToken;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Runs tasks as another runner does and remembers what came of them by their keys, on which alone
 * results depend: what has been run is not run again. For a window, in which the same question is
 * asked with a small change, or goes on after it was cancelled.
 */
public final class RememberingRunner implements SweepRunner {
  private static final int REMEMBERED = 20_000;

  private final SweepRunner runner;
  private final Map<String, byte[]> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** Remembers what another runner runs. */
  public RememberingRunner(SweepRunner runner) {
    this.runner = runner;
  }

  /** Remembers what is run in threads of this process. */
  public static RememberingRunner local() {
    return new RememberingRunner(new LocalSweepRunner());
  }

  @Override
  public String name() {
    return runner.name();
  }

  @Override
  public SweepRunner with(RunnerSettings settings) {
    return new RememberingRunner(runner.with(settings));
  }

  @Override
  public void run(Iterator<SweepTask> tasks, int workers, Results results, CancelToken cancel)
      throws InterruptedException {
    runner.run(
        new Unknown(tasks, results, cancel),
        workers,
        (task, result) -> {
          synchronized (known) {
            known.put(task.key(), result);
          }
          results.accept(task, result);
        },
        cancel);
  }

  @Override
  public void close() {
    runner.close();
  }

  /** Tasks that have to be run; the results of the others are handed over on the way. */
  private final class Unknown implements Iterator<SweepTask> {
    private final Iterator<SweepTask> all;
    private final Results results;
    private final CancelToken cancel;
    private SweepTask next;

    Unknown(Iterator<SweepTask> all, Results results, CancelToken cancel) {
      this.all = all;
      this.results = results;
      this.cancel = cancel;
    }

    @Override
    public boolean hasNext() {
      while (next == null && all.hasNext() && !cancel.isCancelled()) {
        SweepTask task = all.next();
        byte[] result;
        synchronized (known) {
          result = known.get(task.key());
        }
        if (result == null) {
          next = task;
        } else {
          results.accept(task, result);
        }
      }
      return next != null;
    }

    @Override
    public SweepTask next() {
      SweepTask task = next;
      next = null;
      return task;
    }
  }
}
