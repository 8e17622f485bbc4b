package io.foretoken.validation.calibrate;

import io.foretoken.sim.metrics.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Time to first token of a run's requests by their share, as it was measured and as it is
 * predicted.
 *
 * @param run name of the run
 * @param isHeld whether it was held back from the fit
 * @param requests how many are looked at
 * @param points by rising share
 */
public record LatencyCurve(String run, boolean isHeld, int requests, List<Point> points) {
  private static final int STEPS = 45;
  private static final double NINES = 3;
  private static final double NANOS_PER_SECOND = 1e9;

  /**
   * A quantile.
   *
   * @param share of requests, below 1
   * @param measured seconds within which they had their first token
   * @param before predicted with the profile that the fit started from
   * @param after predicted with the fitted one
   */
  public record Point(double share, double measured, double before, double after) {}

  /** Keeps a copy. */
  public LatencyCurve {
    points = List.copyOf(points);
  }

  /** The curves of those runs whose requests are known. */
  static List<LatencyCurve> of(
      List<CalibrationRun> runs, List<Simulated> before, List<Simulated> after, boolean isHeld) {
    List<LatencyCurve> curves = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      if (runs.get(i).hasRequests()) {
        curves.add(of(runs.get(i), before.get(i), after.get(i), isHeld));
      }
    }
    return curves;
  }

  private static LatencyCurve of(
      CalibrationRun run, Simulated before, Simulated after, boolean isHeld) {
    int[] known =
        IntStream.range(0, run.times().ttftNanos().length).filter(run.times()::knows).toArray();
    Distribution was = first(known, List.of(run.times()));
    Distribution old = first(known, before.times());
    Distribution now = first(known, after.times());
    List<Point> points = new ArrayList<>();
    for (int step = 0; step <= STEPS; step++) {
      double share = 1 - StrictMath.pow(10, -NINES * step / STEPS);
      if (share <= 1 - 1.0 / known.length) {
        points.add(new Point(share, seconds(was, share), seconds(old, share), seconds(now, share)));
      }
    }
    return new LatencyCurve(run.run().id(), isHeld, known.length, points);
  }

  /** Of all the times that the run was served. */
  private static Distribution first(int[] known, List<RequestTimes> served) {
    return Distribution.of(
        served.stream()
            .flatMapToLong(times -> IntStream.of(known).mapToLong(r -> times.ttftNanos()[r]))
            .toArray());
  }

  private static double seconds(Distribution of, double share) {
    return of.percentile(100 * share) / NANOS_PER_SECOND;
  }
}
