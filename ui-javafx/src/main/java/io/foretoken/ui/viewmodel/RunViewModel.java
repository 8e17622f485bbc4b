package io.foretoken.ui.viewmodel;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.yaml.LocatedYaml;
import io.foretoken.scenario.explain.StepsOfRun;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.report.ScenarioSource;
import io.foretoken.scenario.resolve.ScenarioResolver;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.scenario.run.RunOutcome;
import io.foretoken.scenario.run.ScenarioRun;
import io.foretoken.sim.metrics.RunResult;
import io.foretoken.sim.metrics.TimeWeighted;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Runs the scenario of the document, or a point of a sweep, in the background, and keeps what came
 * of it. A newer run takes the place of an older one, never the reverse. Every method returns at
 * once.
 */
public final class RunViewModel {
  /** Name of the screen. */
  public static final String SCREEN = "Run";

  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long FRAME_NANOS = 50 * NANOS_PER_MILLI;
  private static final int WINDOW_SHARE = 40;
  private static final long LEAST_WINDOW_NANOS = 2_000_000_000L;

  private final ScenarioDocument document;
  private final Background background;
  private final Published<String> screen;
  private final ScenarioResolver resolver = new ScenarioResolver(Catalog.shipped());
  private final Published<RunState> state = new Published<>(RunState.NOTHING);
  private final AtomicLong newest = new AtomicLong();
  private final AtomicLong newestWindow = new AtomicLong();
  private volatile Optional<Point> point = Optional.empty();

  /** A scenario that is not the document's. */
  private record Point(String text, String title) {}

  /** What to simulate. */
  private record Subject(ScenarioTree tree, PreparedRun prepared) {}

  RunViewModel(ScenarioDocument document, Background background, Published<String> screen) {
    this.document = document;
    this.background = background;
    this.screen = screen;
    document.state().listen(now -> background.quickly(this::compareWithDocument));
  }

  /** What there is to show. */
  public Published<RunState> state() {
    return state;
  }

  /**
   * Opens a scenario that is not the document's, such as a point of a sweep, on the Run screen and
   * runs it.
   *
   * @param scenarioText the scenario as YAML; files that it names are sought beside the document
   * @param title what it is called
   */
  public void open(String scenarioText, String title) {
    point = Optional.of(new Point(scenarioText, title));
    screen.set(SCREEN);
    run();
  }

  /** Goes back from a point to the scenario of the document, and runs it. */
  public void openDocument() {
    point = Optional.empty();
    run();
  }

  /** Runs it, or runs it again. */
  public void run() {
    ScenarioState now = document.state().get();
    Optional<Point> other = point;
    if (other.isEmpty() && !now.isOpen()) {
      return;
    }
    String title = other.map(Point::title).orElse(now.fileName());
    Supplier<Subject> subject =
        other.isPresent() ? () -> subject(other.get(), now) : () -> subject(document.state().get());
    long mine = newest.incrementAndGet();
    state.update(before -> before.begun(title, other.isEmpty()));
    // Behind the check of the newest text.
    background.quickly(() -> background.atLength(() -> simulate(mine, title, subject)));
  }

  /** Runs it where nothing has been run yet and the scenario can be. */
  public void runOnce() {
    RunState now = state.get();
    boolean isFirst = now.run().isEmpty() && now.phase() == RunState.Phase.IDLE;
    if (isFirst && document.state().get().valid().isPresent()) {
      run();
    }
  }

  /** Ends the run that is on its way. What was there before stays. */
  public void cancel() {
    newest.incrementAndGet();
    state.update(
        before ->
            !before.isRunning()
                ? before
                : before.ended(
                    RunState.Phase.CANCELLED,
                    "Cancelled after "
                        + ReadableNumbers.count(before.finished())
                        + " requests."
                        + (before.run().isPresent() ? " The run before is shown." : ""),
                    List.of()));
  }

  /** Chooses the window of the timeline, ns from the start of the run. */
  public void choose(long fromNanos, long toNanos) {
    RunState now = state.get();
    now.run()
        .ifPresent(
            run -> {
              long end = run.outcome().endNanos();
              long from = Math.max(0, Math.min(Math.min(fromNanos, toNanos), end - 1));
              long to = Math.max(from + 1, Math.min(Math.max(fromNanos, toNanos), end));
              show(run, from, to, now.replica());
            });
  }

  /** Moves the window by so many of its lengths. */
  public void step(int lengths) {
    state
        .get()
        .timeline()
        .ifPresent(
            window -> {
              long length = window.toNanos() - window.fromNanos();
              long end = state.get().run().map(run -> run.outcome().endNanos()).orElse(length);
              long from =
                  Math.max(0, Math.min(end - length, window.fromNanos() + lengths * length));
              choose(from, from + length);
            });
  }

  /** Chooses whose series and requests are shown; -1 for all replicas. */
  public void chooseReplica(int replica) {
    RunState now = state.get();
    if (now.run().isPresent() && now.timeline().isPresent()) {
      RequestTimeline window = now.timeline().get();
      show(now.run().get(), window.fromNanos(), window.toNanos(), replica);
    }
  }

