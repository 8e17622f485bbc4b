package io.foretoken.scenario.plan.verify;

import io.foretoken.scenario.figure.RequestClass;
import io.foretoken.scenario.figure.RequestClasses;
import io.foretoken.scenario.figure.Slo;
import io.foretoken.scenario.plan.candidate.CandidateCapacity;
import io.foretoken.scenario.plan.candidate.SloMiss;
import io.foretoken.scenario.plan.candidate.TaskBatch;
import io.foretoken.scenario.plan.fleet.FleetPlan;
import io.foretoken.scenario.plan.forecast.Forecast;
import io.foretoken.scenario.statistic.Interval;
import io.foretoken.scenario.statistic.KeyFigure;
import io.foretoken.scenario.statistic.PointFigures;
import io.foretoken.scenario.statistic.ReplicationPlan;
import io.foretoken.scenario.sweep.ScenarioTasks;
import io.foretoken.scenario.sweep.SweepTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Simulates a fleet. Replicas of one kind are one deployment behind the scenario's router; where a
 * fleet has several kinds, each gets its {@link Share} of the traffic by itself.
 *
 * <p>Before a rise all replicas of the new size run already, under the old rate; what is judged is
 * from the rise on. Of a spike, the burst and as long again.
 */
public final class Verifier {
  /** Runs of every load. */
  static final ReplicationPlan RUNS = new ReplicationPlan(4, 12, 0.1);

  private final TaskBatch batch;
  private final RequestClasses classes;
  private final TrialScenarios scenarios;

  /**
   * @param candidates by number
   * @param requests that each load has at least
   */
  public Verifier(
      TaskBatch batch, RequestClasses classes, List<CandidateCapacity> candidates, int requests) {
    this.batch = batch;
    this.classes = classes;
    scenarios = new TrialScenarios(candidates, requests);
  }

  /**
   * Tries a fleet.
   *
   * @param needsSpare whether it must hold with one replica down
   * @param round how many fleets have been tried with this one
   */
  public Verification verify(Forecast forecast, FleetPlan fleet, boolean needsSpare, int round)
      throws InterruptedException {
    List<Trial> trials = Trials.of(forecast, fleet);
    List<SweepTask> tasks = new ArrayList<>();
    for (Trial trial : trials) {
      tasks.add(batch.tasks().point(tasks.size(), scenarios.of(trial), RUNS));
    }
    List<ScenarioTasks.Answer> answers = batch.run("the fleet", tasks);
    List<VerifiedLoad> loads = new ArrayList<>();
    for (int at = 0; at < trials.size(); at++) {
      loads.add(load(trials.get(at), answers.get(at)));
    }
    for (int step = 0; step < fleet.steps().size(); step++) {
      if (fleet.steps().get(step).replicas() == 1) {
        loads.add(nothingLeft(fleet, step));
      }
    }
    return new Verification(List.copyOf(loads), needsSpare, round);
  }

  private static VerifiedLoad nothingLeft(FleetPlan fleet, int step) {
    Share only = Share.of(fleet.steps().get(step)).get(0);
    return new VerifiedLoad(
        step,
        VerifiedLoad.Kind.ONE_DOWN,
        fleet.steps().get(step).name(),
        only.candidate(),
        only.name(),
        0,
        fleet.steps().get(step).load(),
        0,
        Optional.empty(),
        Double.NaN,
        "no replica is left");
  }

  private VerifiedLoad load(Trial trial, ScenarioTasks.Answer answer) {
    Optional<PointFigures> figures = answer.figures();
    String miss = answer.failure();
    long measured = 0;
    double width = Double.NaN;
    if (figures.isPresent()) {
      measured =
          Math.round(figures.get().value(KeyFigure.MEASURED_SENT) * figures.get().replications());
      width = width(figures.get());
      miss =
          SloMiss.worst(classes, figures.get())
              .map(SloMiss::words)
              .orElse(figures.get().stationary() ? "" : "arrivals outrun service");
    }
    return new VerifiedLoad(
        trial.step(),
        trial.kind(),
        trial.name(),
        trial.share().candidate(),
        trial.share().name(),
        trial.share().replicas(),
        trial.rate() * trial.height() * trial.share().part(),
        measured,
        figures,
        width,
        miss);
  }

  /** The widest half-width of the p99s under an objective. */
  private double width(PointFigures figures) {
    double widest = 0;
    for (RequestClass each : classes.classes()) {
      for (Slo.Term term : each.slo().terms()) {
        Interval interval =
            figures
                .figures()
                .get(
                    switch (term.metric()) {
                      case TTFT -> KeyFigure.TTFT_P99;
                      case TPOT -> KeyFigure.TPOT_P99;
                      case E2E -> KeyFigure.E2E_P99;
                    });
        widest = interval == null ? widest : Math.max(widest, interval.relative());
      }
    }
    return widest;
  }
}
