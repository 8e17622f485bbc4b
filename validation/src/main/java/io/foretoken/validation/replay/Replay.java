package io.foretoken.validation.replay;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.hardware.engine.EngineProfiles;
import io.foretoken.hardware.engine.EngineShelf;
import io.foretoken.hardware.engine.UnknownEngineException;
import io.foretoken.hardware.engine.Version;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.scenario.figure.RequestClasses;
import io.foretoken.scenario.figure.Slo;
import io.foretoken.scenario.resolve.ScenarioResolver;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.scenario.run.RunOutcome;
import io.foretoken.scenario.run.ScenarioRun;
import io.foretoken.sim.CancelToken;
import io.foretoken.sim.ProgressListener;
import io.foretoken.sim.RunSettings;
import io.foretoken.sim.batch.BatchPolicies;
import io.foretoken.sim.metrics.MeasureWindow;
import io.foretoken.sim.metrics.RequestColumns;
import io.foretoken.sim.request.RequestSink;
import io.foretoken.validation.measured.BatchLoad;
import io.foretoken.validation.measured.ClosedLoad;
import io.foretoken.validation.measured.ExactLoad;
import io.foretoken.validation.measured.LatencyFigures;
import io.foretoken.validation.measured.Load;
import io.foretoken.validation.measured.MeasuredRun;
import io.foretoken.validation.measured.Metric;
import io.foretoken.validation.measured.Setup;
import io.foretoken.validation.measured.SkipKind;
import io.foretoken.validation.table.UnusableRunException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** Simulates measured runs. Safe for several threads. */
public final class Replay {
  private static final double NANOS = 1e9;
  private static final double PICOS = 1e12;
  private static final String BLOCKS = "memory.num_gpu_blocks_override";

  private final Catalog catalog;
  private final EngineShelf engines;

  public Replay(Catalog catalog) {
    this(catalog, EngineShelf.SHIPPED);
  }

  /** With engine profiles of one's own. */
  public Replay(Catalog catalog, EngineShelf engines) {
    this.catalog = catalog;
    this.engines = engines;
  }

  /**
   * The simulation of a run, ready to start.
   *
   * @throws UnusableRunException if it cannot be simulated, with the reason
   */
  public PreparedRun prepare(MeasuredRun run) {
    requireKnown(run.setup());
    return prepare(run, profile(run.setup()), new ArrayList<>());
  }

  /**
   * Simulates a run.
   *
   * @throws UnusableRunException if it cannot be simulated, with the reason
   */
  public Prediction predict(MeasuredRun run, CancelToken cancel) {
    return predict(List.of(run), number -> row -> {}, cancel).get(0);
  }

  /**
   * Simulates runs that differ in their requests alone: what serves them is made ready once.
   *
   * @param sinks for each run, by its place in the list, what gets every request when it leaves the
   *     system
   * @throws UnusableRunException if one cannot be simulated, with the reason
   */
  public List<Prediction> predict(
      List<MeasuredRun> alike, IntFunction<RequestSink> sinks, CancelToken cancel) {
    MeasuredRun first = alike.get(0);
    requireKnown(first.setup());
    List<String> assumptions = new ArrayList<>();
    EngineProfile profile = profile(first.setup());
    PreparedRun prepared = prepare(first, profile, assumptions);
    OperatorRoofline roofline = OperatorRoofline.of(prepared);
    List<Prediction> predictions = new ArrayList<>();
    for (int i = 0; i < alike.size(); i++) {
      MeasuredRun run = alike.get(i);
      predictions.add(
          serve(
              run,
              i == 0 ? prepared : sending(prepared, run.load()),
              profile,
              roofline,
              List.copyOf(assumptions),
              sinks.apply(i),
              cancel));
    }
    return predictions;
  }

  private static Prediction serve(
      MeasuredRun run,
      PreparedRun prepared,
      EngineProfile profile,
      OperatorRoofline roofline,
      List<String> assumptions,
      RequestSink each,
      CancelToken cancel) {
    ReplayLog log = new ReplayLog(run.load().requests());
    RequestSink both =
        row -> {
          log.accept(row);
          each.accept(row);
        };
    RunOutcome outcome = ScenarioRun.execute(prepared, 0, both, ProgressListener.SILENT, cancel);
    if (log.refused() > 0) {
      throw new UnusableRunException(
          SkipKind.DOES_NOT_FIT,
          log.refused() + " of " + run.load().requests() + " requests refused: " + log.refusal());
    }
    if (log.finished() == 0 && !cancel.isCancelled()) {
      throw new UnusableRunException(SkipKind.REFUSED, "no request of the simulated run finished");
    }
    return new Prediction(
        figures(outcome, log),
        prepared.model(),
        prepared.facts().gpu(),
        profile.name() + " " + profile.version(),
        prepared.facts().provenance(),
        overloaded(run, outcome),
        EngineFigures.of(outcome.figures(), prepared.openLoop()),
        Optional.of(EngineSteps.of(outcome.figures())),
        log.cachedTokens(),
        roofline,
        assumptions);
  }

  private static boolean overloaded(MeasuredRun run, RunOutcome outcome) {
    if (run.load() instanceof ExactLoad exact && exact.maxInFlight() > 0) {
      return outcome.figures().concurrencyPeak() >= exact.maxInFlight();
    }
    boolean lost = outcome.figures().result().counts().timedOut() > 0;
    return lost || !outcome.figures().stationary();
  }

