package io.foretoken.scenario.explain;

import io.foretoken.hardware.step.StepExplanation;
import io.foretoken.sim.step.RankShape;

/**
 * One engine step, taken apart.
 *
 * @param title what kind of step it is
 * @param shape what it contains, per data-parallel rank
 * @param parts where its time goes
 */
public record ExplainedStep(String title, RankShape shape, StepExplanation parts) {}
