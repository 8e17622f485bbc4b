package io.foretoken.ui.viewmodel.sweep;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.scenario.sweep.LiveSweep;
import io.foretoken.scenario.sweep.SweepLoad;
import io.foretoken.scenario.sweep.SweepPlan;
import io.foretoken.scenario.sweep.SweepPoint;
import io.foretoken.ui.viewmodel.Published;
import io.foretoken.ui.viewmodel.ScenarioState;
import io.foretoken.ui.viewmodel.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/**
 * Sweeps the scenario whenever it or what is asked for changes: a first look at every point, then
 * every point in full. A change cancels what is going on; what it had found stays on the chart
 * until something newer takes its place. All methods return at once.
 */
public final class SweepModel {
  private static final long COARSE_AFTER_MILLIS = 30;
  private static final long FINE_AFTER_MILLIS = 250;
  private static final long PUBLISH_EVERY_MILLIS = 25;

  /** Points of a first look while a slider moves; the others wait until it rests. */
  private static final int MOVING_POINTS = 17;

  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final List<Problem> UNFINISHED =
      List.of(
          Problem.of(Origin.argument("sweep"), "the sweep was not finished", "try another range"));

  private final Workspace workspace;
  private final Published<SweepState> state = new Published<>(SweepState.EMPTY);
  private final Published<OptionalInt> pointed = new Published<>(OptionalInt.empty());
  private final LiveSweep engine = new LiveSweep();
  private final AtomicLong generation = new AtomicLong();
  private final int workers;

  // Guarded by this.
  private boolean isActive;
  private long scenarioRevision;
  private List<Knob> knobs = List.of();
  private Optional<SweepSettings> settings = Optional.empty();
  private List<ComparedScenario> compared = List.of();
  private List<Curve> curves = List.of();
  private Optional<Curve> baseline = Optional.empty();
  private SweepState.Phase phase = SweepState.Phase.NOTHING;
  private List<Problem> problems = List.of();
  private Optional<PassPlans> swept = Optional.empty();
  private int done;
  private int total;
  private long begunNanos;
  private long changedNanos;
  private long publishedNanos;
  private boolean isPublishDue;
  private long tickets;

  // Guarded by state.
  private long publishedTicket;

  /** A sweep of a workspace's scenario, on all processors. */
  public SweepModel(Workspace workspace) {
    this.workspace = workspace;
    workers = Math.max(1, Runtime.getRuntime().availableProcessors());
    workspace.document().state().listen(newer -> scenarioChanged());
    scenarioChanged();
  }

  /** What there is to show. */
  public Published<SweepState> state() {
    return state;
  }

  /** Number of the point that the mouse, the keyboard or a row points at. */
  public Published<OptionalInt> pointed() {
    return pointed;
  }

  /** Whether somebody looks: nothing is begun otherwise. What goes on is finished. */
  public void activate(boolean active) {
    boolean begins;
    synchronized (this) {
      begins = active && !isActive;
      isActive = active;
    }
    if (begins) {
      restart();
    }
  }

  private void scenarioChanged() {
    Optional<ScenarioState.Valid> valid = workspace.document().state().get().valid();
    synchronized (this) {
      if (valid.isEmpty() || valid.get().revision() == scenarioRevision) {
        return;
      }
      scenarioRevision = valid.get().revision();
      knobs = Knob.of(valid.get().tree());
      boolean isKnown =
          settings
              .map(
                  asked -> knobs.stream().anyMatch(knob -> knob.path().equals(asked.knob().path())))
              .orElse(false);
      if (!isKnown) {
        settings = Optional.of(SweepSettings.first(knobs.get(0)));
        curves = List.of();
      }
      settings = settings.map(SweepSettings::asWritten);
      baseline = Optional.empty();
    }
    restart();
  }

  /** Sweeps something else. */
  public void choose(Knob knob) {
    change(asked -> asked.withKnob(knob), true);
  }

  /** Sweeps other values. */
  public void range(String range) {
    change(asked -> asked.withRange(range), true);
  }

  /** Keeps the batch full, or takes the scenario's arrivals. */
  public void load(SweepLoad load) {
    change(asked -> asked.withLoad(load), true);
  }

  /** Looks at another percentile; nothing is simulated again. */
  public void percentile(Percentile percentile) {
    change(asked -> asked.withPercentile(percentile), false);
  }

  /** Moves a slider. */
  public void slide(WhatIf.Slider slider, double value) {
    synchronized (this) {
      if (baseline.isEmpty() && !curves.isEmpty()) {
        baseline = Optional.of(curves.get(0));
      }
    }
    change(asked -> asked.withSlider(slider, value), true);
  }

  /** Puts a slider back to the scenario's value. */
  public void unslide(WhatIf.Slider slider) {
    change(asked -> asked.without(slider), true);
  }

  /** Puts all sliders back. */
  public void reset() {
    change(SweepSettings::asWritten, true);
  }

