package io.foretoken.scenario.sweep;

import io.foretoken.sim.CancelToken;
import java.util.Iterator;

/**
 * Runs the points of a sweep somewhere: in threads of this process, or on other machines. Found by
 * {@link java.util.ServiceLoader} beside the shipped one. Only strings and bytes go out and come
 * back; what a task asks for is done by {@link TaskExecutors#run}.
 */
public interface SweepRunner extends AutoCloseable {
  /** The name after {@code --runner}. */
  String name();

  /** A runner that is set up so; machines are looked for when it is first run. */
  default SweepRunner with(RunnerSettings settings) {
    return this;
  }

  /**
   * Runs tasks until there are none left or the user cancels. Their order does not matter, and
   * neither does the order of results.
   *
   * @param tasks what to run; taken one by one by one thread at a time
   * @param workers how many to run at a time
   * @param results takes each result as soon as it is there; safe to call from any thread
   * @param cancel asked now and then; once it says yes, results that are not there are not wanted
   * @throws io.foretoken.input.problem.BadInputException if machines cannot be had or used; results
   *     that were handed over stay good
   * @throws InterruptedException if this thread is interrupted
   */
  void run(Iterator<SweepTask> tasks, int workers, Results results, CancelToken cancel)
      throws InterruptedException;

  /** Gives machines back. A runner that has been closed is not run again. */
  @Override
  default void close() {}

  /** Takes results. */
  @FunctionalInterface
  interface Results {
    /**
     * Takes one.
     *
     * @param task the task
     * @param result JSON in UTF-8, as {@link TaskExecutors#run} returned it
     */
    void accept(SweepTask task, byte[] result);
  }
}