  private void requireKnown(Setup setup) {
    if (catalog.findModel(setup.model()).isEmpty()) {
      throw unknown(SkipKind.UNKNOWN_MODEL, catalog.unknownModel(setup.model(), origin(), ""));
    }
    if (catalog.findGpu(setup.gpu()).isEmpty()) {
      throw unknown(SkipKind.UNKNOWN_GPU, catalog.unknownGpu(setup.gpu(), origin(), ""));
    }
    List<String> missing = catalog.findModel(setup.model()).orElseThrow().shape().notModelled();
    if (!missing.isEmpty()) {
      throw new UnusableRunException(
          SkipKind.MECHANISM,
          setup.model() + " has " + String.join(" and ", missing) + ", which is not modelled yet");
    }
  }

  private static Origin origin() {
    return Origin.argument("measured run");
  }

  private static UnusableRunException unknown(String kind, Problem problem) {
    String hint = problem.hint().isEmpty() ? "" : "; " + problem.hint().replace('\n', ' ');
    return new UnusableRunException(kind, problem.message() + hint);
  }

  /**
   * The shipped profile of the version that ran, or the nearest one known.
   *
   * @throws UnusableRunException if there is none
   */
  public static EngineProfile profile(Setup setup) {
    EngineProfile profile;
    try {
      profile =
          setup.version().isEmpty()
              ? EngineProfiles.newest(setup.engine())
              : EngineProfiles.find(setup.engine(), setup.version());
    } catch (UnknownEngineException e) {
      if (e.field().equals("name")) {
        throw new UnusableRunException(SkipKind.POLICY, e.getMessage());
      }
      profile = nearest(setup);
    }
    String policy = profile.batching().policy();
    if (!BatchPolicies.names().contains(policy)) {
      throw new UnusableRunException(
          SkipKind.POLICY + ": " + policy,
          profile.name() + " batches by policy " + policy + ", which is not simulated yet");
    }
    return profile;
  }

  private static EngineProfile nearest(Setup setup) {
    List<EngineProfile> profiles = EngineProfiles.of(setup.engine());
    Optional<Version> wanted = Version.parse(setup.version());
    boolean older =
        wanted.isPresent() && wanted.get().compareTo(Version.of(profiles.get(0).from())) < 0;
    return older ? profiles.get(0) : profiles.get(profiles.size() - 1);
  }

  private PreparedRun prepare(MeasuredRun run, EngineProfile profile, List<String> assumptions) {
    Setup setup = run.setup();
    String version = setup.version();
    if (version.isEmpty()) {
      assumptions.add("engine version not recorded: " + profile.version());
      version = profile.version();
    } else if (!profile.covers(Version.of(version))) {
      assumptions.add(
          "no profile of " + profile.name() + " " + version + ": " + profile.version() + " taken");
      version = profile.version();
    }
    try {
      ScenarioResolver resolver = new ScenarioResolver(catalog, engines);
      if (setup.knobs().containsKey(BLOCKS)) {
        // A number of blocks that is given is not checked against the memory.
        resolver.resolve(ReplayScenario.of(withoutBlocks(run), version), false);
      }
      return sending(resolver.resolve(ReplayScenario.of(run, version), false), run.load());
    } catch (BadInputException e) {
      Problem first = e.problems().get(0);
      boolean memory = first.message().contains("does not fit");
      throw new UnusableRunException(
          memory ? SkipKind.DOES_NOT_FIT : SkipKind.REFUSED + ": " + first.path(),
          (first.message() + (first.hint().isEmpty() ? "" : "; " + first.hint()))
              .replaceAll("\\s*\n\\s*", "; "));
    }
  }

  private static MeasuredRun withoutBlocks(MeasuredRun run) {
    Map<String, String> knobs = new TreeMap<>(run.setup().knobs());
    knobs.remove(BLOCKS);
    return run.with(run.setup().with(knobs));
  }

  /** A resolved scenario with other requests, measured from the first to the last, unpriced. */
  public static PreparedRun sending(PreparedRun resolved, Load load) {
    boolean closed = load instanceof ClosedLoad || load instanceof BatchLoad;
    return new PreparedRun(
        resolved.name(),
        resolved.model(),
        resolved.engine(),
        resolved.seed(),
        resolved.deployment(),
        random -> ReplaySource.of(load, random),
        resolved.fullSource(),
        RunSettings.of(MeasureWindow.WHOLE),
        resolved.facts(),
        RequestClasses.one(Slo.NONE, !closed),
        !closed,
        true,
        Long.MAX_VALUE,
        Optional.empty(),
        Optional.empty(),
        resolved.memoryLines(),
        resolved.notes());
  }

  private static Map<Metric, Double> figures(RunOutcome outcome, ReplayLog log) {
    RequestColumns rows = outcome.figures().result().measured();
    Map<Metric, Double> figures = new EnumMap<>(Metric.class);
    LatencyFigures.add(figures, Metric.Quantity.TTFT, rows.ttft(), NANOS);
    LatencyFigures.add(figures, Metric.Quantity.E2E, rows.e2e(), NANOS);
    LatencyFigures.add(figures, Metric.Quantity.TPOT, rows.tpotPicos(), PICOS);
    LatencyFigures.add(figures, Metric.Quantity.QUEUED_TTFT, log.queuedTtft(), NANOS);
    figures.put(Metric.OUTPUT_THROUGHPUT, outcome.figures().outputTokensPerSecond());
    return figures;
  }
}
