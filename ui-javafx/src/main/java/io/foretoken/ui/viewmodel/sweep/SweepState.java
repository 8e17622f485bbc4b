package io.foretoken.ui.viewmodel.sweep;

import io.foretoken.input.problem.Problem;
import io.foretoken.scenario.chart.Chart;
import io.foretoken.scenario.figure.Slo;
import java.util.List;
import java.util.Optional;

/**
 * The sweep screen as it stands.
 *
 * @param phase what is going on
 * @param knobs what can be swept
 * @param settings what is asked for; empty with no scenario
 * @param problems what is wrong with the range or the scenario
 * @param curves the scenario's, then those compared
 * @param baseline the scenario's curve as it was before a slider was moved
 * @param terms the objectives
 * @param done points that are there, of this pass
 * @param total points of this pass
 * @param seconds since the pass began
 * @param sliders what can be slid
 * @param provenance how far step times can be trusted, with its sign
 * @param charts what to draw
 */
public record SweepState(
    Phase phase,
    List<Knob> knobs,
    Optional<SweepSettings> settings,
    List<Problem> problems,
    List<Curve> curves,
    Optional<Curve> baseline,
    List<Slo.Term> terms,
    int done,
    int total,
    double seconds,
    List<WhatIf.Range> sliders,
    String provenance,
    Charts charts) {
  /** Nothing yet. */
  static final SweepState EMPTY =
      new SweepState(
          Phase.NOTHING,
          List.of(),
          Optional.empty(),
          List.of(),
          List.of(),
          Optional.empty(),
          List.of(),
          0,
          0,
          0,
          List.of(),
          "",
          new Charts(List.of(), Optional.empty()));

  /** What is going on. */
  public enum Phase {
    NOTHING,
    COARSE,
    FINE,
    DONE,
    CANCELLED,
    /** The range or the scenario has a problem. */
    REFUSED
  }

  /**
   * What to draw.
   *
   * @param main throughput and TTFT against the knob: one chart, or one for each
   * @param frontier throughput per GPU against speed per user
   */
  public record Charts(List<Chart> main, Optional<Chart> frontier) {}

  /** The scenario's own curve. */
  public Optional<Curve> curve() {
    return curves.isEmpty() ? Optional.empty() : Optional.of(curves.get(0));
  }

  /** The best point within the objectives. */
  public Optional<Slot> best() {
    return curve().flatMap(Curve::best);
  }

  /** Whether something is being simulated. */
  public boolean isBusy() {
    return phase == Phase.COARSE || phase == Phase.FINE;
  }

  /** Whether a slider stands elsewhere than in the scenario. */
  public boolean isWhatIf() {
    return settings.map(asked -> !asked.whatIf().isEmpty()).orElse(false);
  }
}
