package io.foretoken.scenario.sweep;

import io.foretoken.sim.CancelToken;
import java.util.Iterator;

/**
 * Runs the points of a sweep somewhere: in threads of this process, or on other machines. Found by
 * {@link java.util.ServiceLoader} beside the shipped one. Only strings and bytes go out and come
 * back; what a task asks for is done by {@link PointExecutor#run}.
 */
public interface SweepRunner {
  /** The name after {@code --runner}. */
  String name();

  /**
   * Runs tasks until there are none left or the user cancels. Their order does not matter, and
   * neither does the order of results.
   *
   * @param tasks what to run; taken one by one by one thread at a time
   * @param workers how many to run at a time
   * @param results takes each result as soon as it is there; safe to call from any thread
   * @param cancel asked now and then; once it says yes, results that are not there are not wanted
   * @throws InterruptedException if this thread is interrupted
   */
  void run(Iterator<SweepTask> tasks, int workers, Results results, CancelToken cancel)
      throws InterruptedException;

  /** Takes results. */
  @FunctionalInterface
  interface Results {
    /**
     * Takes one.
     *
     * @param task the task
     * @param result JSON in UTF-8, as {@link PointExecutor#run} returned it
     */
    void accept(SweepTask task, byte[] result);
  }
}
