package io.foretoken.ui.viewmodel.plan;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Problem;
import io.foretoken.scenario.cost.PriceAge;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.plan.PlanOptions;
import io.foretoken.scenario.plan.PlanOutline;
import io.foretoken.scenario.plan.Planner;
import io.foretoken.scenario.plan.candidate.CandidateCapacity;
import io.foretoken.scenario.plan.candidate.TaskBatch;
import io.foretoken.scenario.plan.result.FleetStart;
import io.foretoken.scenario.plan.result.PlanResult;
import io.foretoken.scenario.report.ScenarioSource;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.scenario.sweep.RememberingRunner;
import io.foretoken.scenario.sweep.SweepRunner;
import io.foretoken.scenario.text.YamlEdit;
import io.foretoken.ui.viewmodel.Published;
import io.foretoken.ui.viewmodel.ScenarioState;
import io.foretoken.ui.viewmodel.ShellCommand;
import io.foretoken.ui.viewmodel.Workspace;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Plans the fleet of the open scenario, as {@code foretoken plan} does. The question is the
 * scenario's: what is changed here is changed in its text, where undo takes it back. What was
 * simulated once is remembered, so a plan with another price, or one that goes on after it was
 * cancelled, costs what is new. Every method returns at once.
 */
public final class PlanModel {
  private static final String PRICE = "[0-9]{1,4}(\\.[0-9]{1,4})?";

  private final Workspace workspace;
  private final int workers;
  private final Supplier<LocalDate> today;
  private final Catalog catalog = Catalog.shipped();
  private final SweepRunner runner = RememberingRunner.local();
  private final Published<PlanState> state = new Published<>(PlanState.NOTHING);
  private final AtomicLong newestCheck = new AtomicLong();
  private final AtomicLong newestPlan = new AtomicLong();
  private final Object checking = new Object();
  private volatile boolean isWatched;

  /** The file of the newest check; guarded by {@link #checking}. */
  private Optional<Path> file = Optional.empty();

  /** GPUs that were taken out here; guarded by itself. */
  private final Set<String> leftOut = new TreeSet<>();

  /** A plan on all processors. */
  public PlanModel(Workspace workspace) {
    this(workspace, Runtime.getRuntime().availableProcessors(), LocalDate::now);
  }

  /**
   * A plan with so many simulations at a time.
   *
   * @param today the day from which prices are old
   */
  public PlanModel(Workspace workspace, int workers, Supplier<LocalDate> today) {
    this.workspace = workspace;
    this.workers = workers;
    this.today = today;
    workspace
        .document()
        .state()
        .listen(
            now -> {
              if (now.checkedRevision() == now.revision()) {
                changed();
              }
            });
  }

  /** What there is to show. */
  public Published<PlanState> state() {
    return state;
  }

  /** Whether somebody looks: what nobody sees is not read anew with every key. */
  public void watch(boolean isSeen) {
    isWatched = isSeen;
    changed();
  }

  private void changed() {
    if (isWatched) {
      long mine = newestCheck.incrementAndGet();
      workspace.background().quickly(() -> workspace.background().atLength(() -> check(mine)));
    }
  }

  /** One at a time; a check that has been overtaken does nothing. */
  private void check(long mine) {
    synchronized (checking) {
      if (mine != newestCheck.get()) {
        return;
      }
      ScenarioState scenario = workspace.document().state().get();
      boolean isOther = !scenario.file().equals(file);
      file = scenario.file();
      Set<String> out;
      synchronized (leftOut) {
        if (isOther) {
          leftOut.clear();
        }
        out = new TreeSet<>(leftOut);
      }
      PlanForm form =
          PlanForm.of(
              scenario, isOther ? PlanState.NOTHING : state.get(), out, catalog, today.get());
      String offer =
          form.standing() == PlanState.Standing.NO_PLAN && scenario.tree().isPresent()
              ? PlanDraft.of(scenario.tree().get(), catalog)
              : "";
      Optional<ScenarioTree> tree = scenario.tree().filter(known -> form.problems().isEmpty());
      state.update(
          before ->
              mine != newestCheck.get()
                  ? before
                  : before.asked(
                      form,
                      offer,
                      before.planned().filter(planned -> isOf(planned, scenario)),
                      before.planned().isPresent() && isOlder(before.planned().get(), tree)));
    }
  }

