package io.foretoken.scenario.run;

import io.foretoken.scenario.cost.CostFigures;
import io.foretoken.scenario.figure.RunFigures;
import java.util.Optional;

/**
 * A finished run.
 *
 * @param figures what it measured
 * @param cost what it costs, where a price is known
 * @param endNanos when its last event was
 */
public record RunOutcome(RunFigures figures, Optional<CostFigures> cost, long endNanos) {}