  private void change(UnaryOperator<SweepSettings> how, boolean simulates) {
    synchronized (this) {
      Optional<SweepSettings> changed = settings.map(how);
      if (changed.equals(settings)) {
        return;
      }
      settings = changed;
      if (simulates && isActive) {
        // Nobody may take what is there for the answer to the new question.
        phase = SweepState.Phase.COARSE;
        done = 0;
      }
    }
    if (simulates) {
      restart();
    } else {
      workspace.background().quickly(this::publish);
    }
  }

  /** Adds a scenario to compare with. */
  public void compare(Path file) {
    workspace
        .background()
        .quickly(
            () -> {
              try {
                ComparedScenario other = ComparedScenario.read(file);
                synchronized (this) {
                  List<ComparedScenario> more = new ArrayList<>(compared);
                  more.add(other);
                  compared = List.copyOf(more);
                }
                restart();
              } catch (BadInputException e) {
                workspace.notices().problem(e.getMessage(), Optional.empty());
              }
            });
  }

  /** Compares with nothing any more. */
  public void compareNone() {
    synchronized (this) {
      compared = List.of();
    }
    restart();
  }

  /** Stops; what is there stays, and is not drawn again. */
  public void cancel() {
    generation.incrementAndGet();
    SweepSnapshot now;
    long ticket;
    synchronized (this) {
      if (phase == SweepState.Phase.COARSE || phase == SweepState.Phase.FINE) {
        phase = SweepState.Phase.CANCELLED;
      }
      now = snapshot();
      ticket = ++tickets;
    }
    publish(ticket, now.undrawn(workspace.document().state().get().valid(), state.get()));
    workspace.background().quickly(this::publish);
  }

  /** Goes on after a cancellation; what had been run is not run again. */
  public void resume() {
    restart();
  }

  private void restart() {
    synchronized (this) {
      if (!isActive || settings.isEmpty()) {
        return;
      }
      changedNanos = System.nanoTime();
    }
    long mine = generation.incrementAndGet();
    workspace.background().after(COARSE_AFTER_MILLIS, () -> guarded(mine, () -> begin(mine)));
  }

  private boolean isCurrent(long mine) {
    return mine == generation.get();
  }