  /** Whether a plan is of the scenario that is open, if perhaps of an earlier text. */
  private static boolean isOf(Planned planned, ScenarioState scenario) {
    return scenario.valid().isEmpty()
        || scenario.valid().get().run().name().equals(planned.result().scenario());
  }

  private static boolean isOlder(Planned planned, Optional<ScenarioTree> tree) {
    return tree.filter(now -> source(now).equals(planned.source())).isEmpty();
  }

  private static String source(ScenarioTree tree) {
    return ScenarioSource.of(tree.root());
  }

  /** Adds a plan to a scenario that has none. */
  public void addPlan() {
    PlanState now = state.get();
    if (now.standing() != PlanState.Standing.NO_PLAN) {
      return;
    }
    Optional<String> changed =
        PlanDraft.added(workspace.document().state().get().text(), now.offer());
    if (changed.isPresent()) {
      workspace.document().edit(changed.get());
    } else {
      workspace
          .notices()
          .problem("A plan cannot be added to this text", Optional.of("Write it in the text"));
    }
  }

  /** Writes what was typed into a field. */
  public void set(PlanField.Key key, String typed) {
    state
        .get()
        .field(key)
        .ifPresent(
            field ->
                PlanFields.written(field, typed)
                    .ifPresent(value -> workspace.document().set(field.path(), value)));
  }

  /** Whether a text can be a price of one GPU and hour. */
  public static boolean isPrice(String typed) {
    return typed.strip().matches(PRICE) && Double.parseDouble(typed.strip()) > 0;
  }

  /** Whether a text can be the date of a price. */
  public static boolean isDate(String typed) {
    return PriceAge.day(typed.strip()).isPresent();
  }

  /**
   * Writes the price of a row, as of today; one of the catalogue becomes the scenario's. Where
   * there is a plan, or one on its way, it is made again.
   */
  public void setPrice(PriceRow row, String typed) {
    String usd = typed.strip();
    if (!row.isOpen() || !isPrice(usd) || usd.equals(row.usd())) {
      return;
    }
    String date = '"' + today.get().toString() + '"';
    edit(
        text -> {
          if (row.isOwn()) {
            String priced = YamlEdit.set(text, path(row) + ".gpu_hour_usd", usd);
            return YamlEdit.set(priced, path(row) + ".as_of", date);
          }
          return YamlEdit.append(
              // Own prices alone would be all that is considered.
              withGpus(text, considered()),
              "plan.prices",
              "{gpu: "
                  + row.gpu()
                  + ", term: "
                  + row.term()
                  + ", gpu_hour_usd: "
                  + usd
                  + ", as_of: "
                  + date
                  + "}");
        });
    planAgain();
  }

  /** Writes the date of a price that the scenario gives itself. */
  public void setDate(PriceRow row, String typed) {
    if (row.isOpen() && row.isOwn() && isDate(typed) && !typed.strip().equals(row.asOf())) {
      edit(text -> YamlEdit.set(text, path(row) + ".as_of", '"' + typed.strip() + '"'));
    }
  }

  private static String path(PriceRow row) {
    return "plan.prices." + row.index();
  }

  private void planAgain() {
    PlanState now = state.get();
    if (now.planned().isPresent() || now.isRunning()) {
      plan();
    }
  }

  /** Takes a GPU among those that are considered, or out of them; one stays. */
  public void consider(String gpu, boolean isConsidered) {
    Set<String> gpus = considered();
    boolean isChange = isConsidered ? gpus.add(gpu) : gpus.size() > 1 && gpus.remove(gpu);
    if (!isChange) {
      return;
    }
    synchronized (leftOut) {
      if (isConsidered) {
        leftOut.remove(gpu);
      } else {
        leftOut.add(gpu);
      }
    }
    edit(text -> withGpus(text, gpus));
    planAgain();
  }

  private Set<String> considered() {
    Set<String> gpus = new TreeSet<>();
    state.get().prices().stream()
        .filter(PriceRow::isConsidered)
        .forEach(each -> gpus.add(each.gpu()));
    return gpus;
  }

  private static String withGpus(String text, Set<String> gpus) {
    return YamlEdit.set(text, "plan.candidates.gpus", "[" + String.join(", ", gpus) + "]");
  }

