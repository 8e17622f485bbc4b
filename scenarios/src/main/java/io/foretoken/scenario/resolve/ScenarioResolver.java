package io.foretoken.scenario.resolve;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.engine.EngineShelf;
import io.foretoken.hardware.memory.MemoryPlan;
import io.foretoken.input.bind.Located;
import io.foretoken.input.bind.RecordBinder;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.NearestName;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.problem.Problems;
import io.foretoken.input.yaml.MapNode;
import io.foretoken.scenario.cost.GpuPrice;
import io.foretoken.scenario.figure.Slo;
import io.foretoken.scenario.run.OfflineJob;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.scenario.spec.ScenarioSpec;
import io.foretoken.sim.batch.QueueOptions;
import io.foretoken.sim.route.Routers;
import io.foretoken.workload.Workload;
import io.foretoken.workload.WorkloadOptions;
import io.foretoken.workload.arrival.ArrivalOptions;
import io.foretoken.workload.trace.RequestTrace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * From a scenario's tree to a run that can start: binds it, resolves names against the catalogue,
 * fills defaults, and checks everything. All problems are reported at once.
 *
 * <p>Safe for several threads. Traces are read once and kept, and so are the step times of the
 * latest deployments.
 */
public final class ScenarioResolver {
  private final Catalog catalog;
  private final EngineShelf engines;
  private final Map<String, RequestTrace> traces = new ConcurrentHashMap<>();
  private final CompiledPlans compiled = new CompiledPlans();

  public ScenarioResolver(Catalog catalog) {
    this(catalog, EngineShelf.SHIPPED);
  }

  /** With engine profiles of one's own. */
  public ScenarioResolver(Catalog catalog, EngineShelf engines) {
    this.catalog = catalog;
    this.engines = engines;
  }

  /**
   * Resolves a scenario.
   *
   * @param checked whether the run checks invariants after every event
   * @throws BadInputException with every problem found
   */
  public PreparedRun resolve(ScenarioTree tree, boolean checked) {
    Problems problems = new Problems();
    ScenarioSpec spec = bind(tree, problems);
    if (spec.fleet().size() != 1) {
      problems.add(
          tree.root().origin(),
          "fleet",
          "has " + spec.fleet().size() + " pools",
          "write exactly one; several pools behind a router are not modelled yet");
      problems.throwIfAny();
    }
    Catalog known = catalogOf(spec, tree, problems);
    List<String> notes = new ArrayList<>();
    Slo slo = SloResolver.resolve(spec.slo(), problems);
    checkRouting(spec.routing(), problems);
    Optional<ResolvedClasses> load =
        new ClassesResolver(spec, tree, slo, new TraceShelf(tree.folder(), traces), problems)
            .resolve();
    OwnProfile own = OwnProfile.of(spec.fleet().get(0), engines, tree.folder(), problems);
    QueueResolver queues = new QueueResolver(own.pool(), problems);
    QueueOptions queue = load.map(queues::resolve).orElse(QueueOptions.FCFS);
    Optional<ResolvedPool> pool =
        new PoolResolver(
                known, compiled, own.engines(), own.calibration(), tree.folder(), problems, notes)
            .resolve(spec, own.pool());
    pool.ifPresent(resolved -> queues.checkPolicy(resolved.config().policy()));
    Optional<WindowResolver.Resolved> window =
        load.map(classes -> WindowResolver.resolve(spec.stop(), classes, checked, problems));
    if (window.isPresent()) {
      LoadChecks.ends(load.get(), window.get(), tree, problems);
      LoadChecks.retries(load.get(), queue, tree, problems);
    }
    Optional<GpuPrice> price =
        pool.flatMap(resolved -> price(spec, known, resolved.facts().gpu(), problems));
    problems.throwIfAny();
    return prepare(
        tree,
        spec,
        load.orElseThrow(),
        queue,
        pool.orElseThrow(),
        window.orElseThrow(),
        price,
        notes);
  }

