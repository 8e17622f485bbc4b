package io.foretoken.ui.viewmodel.sweep;

import io.foretoken.input.problem.Problem;
import io.foretoken.scenario.figure.Slo;
import io.foretoken.scenario.report.Provenance;
import io.foretoken.ui.viewmodel.ScenarioState;
import java.util.List;
import java.util.Optional;

/**
 * What a sweep has at a moment, as it was taken while nobody could change it; what is shown of it
 * is made from that without holding anybody up.
 *
 * @param phase what goes on
 * @param knobs what can be swept
 * @param settings what is asked for
 * @param problems why it cannot be done
 * @param curves points found and open
 * @param baseline the curve before sliders were moved
 * @param done points of this pass that are done
 * @param total points of this pass
 * @param begunNanos when this pass was begun, {@link System#nanoTime}
 */
record SweepSnapshot(
    SweepState.Phase phase,
    List<Knob> knobs,
    Optional<SweepSettings> settings,
    List<Problem> problems,
    List<Curve> curves,
    Optional<Curve> baseline,
    int done,
    int total,
    long begunNanos) {
  private static final double NANOS_PER_SECOND = 1e9;

  /** What is shown of it, its charts drawn. */
  SweepState drawn(Optional<ScenarioState.Valid> scenario, SweepState before) {
    return state(scenario, before, true);
  }

  /** The same with the charts that were there before. */
  SweepState undrawn(Optional<ScenarioState.Valid> scenario, SweepState before) {
    return state(scenario, before, false);
  }

  private SweepState state(
      Optional<ScenarioState.Valid> scenario, SweepState before, boolean draws) {
    List<Slo.Term> terms =
        scenario
            .map(ScenarioState.Valid::run)
            .filter(run -> run.classes().shareObjective())
            .map(run -> run.classes().classes().get(0).slo().terms())
            .orElse(List.of());
    List<WhatIf.Range> sliders =
        scenario.isPresent() && settings.isPresent()
            ? WhatIf.of(scenario.get().tree(), scenario.get().run(), settings.get())
            : List.of();
    boolean isOver = phase != SweepState.Phase.COARSE && phase != SweepState.Phase.FINE;
    double seconds =
        isOver && before.phase() == phase
            ? before.seconds()
            : (System.nanoTime() - begunNanos) / NANOS_PER_SECOND;
    String word = scenario.map(each -> each.run().facts().provenance()).orElse("");
    return new SweepState(
        phase,
        knobs,
        settings,
        problems,
        curves,
        baseline,
        terms,
        done,
        total,
        seconds,
        sliders,
        word.isEmpty() ? "" : Provenance.ring(word) + " " + Provenance.words(word),
        settings
            .filter(asked -> draws)
            .map(asked -> SweepDrawing.charts(asked, curves, terms))
            .orElse(before.charts()));
  }
}
