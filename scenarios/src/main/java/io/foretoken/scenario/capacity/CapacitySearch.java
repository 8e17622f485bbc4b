package io.foretoken.scenario.capacity;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.yaml.MapNode;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.figure.Slo;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.scenario.statistic.KeyFigure;
import io.foretoken.scenario.statistic.PointFigures;
import io.foretoken.scenario.sweep.SweepRunner;
import io.foretoken.scenario.sweep.SweepRunners;
import io.foretoken.scenario.sweep.WarmUp;
import io.foretoken.sim.CancelToken;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.DoubleConsumer;

/**
 * Finds the highest load that meets the objectives: doubles or halves the scenario's load until one
 * load meets them and another does not, then halves the range between until it is narrow. Every
 * load is run several times, all loads with the same random numbers, until 95 % intervals decide
 * (or there are too many runs); the highest until its p99 is known well too. More load is taken to
 * be no better for latency.
 */
public final class CapacitySearch {
  private static final int MOST_DOUBLINGS = 24;
  private static final double LEAST_RATE = 1e-6;
  private static final double LEAST_GAIN = 0.005;
  private static final MathContext READABLE = new MathContext(4, RoundingMode.HALF_EVEN);

  private final ScenarioTree tree;
  private final CapacityOptions options;
  private final LoadAxis axis;
  private final Probes probes;
  private final DoubleConsumer trying;

  private CapacitySearch(
      ScenarioTree tree,
      CapacityOptions options,
      LoadAxis axis,
      Probes probes,
      DoubleConsumer trying) {
    this.tree = tree;
    this.options = options;
    this.axis = axis;
    this.probes = probes;
    this.trying = trying;
  }

  /**
   * Searches.
   *
   * @param trying told every load before it is tried
   * @throws BadInputException if the scenario cannot be run, has no objective, or no load to vary
   * @throws java.util.concurrent.CancellationException if cancelled
   * @throws InterruptedException if this thread is interrupted
   */
  public static CapacityResult run(
      ScenarioTree given, CapacityOptions options, DoubleConsumer trying, CancelToken cancel)
      throws InterruptedException {
    SweepRunner threads =
        SweepRunners.installed()
            .named(SweepRunners.LOCAL, Origin.argument("--runner " + SweepRunners.LOCAL));
    return run(given, options, threads, trying, cancel);
  }

  /**
   * Searches, with the runs of each load where a runner brings them. The answer does not depend on
   * the runner.
   *
   * @param trying told every load before it is tried
   * @throws BadInputException if the scenario cannot be run, has no objective, or no load to vary,
   *     or the runner has no machines
   * @throws java.util.concurrent.CancellationException if cancelled
   * @throws InterruptedException if this thread is interrupted
   */
  public static CapacityResult run(
      ScenarioTree given,
      CapacityOptions options,
      SweepRunner runner,
      DoubleConsumer trying,
      CancelToken cancel)
      throws InterruptedException {
    ScenarioTree tree =
        new ScenarioTree(given.root().without("sweep"), given.folder(), given.defaultName());
    LoadAxis unchanged = new LoadAxis(CapacityResult.Axis.RATE, 1, List.of());
    PreparedRun asWritten = new Probes(tree, unchanged, options, runner, cancel).prepare(1);
    if (!asWritten.classes().haveObjectives()) {
      throw new BadInputException(
          new Problem(
              tree.root().origin(),
              "slo",
              "the scenario has no objective that a load could meet or miss",
              "add slo: {ttft: {p99: 500ms}, tpot: {p99: 40ms}}, or give --set"
                  + " slo.ttft.p99=500ms"));
    }
    LoadAxis axis = LoadAxis.of(tree);
    Probes probes = new Probes(tree, axis, options, runner, cancel);
    return new CapacitySearch(tree, options, axis, probes, trying).search(cancel);
  }

  private CapacityResult search(CancelToken cancel) throws InterruptedException {
    settle(cancel);
    double meets = Double.NaN;
    double misses = Double.POSITIVE_INFINITY;
    double load = readable(axis.nominal());
    for (int step = 0; step < MOST_DOUBLINGS && isOpen(meets, misses); step++) {
      if (at(load).meets()) {
        if (onlyWaits(meets, load)) {
          meets = load;
          break;
        }
        meets = load;
        load = readable(2 * load);
      } else {
        misses = load;
        load = readable(load / 2);
      }
      if (load < (isWhole() ? 1 : LEAST_RATE)) {
        break;
      }
    }
    while (!Double.isNaN(meets) && Double.isFinite(misses)) {
      meets = narrow(meets, misses);
      Probe highest = at(meets);
      probes.refine(highest);
      if (highest.meets()) {
        break;
      }
      // More runs have turned the answer: search again below.
      misses = meets;
      meets = highestBelow(misses);
    }
    return result(meets, lowestAbove(meets));
  }

