package io.foretoken.scenario.statistic;

import java.util.List;
import java.util.Map;

/**
 * How often a configuration is run.
 *
 * @param fewest runs at least, from 1
 * @param most runs at most
 * @param width half-width of the 95 % intervals of {@link #WATCHED}, as a share of their means, at
 *     which no more runs are wanted; 0 for exactly {@code fewest} runs
 */
public record ReplicationPlan(int fewest, int most, double width) {
  /** One run. */
  public static final ReplicationPlan ONCE = new ReplicationPlan(1, 1, 0);

  /** Most runs where an interval is to be reached. */
  public static final int MOST = 100;

  /** Fewest runs from which an interval is judged. */
  public static final int FEWEST_FOR_INTERVAL = 3;

  /** The figures whose intervals must be tight. */
  public static final List<KeyFigure> WATCHED =
      List.of(KeyFigure.TTFT_P99, KeyFigure.TPOT_P99, KeyFigure.OUTPUT_TOKENS_PER_S);

  /** Refuses what makes no sense. */
  public ReplicationPlan {
    if (fewest < 1 || most < fewest || !(width >= 0)) {
      throw new IllegalArgumentException(fewest + " to " + most + " runs, width " + width);
    }
  }

  /** Exactly so many runs. */
  public static ReplicationPlan exactly(int replications) {
    return new ReplicationPlan(replications, replications, 0);
  }

  /** Runs until the intervals are tight, at least three. */
  public static ReplicationPlan until(double width, int fewest) {
    int first = Math.max(FEWEST_FOR_INTERVAL, fewest);
    return new ReplicationPlan(first, Math.max(first, MOST), width);
  }

  /** Whether no more runs are wanted after those. */
  boolean isEnough(int done, Map<KeyFigure, Interval> figures) {
    return done >= most || (done >= fewest && isTight(figures));
  }

  /** Whether all the figures watched that there are have tight intervals. */
  public boolean isTight(Map<KeyFigure, Interval> figures) {
    return width == 0
        || WATCHED.stream()
            .map(figures::get)
            .allMatch(interval -> interval == null || interval.relative() <= width);
  }
}