  /** What nobody expected is told by whom it is passed on to, and leaves nothing busy. */
  private void guarded(long mine, Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      refuse(mine, UNFINISHED);
      throw e;
    }
  }

  private void begin(long mine) {
    ScenarioState.Valid valid = workspace.document().state().get().valid().orElse(null);
    SweepSettings asked;
    List<ComparedScenario> others;
    synchronized (this) {
      asked = settings.orElse(null);
      others = compared;
    }
    if (!isCurrent(mine)) {
      return;
    }
    if (valid == null || asked == null) {
      refuse(mine, workspace.document().state().get().problems());
      return;
    }
    List<PassPlans> plans = new ArrayList<>();
    try {
      ScenarioTree tree = WhatIf.applied(valid.tree(), valid.run(), asked.whatIf());
      plans.add(PassPlans.of("this scenario", tree, valid.run(), asked, workspace.version()));
      for (ComparedScenario other : others) {
        plans.add(
            PassPlans.of(other.name(), other.tree(), other.run(), asked, workspace.version()));
      }
    } catch (BadInputException e) {
      refuse(mine, e.problems());
      return;
    }
    try {
      lay(mine, plans);
      pass(mine, plans, true);
      forgetOlder(mine);
      fineWhenAtRest(mine, plans);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void refuse(long mine, List<Problem> why) {
    synchronized (this) {
      if (isCurrent(mine)) {
        phase = SweepState.Phase.REFUSED;
        problems = why;
      }
    }
    publish();
  }

  /** Lays out the curves; points of the same values keep their old figures until they have new. */
  private synchronized void lay(long mine, List<PassPlans> plans) {
    if (!isCurrent(mine)) {
      return;
    }
    List<Curve> laid = new ArrayList<>();
    for (int number = 0; number < plans.size(); number++) {
      List<String> values =
          LiveSweep.values(plans.get(number).fine()).stream().map(each -> each.get(0)).toList();
      List<Slot> open = Places.slots(values);
      Optional<Curve> before =
          number < curves.size() ? Optional.of(curves.get(number)) : Optional.empty();
      List<Slot> slots =
          before
              .map(Curve::slots)
              .filter(old -> old.stream().map(Slot::value).toList().equals(values))
              .map(old -> old.stream().map(Slot::stale).toList())
              .orElse(open);
      laid.add(new Curve(plans.get(number).name(), slots));
    }
    curves = List.copyOf(laid);
    swept = Optional.of(plans.get(0));
    problems = List.of();
    if (settings.map(asked -> asked.whatIf().isEmpty()).orElse(true)) {
      baseline = Optional.empty();
    }
  }

  private void pass(long mine, List<PassPlans> plans, boolean isCoarse)
      throws InterruptedException {
    synchronized (this) {
      if (!isCurrent(mine)) {
        return;
      }
      phase = isCoarse ? SweepState.Phase.COARSE : SweepState.Phase.FINE;
      done = 0;
      total = curves.stream().mapToInt(curve -> points(curve, isCoarse).size()).sum();
      begunNanos = System.nanoTime();
    }
    publish();
    for (int number = 0; number < plans.size(); number++) {
      int curve = number;
      SweepPlan plan = isCoarse ? plans.get(number).coarse() : plans.get(number).fine();
      List<Integer> order = pointsOf(curve, isCoarse);
      engine.run(
          plan,
          order,
          workers,
          point -> accept(mine, curve, point, isCoarse),
          () -> !isCurrent(mine));
    }
  }

  private synchronized List<Integer> pointsOf(int number, boolean isCoarse) {
    return points(curves.get(number), isCoarse);
  }

  private List<Integer> points(Curve curve, boolean isCoarse) {
    boolean isSlid = settings.map(asked -> !asked.whatIf().isEmpty()).orElse(false);
    return isCoarse
        ? curve.firstLook(isSlid ? MOVING_POINTS : curve.slots().size())
        : curve.refining();
  }

  /** Points that the first look has left out would stand where the slider was before. */
  private synchronized void forgetOlder(long mine) {
    if (isCurrent(mine)) {
      curves = curves.stream().map(Curve::withoutOlder).toList();
    }
  }

  private void accept(long mine, int number, SweepPoint point, boolean isCoarse) {
    synchronized (this) {
      if (!isCurrent(mine)) {
        return;
      }
      Slot open = curves.get(number).slots().get(point.index());
      Slot slot =
          new Slot(
              open.index(),
              open.value(),
              open.x(),
              point.figures(),
              point.failure(),
              isCoarse,
              point.key());
      List<Curve> changed = new ArrayList<>(curves);
      changed.set(number, curves.get(number).with(slot));
      curves = List.copyOf(changed);
      done++;
    }
    publishSoon();
  }

  private void fineWhenAtRest(long mine, List<PassPlans> plans) throws InterruptedException {
    long rested;
    synchronized (this) {
      rested = (System.nanoTime() - changedNanos) / NANOS_PER_MILLI;
    }
    if (!isCurrent(mine)) {
      return;
    }
    publish();
    if (rested < FINE_AFTER_MILLIS) {
      workspace
          .background()
          .after(FINE_AFTER_MILLIS - rested, () -> guarded(mine, () -> fine(mine, plans)));
    } else {
      fine(mine, plans);
    }
  }

  private void fine(long mine, List<PassPlans> plans) {
    try {
      pass(mine, plans, false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    synchronized (this) {
      if (!isCurrent(mine)) {
        return;
      }
      phase = SweepState.Phase.DONE;
    }
    publish();
  }

  /** Not more often than the window can draw. */
  private void publishSoon() {
    long wait;
    synchronized (this) {
      if (isPublishDue) {
        return;
      }
      long since = (System.nanoTime() - publishedNanos) / NANOS_PER_MILLI;
      wait = Math.max(0, PUBLISH_EVERY_MILLIS - since);
      isPublishDue = wait > 0;
    }
    if (wait == 0) {
      publish();
    } else {
      workspace.background().after(wait, this::publish);
    }
  }

  /** Draws and publishes. Nobody waits for the drawing, and nothing older overtakes it. */
  private void publish() {
    SweepSnapshot now;
    long ticket;
    synchronized (this) {
      isPublishDue = false;
      publishedNanos = System.nanoTime();
      now = snapshot();
      ticket = ++tickets;
    }
    publish(ticket, now.drawn(workspace.document().state().get().valid(), state.get()));
  }

  private void publish(long ticket, SweepState newer) {
    synchronized (state) {
      if (ticket > publishedTicket) {
        publishedTicket = ticket;
        state.set(newer);
      }
    }
  }

  private SweepSnapshot snapshot() {
    return new SweepSnapshot(
        phase, knobs, settings, problems, curves, baseline, done, total, begunNanos);
  }

  /** The command that does what the screen shows. */
  public Optional<String> commandLine() {
    Optional<SweepSettings> asked = state.get().settings();
    return asked.flatMap(each -> SweepCommandLine.of(workspace.document().state().get(), each));
  }

  /** What can be written of the sweep as it stands. */
  public synchronized Optional<SweepExports> exports() {
    return curves.isEmpty()
        ? Optional.empty()
        : swept.map(plans -> new SweepExports(plans, curves.get(0)));
  }

  /** The scenario of one point, for the run screen. */
  public synchronized Optional<ScenarioTree> treeOf(int index) {
    if (curves.isEmpty()) {
      return Optional.empty();
    }
    String value = curves.get(0).slots().get(index).value();
    return swept.map(plans -> plans.tree().set(plans.fine().parameters().get(0) + "=" + value));
  }
}