  /** A change of a text that may be refused. */
  private interface Edit {
    String of(String text);
  }

  private void edit(Edit change) {
    try {
      workspace.document().edit(change.of(workspace.document().state().get().text()));
    } catch (BadInputException e) {
      workspace.notices().problem(e.getMessage(), Optional.empty());
    }
  }

  /** Plans, in place of a plan that is on its way. */
  public void plan() {
    if (!state.get().isReady()) {
      return;
    }
    long mine = newestPlan.incrementAndGet();
    state.update(before -> before.begun("Begins."));
    // Behind the check of the newest text.
    workspace.background().quickly(() -> workspace.background().atLength(() -> make(mine)));
  }

  /** Ends the plan that is on its way. What was there before stays. */
  public void cancel() {
    newestPlan.incrementAndGet();
    state.update(
        before ->
            before.isRunning()
                ? before.at(
                    PlanState.Phase.CANCELLED,
                    before.share(),
                    "Cancelled. What was simulated is kept.")
                : before);
  }

  private void make(long mine) {
    long started = System.nanoTime();
    ScenarioState scenario = workspace.document().state().get();
    try {
      if (!scenario.problems().isEmpty()) {
        throw new BadInputException(scenario.problems());
      }
      ScenarioTree tree = scenario.tree().orElseThrow();
      PlanOutline outline = Planner.outline(tree, List.of());
      PlanResult result =
          Planner.run(
              tree,
              new PlanOptions(
                  runner, workers, List.of(), workspace.version(), new Told(mine, started)),
              () -> mine != newestPlan.get());
      Planned planned = new Planned(result, outline.classes(), source(tree));
      String words =
          String.format(
              Locale.ROOT,
              "%d candidates, %d simulated, %s",
              result.candidates().size(),
              result.simulated(),
              since(started));
      state.update(before -> mine == newestPlan.get() ? after(before, planned, words) : before);
    } catch (CancellationException e) {
      // Whoever moved the newest number on has said why.
      tell(mine, PlanState.Phase.CANCELLED, 0, "Cancelled.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      tell(mine, PlanState.Phase.CANCELLED, 0, "Cancelled.");
    } catch (BadInputException e) {
      String words = String.join("\n", e.problems().stream().map(Problem::toString).toList());
      tell(mine, PlanState.Phase.FAILED, 0, words);
    } catch (RuntimeException | Error e) {
      tell(mine, PlanState.Phase.FAILED, 0, "The plan was not finished.");
      throw e;
    }
  }

  /** A plan of a scenario that is no longer open is of no use. */
  private PlanState after(PlanState before, Planned planned, String words) {
    ScenarioState now = workspace.document().state().get();
    return isOf(planned, now)
        ? before.with(planned, words, isOlder(planned, now.tree()))
        : before.at(PlanState.Phase.IDLE, 0, "");
  }

  /** Publishes how far a plan is. */
  private final class Told implements TaskBatch.Progress {
    private final long mine;
    private final long started;

    Told(long mine, long started) {
      this.mine = mine;
      this.started = started;
    }

    @Override
    public void at(String what, int done, int all) {
      String words = what + " " + done + " of " + all + ", " + since(started);
      tell(mine, PlanState.Phase.RUNNING, all == 0 ? 0 : (double) done / all, words);
    }

    @Override
    public void known(List<CandidateCapacity> candidates) {
      state.update(before -> mine == newestPlan.get() ? before.finding(candidates) : before);
    }
  }

  private static String since(long started) {
    return ReadableNumbers.time((double) (System.nanoTime() - started));
  }

  private void tell(long mine, PlanState.Phase phase, double share, String words) {
    state.update(before -> mine == newestPlan.get() ? before.at(phase, share, words) : before);
  }

  /** Runs the recommended fleet at its peak on the Run screen; a mixed one its first kind. */
  public void runPeak() {
    state
        .get()
        .planned()
        .flatMap(planned -> planned.result().starts().stream().findFirst())
        .ifPresent(this::run);
  }

  private void run(FleetStart start) {
    workspace.run().open(start.scenario(), start.replicas() + " × " + start.name());
  }

  /** The command that plans the same; empty with nothing open. */
  public Optional<String> commandLine() {
    return ShellCommand.on("plan", workspace.document().state().get(), Optional.empty(), List.of());
  }
}
