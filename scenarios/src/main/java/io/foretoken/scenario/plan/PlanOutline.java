package io.foretoken.scenario.plan;

import io.foretoken.scenario.figure.RequestClasses;
import io.foretoken.scenario.plan.candidate.Candidate;
import io.foretoken.scenario.plan.forecast.Forecast;
import io.foretoken.scenario.plan.price.PriceBook;
import java.util.List;

/**
 * What a scenario asks to be planned, as it is known before anything is simulated.
 *
 * @param forecast the traffic
 * @param prices of the GPUs considered
 * @param candidates in the order of their names
 * @param classes of the requests, each with its objective
 * @param headroom whether the SLO is to hold with the largest replica down
 */
public record PlanOutline(
    Forecast forecast,
    PriceBook prices,
    List<Candidate> candidates,
    RequestClasses classes,
    boolean headroom) {
  /** Keeps a copy. */
  public PlanOutline {
    candidates = List.copyOf(candidates);
  }
}
