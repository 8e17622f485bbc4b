package io.foretoken.cli;

import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.scenario.run.RunOutcome;
import io.foretoken.scenario.run.ScenarioRun;
import io.foretoken.sim.ProgressListener;
import io.foretoken.sim.request.RequestSink;
import java.util.concurrent.CancellationException;

/** A run under a progress bar that Ctrl-C ends. */
final class OneRun {
  private OneRun() {}

  /** The first replication. */
  static RunOutcome once(PreparedRun prepared, RequestSink sink, Console console) {
    return once(prepared, 0, sink, "simulating", console);
  }

  /**
   * One replication.
   *
   * @param doing what the bar says
   * @throws CancellationException on Ctrl-C
   */
  static RunOutcome once(
      PreparedRun prepared, int replication, RequestSink sink, String doing, Console console) {
    try (ProgressBar bar = console.progress(doing)) {
      ProgressListener progress =
          (nanos, finished) ->
              bar.update(
                  prepared.arrivalsEndNanos() == Long.MAX_VALUE
                      ? Double.NaN
                      : nanos / (double) prepared.arrivalsEndNanos(),
                  finished + " requests");
      RunOutcome outcome =
          ScenarioRun.execute(
              prepared, replication, sink, progress, console.cancellation()::isCancelled);
      if (console.cancellation().isCancelled()) {
        throw new CancellationException("interrupted");
      }
      return outcome;
    }
  }
}
