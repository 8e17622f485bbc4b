package io.foretoken.scenario.capacity;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.scenario.figure.RequestClass;
import io.foretoken.scenario.figure.Slo;
import io.foretoken.scenario.resolve.ScenarioResolver;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.scenario.sweep.RunTasks;
import io.foretoken.scenario.sweep.SweepRunner;
import io.foretoken.scenario.sweep.WarmUp;
import io.foretoken.sim.CancelToken;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The loads that a search has tried. Runs of one load go on in parallel, in blocks whose size does
 * not depend on the number of workers.
 */
final class Probes {
  /** Runs that are added at a time. */
  private static final int BLOCK = 4;

  private final ScenarioTree tree;
  private final LoadAxis axis;
  private final CapacityOptions options;
  private final CancelToken cancel;
  private final ScenarioResolver resolver;
  private final SweepRunner runner;
  private final RunTasks tasks;
  private final Map<Double, Probe> known = new TreeMap<>();
  private long warmupNanos = -1;

  Probes(
      ScenarioTree tree,
      LoadAxis axis,
      CapacityOptions options,
      SweepRunner runner,
      CancelToken cancel) {
    this.tree = tree;
    this.axis = axis;
    this.options = options;
    this.cancel = cancel;
    resolver = new ScenarioResolver(Catalog.with(options.catalogs()));
    this.runner = runner;
    tasks = new RunTasks(tree.folder(), options.catalogs());
  }

  /** Leaves out so much at the start of every run from now on, ns. */
  void useWarmup(long nanos) {
    warmupNanos = nanos;
  }

  /** The scenario at a load, with the warm-up left out. */
  PreparedRun prepare(double load) {
    PreparedRun scenario = resolver.resolve(axis.at(tree, load), false);
    return warmupNanos < 0 ? scenario : WarmUp.leftOut(scenario, warmupNanos);
  }

  /** A load with enough runs to say whether it meets the objectives, as far as they ever can. */
  Probe at(double load) throws InterruptedException {
    Probe probe = known.get(load);
    if (probe == null) {
      probe = new Probe(load, prepare(load));
      known.put(load, probe);
      extend(probe, options.fewest());
    }
    int enough = Math.min(options.most(), Math.max(options.fewest(), 3 * BLOCK));
    while (!probe.isCertain() && probe.runs() < enough) {
      extend(probe, BLOCK);
    }
    return probe;
  }

  /** Adds runs until the answer is certain and the p99 known well, or there are too many. */
  void refine(Probe probe) throws InterruptedException {
    int most = options.most();
    while (probe.runs() < most && (!probe.isCertain() || probe.worstWidth() > options.width())) {
      extend(probe, Math.min(BLOCK, most - probe.runs()));
    }
    most = options.mostForWidth();
    while (probe.runs() < most && probe.meets() && probe.worstWidth() > options.width()) {
      extend(probe, Math.min(BLOCK, most - probe.runs()));
    }
  }

  private void extend(Probe probe, int count) throws InterruptedException {
    tasks
        .run(
            runner,
            options.workers(),
            axis.at(tree, probe.load()),
            warmupNanos,
            probe.runs(),
            count,
            cancel)
        .forEach(probe::add);
  }

  /** Every load tried, ascending. */
  List<Probe> all() {
    return List.copyOf(known.values());
  }

  /** The threshold of that name, as {@link Probe#weakest} gives it. */
  static Slo.Term term(PreparedRun scenario, String name) {
    for (RequestClass each : scenario.classes().classes()) {
      for (Slo.Term term : each.slo().terms()) {
        if (Probe.name(scenario, each, term).equals(name)) {
          return term;
        }
      }
    }
    throw new IllegalArgumentException(name);
  }
}
