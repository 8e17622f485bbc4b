package io.foretoken.scenario.figure;

import java.util.List;

/**
 * How requests stand to their objectives. Refused, rejected, timed-out and unfinished requests miss
 * every threshold; cancelled ones are not judged.
 *
 * @param terms one entry per threshold; none where requests have different objectives
 * @param goodRequests measured requests under all thresholds of their class
 * @param goodput those per second of the window
 * @param met whether all thresholds are met, those of every class
 */
public record SloFigures(List<TermFigures> terms, long goodRequests, double goodput, boolean met) {

  /**
   * One threshold.
   *
   * @param attained share of the measured requests within the threshold, NaN without requests
   * @param met whether that is at least the target
   */
  public record TermFigures(Slo.Term term, double attained, boolean met) {}
}