  /** The command that runs what is shown; empty with nothing open. */
  public Optional<String> commandLine() {
    return ShellCommand.on("run", document.state().get(), point.map(Point::text), List.of());
  }

  private void show(SimulatedRun run, long from, long to, int replica) {
    long mine = newestWindow.incrementAndGet();
    background.quickly(
        () -> {
          if (mine != newestWindow.get()) {
            return;
          }
          RequestTimeline window =
              RequestTimeline.of(run.requests(), from, to, replica, run.outcome().endNanos());
          state.update(
              before ->
                  before.run().filter(run::equals).isPresent() && mine == newestWindow.get()
                      ? before.with(replica, window)
                      : before);
        });
  }

  private static Subject subject(ScenarioState now) {
    if (!now.problems().isEmpty()) {
      throw new BadInputException(now.problems());
    }
    ScenarioState.Valid valid = now.valid().orElseThrow();
    return new Subject(valid.tree(), valid.run());
  }

  private Subject subject(Point other, ScenarioState now) {
    Path folder =
        now.file()
            .map(path -> path.toAbsolutePath().normalize().getParent())
            .orElse(Path.of("").toAbsolutePath());
    ScenarioTree tree =
        new ScenarioTree(LocatedYaml.parseMap(other.text(), other.title()), folder, other.title());
    return new Subject(tree, resolver.resolve(tree, false));
  }

  private void simulate(long mine, String title, Supplier<Subject> subject) {
    long started = System.nanoTime();
    try {
      Subject what = subject.get();
      PreparedRun prepared = what.prepared();
      RunRequests requests = new RunRequests(prepared.classes());
      long[] drawn = {started};
      RunOutcome outcome =
          ScenarioRun.execute(
              prepared,
              0,
              requests,
              (nanos, finished) -> {
                long now = System.nanoTime();
                if (now - drawn[0] > FRAME_NANOS) {
                  drawn[0] = now;
                  tell(mine, share(prepared, nanos, finished), finished, now - started);
                }
              },
              () -> mine != newest.get());
      if (mine != newest.get()) {
        return;
      }
      long millis = (System.nanoTime() - started) / NANOS_PER_MILLI;
      SimulatedRun run =
          new SimulatedRun(
              title,
              what.tree(),
              prepared,
              outcome,
              requests,
              StepsOfRun.of(prepared, outcome.figures()),
              millis);
      RequestTimeline window = busiest(run);
      state.update(before -> mine == newest.get() ? before.with(run, window) : before);
      compareWithDocument();
    } catch (BadInputException e) {
      state.update(
          before ->
              mine != newest.get()
                  ? before
                  : before.ended(
                      RunState.Phase.FAILED,
                      "The scenario cannot run.",
                      e.problems().stream().map(Problem::toString).toList()));
    } catch (RuntimeException | Error e) {
      state.update(
          before ->
              mine != newest.get()
                  ? before
                  : before.ended(RunState.Phase.FAILED, "The run was not finished.", List.of()));
      throw e;
    }
  }

  private void tell(long mine, double share, long finished, long nanos) {
    state.update(
        before ->
            mine == newest.get() ? before.at(share, finished, nanos / NANOS_PER_MILLI) : before);
  }

  private static double share(PreparedRun prepared, long nanos, long finished) {
    if (prepared.arrivalsEndNanos() != Long.MAX_VALUE) {
      return Math.min(1, nanos / (double) prepared.arrivalsEndNanos());
    }
    long requests = prepared.fullSource().stop().requests();
    return requests == Long.MAX_VALUE ? Double.NaN : Math.min(1, finished / (double) requests);
  }

  /** The window around the time at which most requests were in flight. */
  private static RequestTimeline busiest(SimulatedRun run) {
    RunResult result = run.outcome().figures().result();
    TimeWeighted inFlight = result.inFlight();
    long end = run.outcome().endNanos();
    long bucket = inFlight.bucketNanos();
    long top = 0;
    double most = -1;
    for (int at = 0; at * bucket < end; at++) {
      double mean = inFlight.area(at) / Math.max(1, Math.min((at + 1) * bucket, end) - at * bucket);
      boolean isMeasured = at * bucket >= result.startNanos() && at * bucket < result.endNanos();
      if (isMeasured && mean > most) {
        most = mean;
        top = at * bucket + bucket / 2;
      }
    }
    long length = Math.min(end, Math.max(LEAST_WINDOW_NANOS, end / WINDOW_SHARE));
    long from = Math.max(0, Math.min(end - length, top - length / 2));
    return RequestTimeline.of(run.requests(), from, from + length, -1, end);
  }

  /** Whether the document says something else than what was run. */
  private void compareWithDocument() {
    ScenarioState now = document.state().get();
    RunState shown = state.get();
    if (!shown.isDocument() || shown.run().isEmpty() || now.valid().isEmpty()) {
      return;
    }
    boolean isOlder =
        !ScenarioSource.of(now.valid().get().tree().root())
            .equals(ScenarioSource.of(shown.run().get().tree().root()));
    if (isOlder != shown.isOlder()) {
      state.update(before -> before.run().equals(shown.run()) ? before.older(isOlder) : before);
    }
  }
}
