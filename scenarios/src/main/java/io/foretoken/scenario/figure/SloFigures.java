package io.foretoken.scenario.figure;

import io.foretoken.sim.metrics.RequestColumns;
import io.foretoken.sim.metrics.RunResult;
import java.util.ArrayList;
import java.util.List;

/**
 * How a run stands to its objective. Failed, refused, timed-out and unfinished requests miss every
 * threshold.
 *
 * @param terms one entry per threshold
 * @param goodRequests measured requests under all thresholds
 * @param goodput those per second of the window
 */
public record SloFigures(List<TermFigures> terms, long goodRequests, double goodput) {

  /**
   * One threshold.
   *
   * @param attained share of the measured requests within the threshold, NaN without requests
   * @param met whether that is at least the target
   */
  public record TermFigures(Slo.Term term, double attained, boolean met) {}

  /** Whether all thresholds are met. */
  public boolean met() {
    return terms.stream().allMatch(TermFigures::met);
  }

  /**
   * Judges a run.
   *
   * @param fromIntended whether latencies count from when the client meant to send (open loop)
   */
  static SloFigures of(RunResult result, Slo slo, boolean fromIntended) {
    RequestColumns rows = result.measured();
    long[] within = new long[slo.terms().size()];
    long good = 0;
    for (int row = 0; row < rows.size(); row++) {
      boolean all = true;
      for (int at = 0; at < within.length; at++) {
        if (isWithin(rows, row, slo.terms().get(at), fromIntended)) {
          within[at]++;
        } else {
          all = false;
        }
      }
      if (all) {
        good++;
      }
    }
    double asked = result.counts().measuredSent();
    List<TermFigures> terms = new ArrayList<>();
    for (int at = 0; at < within.length; at++) {
      Slo.Term term = slo.terms().get(at);
      double attained = within[at] / asked;
      terms.add(new TermFigures(term, attained, attained >= term.target()));
    }
    double seconds = result.seconds();
    return new SloFigures(List.copyOf(terms), good, seconds > 0 ? good / seconds : 0);
  }

  private static boolean isWithin(
      RequestColumns rows, int row, Slo.Term term, boolean fromIntended) {
    long client = fromIntended ? rows.clientQueue(row) : 0;
    return switch (term.metric()) {
      case TTFT -> rows.ttft(row) + client <= term.thresholdNanos();
      case E2E -> rows.e2e(row) + client <= term.thresholdNanos();
      case TPOT -> rows.tpotPicos(row) <= term.thresholdNanos() * 1000;
    };
  }
}
