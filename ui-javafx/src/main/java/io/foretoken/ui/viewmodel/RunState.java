package io.foretoken.ui.viewmodel;

import java.util.List;
import java.util.Optional;

/**
 * What the Run screen shows.
 *
 * @param phase what is being done
 * @param title what is run: the scenario of the document, or a point of a sweep
 * @param isDocument whether that is the document
 * @param share how far the run has come, in [0, 1]; NaN where nothing tells how long it will be
 * @param finished requests that have left it
 * @param millis what it has taken so far
 * @param words why there is no result, or an older one; empty where there is nothing to say
 * @param problems what is wrong with the scenario, in the words of the command line
 * @param isOlder whether the scenario has changed since
 * @param run the newest result
 * @param replica whose series and requests are shown, -1 for all
 * @param timeline requests of the chosen window
 */
public record RunState(
    Phase phase,
    String title,
    boolean isDocument,
    double share,
    long finished,
    long millis,
    String words,
    List<String> problems,
    boolean isOlder,
    Optional<SimulatedRun> run,
    int replica,
    Optional<RequestTimeline> timeline) {
  /** What is being done. */
  public enum Phase {
    /** Nothing is run. */
    IDLE,
    RUNNING,
    /** The user ended it; what was there before is there still. */
    CANCELLED,
    /** The scenario cannot run. */
    FAILED
  }

  /** Nothing yet. */
  public static final RunState NOTHING =
      new RunState(
          Phase.IDLE,
          "",
          true,
          Double.NaN,
          0,
          0,
          "",
          List.of(),
          false,
          Optional.empty(),
          -1,
          Optional.empty());

  /** Keeps a copy. */
  public RunState {
    problems = List.copyOf(problems);
  }

  /** Whether something is being simulated. */
  public boolean isRunning() {
    return phase == Phase.RUNNING;
  }

  RunState begun(String newTitle, boolean ofDocument) {
    return new RunState(
        Phase.RUNNING, newTitle, ofDocument, 0, 0, 0, "", List.of(), false, run, replica, timeline);
  }

  RunState at(double newShare, long newFinished, long newMillis) {
    return new RunState(
        phase,
        title,
        isDocument,
        newShare,
        newFinished,
        newMillis,
        words,
        problems,
        isOlder,
        run,
        replica,
        timeline);
  }

  RunState ended(Phase how, String why, List<String> newProblems) {
    return new RunState(
        how,
        title,
        isDocument,
        share,
        finished,
        millis,
        why,
        newProblems,
        isOlder,
        run,
        replica,
        timeline);
  }

  RunState with(SimulatedRun result, RequestTimeline window) {
    return new RunState(
        Phase.IDLE,
        title,
        isDocument,
        1,
        result.requests().seen(),
        result.millis(),
        "",
        List.of(),
        false,
        Optional.of(result),
        -1,
        Optional.of(window));
  }

  RunState with(int newReplica, RequestTimeline window) {
    return new RunState(
        phase,
        title,
        isDocument,
        share,
        finished,
        millis,
        words,
        problems,
        isOlder,
        run,
        newReplica,
        Optional.of(window));
  }

  RunState older(boolean nowOlder) {
    return new RunState(
        phase,
        title,
        isDocument,
        share,
        finished,
        millis,
        words,
        problems,
        nowOlder,
        run,
        replica,
        timeline);
  }
}
