package io.foretoken.validation.calibrate;

import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.validation.fit.PriorFit;
import io.foretoken.validation.fit.engine.ProfileParameter;
import io.foretoken.validation.measured.ExactLoad;
import io.foretoken.validation.measured.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The runs as something that is fitted: logarithms of predicted over measured, by target. */
final class RunFit implements PriorFit.Model {
  private final RunSimulator simulator;
  private final List<CalibrationRun> runs;
  private final EngineProfile profile;
  private final List<ProfileParameter> parameters;
  private final List<Target> targets = new ArrayList<>();
  private final double[] starts;
  private final int times;
  private final Runnable evaluated;
  private List<Simulated> last = List.of();

  /**
   * A fit.
   *
   * @param profile where the constants start
   * @param times how often a run is served in each simulation
   * @param evaluated called whenever all runs have been simulated
   */
  RunFit(
      RunSimulator simulator,
      List<CalibrationRun> runs,
      EngineProfile profile,
      List<ProfileParameter> parameters,
      int times,
      Runnable evaluated) {
    this.simulator = simulator;
    this.runs = runs;
    this.profile = profile;
    this.parameters = parameters;
    this.times = times;
    this.evaluated = evaluated;
    starts = parameters.stream().mapToDouble(p -> p.start(List.of(profile))).toArray();
    for (int run = 0; run < runs.size(); run++) {
      targets.addAll(Grouping.of(run, runs.get(run)));
    }
  }

  List<Target> targets() {
    return targets;
  }

  List<CalibrationRun> runs() {
    return runs;
  }

  /** The profile with the constants at a point. */
  EngineProfile at(double[] x) {
    EngineProfile moved = profile;
    for (int p = 0; p < x.length; p++) {
      moved = parameters.get(p).apply(moved, parameters.get(p).value(starts[p], x[p]));
    }
    return moved;
  }

  /** Where a parameter starts. */
  double start(int parameter) {
    return starts[parameter];
  }

  @Override
  public double[] errors(double[] x) throws InterruptedException {
    last = simulator.simulate(runs, at(x), times);
    evaluated.run();
    return errors(last);
  }

  @Override
  public double[] errors(double[] x, double[] known, int parameter) throws InterruptedException {
    List<Simulated> there = simulator.simulate(runs, at(x), times);
    evaluated.run();
    return errors(there);
  }

  /** What came out of the latest simulation of a point. */
  List<Simulated> last() {
    return last;
  }

  double[] errors(List<Simulated> simulated) {
    double[] errors = new double[targets.size()];
    for (int i = 0; i < errors.length; i++) {
      Target target = targets.get(i);
      Simulated of = simulated.get(target.run());
      if (target.isGroup()) {
        double mean = 0;
        for (RequestTimes served : of.times()) {
          mean += StrictMath.log(mean(target, served)) / of.times().size();
        }
        errors[i] = mean - StrictMath.log(mean(target, measured(target)));
      } else {
        Double value = of.figures().get(target.metric());
        errors[i] = value == null ? Double.NaN : StrictMath.log(value / target.measured());
      }
    }
    return errors;
  }

  private RequestTimes measured(Target target) {
    return runs.get(target.run()).times();
  }

  double mean(Target target, RequestTimes times) {
    int[] output = ((ExactLoad) runs.get(target.run()).run().load()).outputTokens();
    return Target.trimmedMean(
        Arrays.stream(target.requests())
            .mapToDouble(request -> Target.latency(target.quantity(), times, output, request))
            .toArray());
  }

  /** The noise of every target, about a simulation. */
  List<Noise> noise(List<Simulated> simulated) {
    return Noise.of(this, simulated);
  }

  /** Of every target how many of its kind its run has. */
  int[] siblings() {
    Map<String, Integer> counts = new HashMap<>();
    targets.forEach(target -> counts.merge(family(target), 1, Integer::sum));
    return targets.stream().mapToInt(target -> counts.get(family(target))).toArray();
  }

  /** Of every target the number of its family. */
  int[] families() {
    List<String> names = targets.stream().map(RunFit::family).distinct().toList();
    return targets.stream().mapToInt(target -> names.indexOf(family(target))).toArray();
  }

  /** Targets of one kind and run: what the model gets wrong in one it gets wrong in all. */
  static String family(Target target) {
    return target.run() + " " + target.quantity();
  }

  /** How far the simulator itself may be off in a target. */
  static double modelError(Target target, CalibrationOptions options) {
    return target.quantity() == Metric.Quantity.TTFT
        ? options.ttftModelError()
        : options.tpotModelError();
  }
}
