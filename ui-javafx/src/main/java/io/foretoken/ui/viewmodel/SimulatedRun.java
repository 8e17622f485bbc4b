package io.foretoken.ui.viewmodel;

import io.foretoken.scenario.explain.ExplainedStep;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.scenario.run.RunOutcome;
import java.util.List;

/**
 * A run that has been simulated, with all that screens show of it.
 *
 * @param title what it is called
 * @param tree the scenario
 * @param prepared what that means
 * @param outcome what came of it
 * @param requests its requests
 * @param steps the mean decode step, and the same with a prompt
 * @param millis what it took, by the clock
 */
public record SimulatedRun(
    String title,
    ScenarioTree tree,
    PreparedRun prepared,
    RunOutcome outcome,
    RunRequests requests,
    List<ExplainedStep> steps,
    long millis) {
  private static final double NANOS_PER_SECOND = 1e9;

  /** Keeps a copy. */
  public SimulatedRun {
    steps = List.copyOf(steps);
  }

  /** Engine instances. */
  public int replicas() {
    return prepared.deployment().replicas();
  }

  /** End of the run, ns from its start. */
  public long endNanos() {
    return outcome.endNanos();
  }

  /** How much was simulated in which time, in words. */
  public String effort() {
    return "seed "
        + prepared.seed()
        + ", "
        + ReadableNumbers.count(requests.seen())
        + " requests, "
        + ReadableNumbers.number(seconds())
        + " s simulated in "
        + ReadableNumbers.time(millis * 1e6);
  }

  /** What serves and what comes, in words. */
  public String load() {
    return replicas()
        + (replicas() == 1 ? " replica" : " replicas")
        + ", batch size "
        + ReadableNumbers.count(prepared.deployment().engine().maxNumSeqs());
  }

  /** Length of the run, s. */
  public double seconds() {
    return outcome.endNanos() / NANOS_PER_SECOND;
  }
}