  private boolean isOpen(double meets, double misses) {
    return Double.isNaN(meets) || !Double.isFinite(misses);
  }

  /**
   * Whether twice the clients of a closed loop get no more done: those that are added only wait.
   */
  private boolean onlyWaits(double before, double load) throws InterruptedException {
    if (!isWhole() || Double.isNaN(before) || before >= load) {
      return false;
    }
    double done = at(before).figures().value(KeyFigure.OUTPUT_TOKENS_PER_S);
    return at(load).figures().value(KeyFigure.OUTPUT_TOKENS_PER_S) < done * (1 + LEAST_GAIN);
  }

  /** Finds the warm-up once, at the highest of some loads that service keeps up with. */
  private void settle(CancelToken cancel) {
    if (tree.root().get("stop") instanceof MapNode stop && stop.has("warmup")) {
      return;
    }
    double load = axis.nominal();
    for (int step = 0; step < 4; step++) {
      OptionalLong found = WarmUp.of(probes.prepare(readable(load)), 0, cancel);
      if (found.isPresent()) {
        probes.useWarmup(found.getAsLong());
        return;
      }
      load /= 2;
      if (isWhole() && load < 1) {
        return;
      }
    }
  }

  private Probe at(double load) throws InterruptedException {
    trying.accept(load);
    return probes.at(load);
  }

  /** The highest load known to meet the objectives once the range is narrow. */
  private double narrow(double from, double to) throws InterruptedException {
    double meets = from;
    double misses = to;
    while (misses - meets > options.precision() * misses) {
      double middle = readable((meets + misses) / 2);
      if (middle <= meets || middle >= misses) {
        break;
      }
      if (at(middle).meets()) {
        meets = middle;
      } else {
        misses = middle;
      }
    }
    return meets;
  }

  private double highestBelow(double load) throws InterruptedException {
    double highest = Double.NaN;
    for (Probe probe : probes.all()) {
      highest = probe.load() < load && probe.meets() ? probe.load() : highest;
    }
    double lower = load;
    for (int step = 0; step < MOST_DOUBLINGS && Double.isNaN(highest); step++) {
      lower = readable(lower / 2);
      if (lower < (isWhole() ? 1 : LEAST_RATE)) {
        return Double.NaN;
      }
      highest = at(lower).meets() ? lower : Double.NaN;
    }
    return highest;
  }

  private double lowestAbove(double load) {
    for (Probe probe : probes.all()) {
      if (!probe.meets() && (Double.isNaN(load) || probe.load() > load)) {
        return probe.load();
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  private boolean isWhole() {
    return axis.axis() == CapacityResult.Axis.CONCURRENCY;
  }

  /** Four digits, or whole clients. */
  private double readable(double load) {
    return isWhole() ? StrictMath.floor(load) : new BigDecimal(load).round(READABLE).doubleValue();
  }

  private CapacityResult result(double highest, double next) {
    Optional<PointFigures> at = Optional.empty();
    String p99 = "";
    double width = Double.NaN;
    String binding = "";
    String limit = "";
    double share = Double.NaN;
    double low = Double.NaN;
    double high = Double.POSITIVE_INFINITY;
    for (Probe probe : probes.all()) {
      if (probe.load() == highest) {
        at = Optional.of(probe.figures());
        p99 = probe.widest().key();
        width = probe.worstWidth();
      }
      if (probe.load() == next) {
        binding = binding(probe);
        limit = probe.figures().limit();
        share = probe.figures().limitShare();
      }
      if (probe.meets() && probe.isCertain() && !(probe.load() > highest)) {
        low = probe.load();
      }
      if (!probe.meets() && probe.isCertain() && Double.isInfinite(high)) {
        high = probe.load();
      }
    }
    return new CapacityResult(
        scenarioName(),
        axis.axis(),
        highest,
        next,
        low,
        high,
        at,
        binding,
        limit,
        share,
        p99,
        width,
        probes.all().stream()
            .map(
                probe ->
                    new CapacityProbe(
                        probe.load(), probe.meets(), probe.isCertain(), probe.figures()))
            .toList());
  }

  private String scenarioName() {
    return probes.all().isEmpty() ? tree.defaultName() : probes.all().get(0).scenario().name();
  }

  private static String binding(Probe probe) {
    PointFigures figures = probe.figures();
    if (!figures.stationary() && figures.sloMet().orElse(true)) {
      return "arrivals outrun service";
    }
    Slo.Term term = Probes.term(probe.scenario(), probe.weakest());
    int dot = probe.weakest().lastIndexOf('.');
    String of = dot < 0 ? "" : probe.weakest().substring(0, dot) + ": ";
    return of
        + term.metric()
        + " "
        + term.percentile()
        + " <= "
        + ReadableNumbers.time((double) term.thresholdNanos())
        + (figures.stationary() ? "" : ", as arrivals outrun service");
  }
}
