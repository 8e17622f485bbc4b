package io.foretoken.scenario.statistic;

import io.foretoken.scenario.expected.ErrorBand;
import java.util.Map;
import java.util.Optional;

/**
 * What one configuration did, over one or more replications: what a point of a sweep or a probe of
 * a capacity search knows of its runs. It is read from files, so its numbers have the decimals that
 * files have.
 *
 * @param replications runs with independent random numbers
 * @param figures means over the replications by name, with half-widths where there are several;
 *     figures that the runs do not have are absent
 * @param limit what holds the first replication back, in the words of all tables
 * @param limitShare share of its mean time to first token, or of its step time
 * @param stationary whether service kept up with arrivals
 * @param openEnded whether percentiles of a point that is not stationary mean nothing
 * @param sloMet whether the objectives hold, by the means over the replications; empty without any
 * @param attained share of requests within each threshold, by its name such as {@code ttft_p99}
 * @param provenance how far step times can be trusted: calibrated, fitted or estimated
 * @param expected within which ratios of a figure the measured one is to be expected, see {@link
 *     ExpectedBands}; empty where nothing is known of it
 * @param inFlight requests that a closed loop kept in flight; 0 where the load was the scenario's
 */
public record PointFigures(
    int replications,
    Map<KeyFigure, Interval> figures,
    String limit,
    double limitShare,
    boolean stationary,
    boolean openEnded,
    Optional<Boolean> sloMet,
    Map<String, Double> attained,
    String provenance,
    Map<KeyFigure, ErrorBand> expected,
    long inFlight) {

  /** The mean of a figure, NaN where the runs do not have it. */
  public double value(KeyFigure figure) {
    Interval interval = figures.get(figure);
    return interval == null ? Double.NaN : interval.mean();
  }

  /** Half the width of its 95 % interval, NaN of one replication or without the figure. */
  public double halfWidth(KeyFigure figure) {
    Interval interval = figures.get(figure);
    return interval == null ? Double.NaN : interval.halfWidth();
  }

  /** Whether percentiles give way to the word "saturated". */
  public boolean showsSaturated() {
    return !stationary && openEnded;
  }
}
