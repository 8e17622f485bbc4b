package io.foretoken.scenario.plan.verify;

import io.foretoken.input.problem.Origin;
import io.foretoken.input.yaml.LocatedYaml;
import io.foretoken.input.yaml.NodePath;
import io.foretoken.scenario.capacity.LoadAxis;
import io.foretoken.scenario.figure.RequestClass;
import io.foretoken.scenario.figure.RequestClasses;
import io.foretoken.scenario.figure.Slo;
import io.foretoken.scenario.plan.candidate.CandidateCapacity;
import io.foretoken.scenario.plan.candidate.SloMiss;
import io.foretoken.scenario.plan.candidate.TaskBatch;
import io.foretoken.scenario.plan.fleet.FleetPlan;
import io.foretoken.scenario.plan.forecast.Forecast;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.scenario.statistic.Interval;
import io.foretoken.scenario.statistic.KeyFigure;
import io.foretoken.scenario.statistic.PointFigures;
import io.foretoken.scenario.statistic.ReplicationPlan;
import io.foretoken.scenario.sweep.ScenarioTasks;
import io.foretoken.scenario.sweep.SweepTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
  private static final ReplicationPlan RUNS = new ReplicationPlan(4, 12, 0.1);

  private static final double SHORTEST_WARMUP = 30;
  private static final double ANSWERS_OF_WARMUP = 1.5;

  /** So many more are sent than wanted, since their number is drawn. */
  private static final double SURPLUS = 1.05;

  private final TaskBatch batch;
  private final RequestClasses classes;
  private final List<CandidateCapacity> candidates;
  private final int requests;

  /**
   * @param candidates by number
   * @param requests that each load has at least
   */
  public Verifier(
      TaskBatch batch, RequestClasses classes, List<CandidateCapacity> candidates, int requests) {
    this.batch = batch;
    this.classes = classes;
    this.candidates = candidates;
    this.requests = requests;
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
      tasks.add(batch.tasks().point(tasks.size(), tree(trial), RUNS));
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

  /** The scenario of a trial. */
  private ScenarioTree tree(Trial trial) {
    CandidateCapacity kind = candidates.get(trial.share().candidate());
    Origin origin = Origin.argument("plan: the fleet at " + trial.name());
    double answer =
        kind.search()
            .flatMap(found -> found.at())
            .map(figures -> figures.value(KeyFigure.E2E_P99))
            .orElse(0.0);
    double warmup = Math.ceil(Math.max(SHORTEST_WARMUP, ANSWERS_OF_WARMUP * answer));
    double rate = trial.rate() * trial.share().part();
    double wanted = requests * SURPLUS / RUNS.fewest() / rate;
    ScenarioTree tree =
        new ScenarioTree(
                kind.candidate().tree().root().without("stop"),
                kind.candidate().tree().folder(),
                kind.candidate().tree().defaultName())
            .set("fleet.0.replicas", Integer.toString(trial.share().replicas()), origin);
    return switch (trial.kind()) {
      case STEADY, ONE_DOWN -> {
        double measured = Math.ceil(Math.max(wanted, 2 * warmup));
        yield stop(LoadAxis.of(tree).at(tree, rate), warmup, warmup + measured, origin);
      }
      case RISE -> {
        double before = trial.before() * trial.share().part();
        double measured = Math.ceil(Math.max(wanted, 2 * warmup));
        yield stop(
            changing(tree, new double[] {before, rate}, new double[] {warmup, measured}, origin),
            warmup,
            warmup + measured,
            origin);
      }
      case SPIKE -> {
        double burst = trial.spikeSeconds();
        yield stop(
            changing(
                tree,
                new double[] {rate, rate * trial.height(), rate},
                new double[] {warmup, burst, burst},
                origin),
            warmup,
            warmup + 2 * burst,
            origin);
      }
    };
  }

  private static ScenarioTree stop(ScenarioTree tree, double warmup, double end, Origin origin) {
    return tree.set("stop.duration", seconds(end), origin)
        .set("stop.warmup", seconds(warmup), origin)
        .set("stop.window", "steady", origin);
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.3fs", seconds);
  }

  /** The scenario with rates that change, one after the other. */
  private static ScenarioTree changing(
      ScenarioTree tree, double[] rates, double[] durations, Origin origin) {
    LoadAxis axis = LoadAxis.of(tree);
    ScenarioTree changed = tree;
    for (LoadAxis.Knob knob : axis.knobs()) {
      StringBuilder periods = new StringBuilder("{process: diurnal, periods: [");
      for (int at = 0; at < rates.length; at++) {
        periods.append(
            String.format(
                Locale.ROOT,
                "%s{rate: %.9f/s, duration: %s}",
                at == 0 ? "" : ", ",
                knob.value() * rates[at] / axis.nominal(),
                seconds(durations[at])));
      }
      String path =
          knob.path().endsWith(".rate")
              ? knob.path().substring(0, knob.path().length() - ".rate".length())
              : knob.path();
      changed =
          new ScenarioTree(
              NodePath.parse(path, origin)
                  .set(
                      changed.root(),
                      LocatedYaml.parseValue(periods.append("]}").toString(), origin),
                      origin),
              changed.folder(),
              changed.defaultName());
    }
    return changed;
  }
}
