package io.foretoken.ui.viewmodel;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Threads that do what the window's own thread must not: reading, checking, simulating, writing.
 * They end with the program.
 */
public final class Background implements AutoCloseable {
  private final ExecutorService quick;
  private final ExecutorService heavy;
  private final ScheduledExecutorService clock;
  private final Consumer<Throwable> failures;

  /**
   * Threads of a window.
   *
   * @param failures is told what a task threw
   */
  public Background(Consumer<Throwable> failures) {
    this.failures = failures;
    quick = Executors.newSingleThreadExecutor(named("checking"));
    heavy = Executors.newCachedThreadPool(named("simulating"));
    clock = Executors.newSingleThreadScheduledExecutor(named("waiting"));
  }

  private static ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, "foretoken-" + name);
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Does something that takes milliseconds, one after the other. */
  public void quickly(Runnable task) {
    submit(quick, task);
  }

  /** Does something that may take long. */
  public void atLength(Runnable task) {
    submit(heavy, task);
  }

  /** Does something that may take long, later. */
  @SuppressWarnings("FutureReturnValueIgnored") // what it throws goes to the failures
  public void after(long millis, Runnable task) {
    if (!clock.isShutdown()) {
      clock.schedule(() -> atLength(task), millis, TimeUnit.MILLISECONDS);
    }
  }

  private void submit(ExecutorService to, Runnable task) {
    if (!to.isShutdown()) {
      to.execute(
          () -> {
            try {
              task.run();
            } catch (RuntimeException | Error e) {
              failures.accept(e);
            }
          });
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
    quick.shutdownNow();
    heavy.shutdownNow();
  }
}
