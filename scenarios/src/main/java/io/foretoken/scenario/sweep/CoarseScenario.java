package io.foretoken.scenario.sweep;

import io.foretoken.input.problem.Origin;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.sim.metrics.MeasureWindow;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * The same scenario for a first look: the same random streams, cut off early. A fifth of the time
 * with two fifths of that as warm-up, so that a full batch has turned over once before it is
 * measured, or 500 requests (three rounds of what is in flight, where that is more).
 */
public final class CoarseScenario {
  private static final long REQUESTS = 500;
  private static final long LEAST_REQUESTS = 120;
  private static final long ROUNDS = 3;
  private static final long KNOWN_ROUNDS = 8;
  private static final int SHORTER = 5;
  private static final double WARMUP_SHARE = 0.4;
  private static final double LEAST_SECONDS = 30;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final Origin ORIGIN = Origin.argument("first look");

  private CoarseScenario() {}

  /**
   * Shortens a scenario; one that ends with its trace stays as it is.
   *
   * @param run what the scenario resolves to
   * @param mostInFlight largest number of requests in flight in the sweep, as far as known
   */
  public static ScenarioTree of(ScenarioTree tree, PreparedRun run, long mostInFlight) {
    MeasureWindow window = run.settings().window();
    if (!window.whole()) {
      double own = window.endNanos() / NANOS_PER_SECOND;
      double seconds = Math.min(own, Math.max(LEAST_SECONDS, own / SHORTER));
      return tree.set("stop", stop(seconds), ORIGIN);
    }
    long wanted = Math.max(REQUESTS, ROUNDS * mostInFlight);
    return endsAfter(run, wanted) ? tree.set("stop.requests", Long.toString(wanted), ORIGIN) : tree;
  }

  /**
   * Requests of a first look at a point whose number of requests in flight is known: eight rounds
   * of them, at least 120 and at most what {@link #of} gives all points. With three rounds a batch
   * of 64 seems a third slower than it is, since it is filled and emptied for most of them.
   *
   * @return empty where the scenario does not end by the number of requests, or ends sooner
   */
  public static OptionalLong requests(PreparedRun run, long inFlight, long mostInFlight) {
    long most = Math.max(REQUESTS, ROUNDS * mostInFlight);
    long wanted = Math.min(most, Math.max(LEAST_REQUESTS, KNOWN_ROUNDS * inFlight));
    return run.settings().window().whole() && endsAfter(run, wanted)
        ? OptionalLong.of(wanted)
        : OptionalLong.empty();
  }

  private static boolean endsAfter(PreparedRun run, long wanted) {
    long requests = run.fullSource().stop().requests();
    return requests > wanted && requests < Long.MAX_VALUE;
  }

  private static String stop(double seconds) {
    return String.format(
        Locale.ROOT, "{duration: %.3fs, warmup: %.3fs}", seconds, seconds * WARMUP_SHARE);
  }
}
