package io.foretoken.scenario.plan.candidate;

import io.foretoken.scenario.sweep.ScenarioTasks;
import io.foretoken.scenario.sweep.SweepRunner;
import io.foretoken.scenario.sweep.SweepTask;
import io.foretoken.sim.CancelToken;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs tasks, as many at a time as there are workers, and gives their answers in the order of the
 * tasks.
 *
 * @param tasks makes the tasks
 * @param runner runs them
 * @param workers how many at a time
 * @param progress told how far a batch is
 * @param cancel asked now and then
 */
public record TaskBatch(
    ScenarioTasks tasks, SweepRunner runner, int workers, Progress progress, CancelToken cancel) {
  /** Told how far a batch is; safe to call from any thread. */
  @FunctionalInterface
  public interface Progress {
    /**
     * So much is done.
     *
     * @param what is run
     */
    void at(String what, int done, int all);

    /** So much is known of all candidates, by their numbers. */
    default void known(List<CandidateCapacity> candidates) {}
  }

  /**
   * Runs a batch.
   *
   * @throws CancellationException if cancelled
   * @throws InterruptedException if this thread is interrupted
   */
  public List<ScenarioTasks.Answer> run(String what, List<SweepTask> batch)
      throws InterruptedException {
    byte[][] results = new byte[batch.size()][];
    AtomicInteger done = new AtomicInteger();
    progress.at(what, 0, results.length);
    runner.run(
        batch.iterator(),
        workers,
        (task, result) -> {
          results[task.index()] = result;
          progress.at(what, done.incrementAndGet(), results.length);
        },
        cancel);
    if (cancel.isCancelled() || Arrays.asList(results).contains(null)) {
      throw new CancellationException("interrupted");
    }
    List<ScenarioTasks.Answer> answers = new ArrayList<>();
    for (byte[] result : results) {
      answers.add(ScenarioTasks.answer(result));
    }
    return List.copyOf(answers);
  }
}
