package io.foretoken.ui.viewmodel.plan;

import io.foretoken.scenario.figure.RequestClasses;
import io.foretoken.scenario.plan.result.PlanResult;

/**
 * A plan, with what it was made of.
 *
 * @param result the plan
 * @param classes of the requests, each with its objective
 * @param source the scenario as YAML
 */
public record Planned(PlanResult result, RequestClasses classes, String source) {}
