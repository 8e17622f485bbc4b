package io.foretoken.scenario.plan.program;

import java.util.List;

/**
 * A size that the fleet has at some times of the week.
 *
 * @param load requests/s that it must hold: the highest of the pieces
 * @param hours of the week
 * @param pieces numbers of the pieces of the week in which the fleet has it, in their order
 */
public record Step(double load, double hours, List<Integer> pieces) {}