  /**
   * How the memory of a GPU of the scenario divides, whether or not the model fits; empty where the
   * scenario does not say enough for that.
   */
  public Optional<MemoryPlan> memory(ScenarioTree tree) {
    Problems problems = new Problems();
    try {
      ScenarioSpec spec = bind(tree, problems);
      if (spec.fleet().size() != 1) {
        return Optional.empty();
      }
      OwnProfile own = OwnProfile.of(spec.fleet().get(0), engines, tree.folder(), problems);
      return new PoolResolver(
              catalogOf(spec, tree, problems),
              compiled,
              own.engines(),
              own.calibration(),
              tree.folder(),
              problems,
              new ArrayList<>())
          .memory(spec, own.pool());
    } catch (BadInputException e) {
      return Optional.empty();
    }
  }

  /**
   * Checks that every key of a scenario is known and every value of its kind, without looking any
   * name up.
   *
   * @throws BadInputException with every problem found
   */
  public static void checkShape(ScenarioTree tree) {
    bind(tree, new Problems());
  }

  /** Binds the tree with its classes written out; what several of them inherit is said once. */
  private static ScenarioSpec bind(ScenarioTree tree, Problems problems) {
    Problems found = new Problems();
    MapNode expanded = ClassTree.expand(tree.root(), found);
    ScenarioSpec spec = RecordBinder.bind(expanded, ScenarioSpec.class, found);
    Set<String> said = new HashSet<>();
    for (Problem problem : found.list()) {
      if (said.add(problem.origin() + problem.message())) {
        problems.add(problem);
      }
    }
    problems.throwIfAny();
    return spec;
  }

  /**
   * The resolver's catalogue and that of the files that a scenario names.
   *
   * @throws BadInputException if one of them cannot be read
   */
  public Catalog catalog(ScenarioTree tree) {
    Problems problems = new Problems();
    return catalogOf(bind(tree, problems), tree, problems);
  }

  /** The resolver's catalogue and the files that the scenario names. */
  private Catalog catalogOf(ScenarioSpec spec, ScenarioTree tree, Problems problems) {
    List<Path> files = new ArrayList<>();
    for (Located<String> file : spec.catalog()) {
      FileReference.resolve(file, "catalog", tree.folder(), problems).ifPresent(files::add);
    }
    problems.throwIfAny();
    return catalog.and(files);
  }

  private PreparedRun prepare(
      ScenarioTree tree,
      ScenarioSpec spec,
      ResolvedClasses load,
      QueueOptions queue,
      ResolvedPool pool,
      WindowResolver.Resolved window,
      Optional<GpuPrice> price,
      List<String> notes) {
    List<Workload> workloads = load.workloads();
    return new PreparedRun(
        spec.name().orElse(tree.defaultName()),
        pool.modelId(),
        pool.engine(),
        spec.seed(),
        pool.deployment(spec.routing().value(), workloads.get(0).client().rtt().nanos())
            .withQueue(queue),
        random -> Workload.source(workloads, random, window.stop()),
        new KeptFull(workloads, window.stop()),
        window.settings(),
        pool.facts(),
        load.requests(),
        !load.isClosedLoop(),
        load.keepTheirRate(),
        window.arrivalsEndNanos(),
        price,
        job(spec),
        pool.memoryLines(),
        List.copyOf(notes));
  }

  private static Optional<OfflineJob> job(ScenarioSpec spec) {
    return spec.workload()
        .flatMap(WorkloadOptions::arrivals)
        .filter(ArrivalOptions.Throughput.class::isInstance)
        .map(ArrivalOptions.Throughput.class::cast)
        .map(
            load ->
                new OfflineJob(
                    load.deadline().isPresent()
                        ? OptionalLong.of(load.deadline().get().nanos())
                        : OptionalLong.empty()));
  }

  private static void checkRouting(Located<String> routing, Problems problems) {
    List<String> known = Routers.names();
    if (!known.contains(routing.value())) {
      String question = NearestName.question(routing.value(), known);
      problems.add(
          routing.origin(),
          "routing",
          "no router is called \"" + routing.value() + "\"",
          (question.isEmpty() ? "" : question + " ") + "known: " + String.join(", ", known));
    }
  }

  private static Optional<GpuPrice> price(
      ScenarioSpec spec, Catalog known, String gpu, Problems problems) {
    PriceResolver prices = new PriceResolver(known, gpu, problems);
    return spec.prices()
        .map(given -> prices.resolve(given, prices.usual()).rental())
        .orElseGet(prices::usual);
  }
}
