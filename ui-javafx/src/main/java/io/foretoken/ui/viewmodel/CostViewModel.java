package io.foretoken.ui.viewmodel;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.yaml.NodePath;
import io.foretoken.input.yaml.ScalarNode;
import io.foretoken.scenario.cost.CostFigures;
import io.foretoken.scenario.cost.CostSheet;
import io.foretoken.scenario.cost.GpuPrice;
import io.foretoken.scenario.cost.PriceAge;
import io.foretoken.scenario.cost.Prices;
import io.foretoken.scenario.cost.Usage;
import io.foretoken.scenario.export.SummaryJson;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.report.ScenarioSource;
import io.foretoken.scenario.resolve.ScenarioResolver;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.scenario.result.CostSheets;
import io.foretoken.scenario.result.ResultSummary;
import io.foretoken.scenario.run.FullLoadRun;
import io.foretoken.scenario.run.RunOutcome;
import io.foretoken.sim.CancelToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * What the run costs, with prices that can be tried without a new simulation: they do not change
 * what is served. The sheet is the one that {@code foretoken cost} makes of the same scenario with
 * the same prices set. Every method returns at once.
 */
public final class CostViewModel {
  /** Requests of a user in a month where nothing else is said. */
  public static final long USER_MONTH_REQUESTS = 600;

  private static final String PRICES = "prices";

  private final ScenarioDocument document;
  private final RunViewModel run;
  private final Background background;
  private final Supplier<LocalDate> today;
  private final Catalog catalog = Catalog.shipped();
  private final ScenarioResolver resolver = new ScenarioResolver(catalog);
  private final Published<CostState> state = new Published<>(CostState.NOTHING);
  private final AtomicLong newest = new AtomicLong();
  private final Map<PriceField.Key, String> changes = new EnumMap<>(PriceField.Key.class);
  private long userMonthRequests = USER_MONTH_REQUESTS;
  private Optional<Known> known = Optional.empty();

  /**
   * What is known of a run, reckoned once.
   *
   * @param plain without what the deployment delivers when it is kept full
   * @param full with it, which takes a run of its own
   */
  private record Known(SimulatedRun run, Usage plain, Optional<Usage> full) {}

  CostViewModel(
      ScenarioDocument document,
      RunViewModel run,
      Background background,
      Supplier<LocalDate> today) {
    this.document = document;
    this.run = run;
    this.background = background;
    this.today = today;
    document.state().listen(now -> changed());
    run.state()
        .listen(
            now -> {
              if (!now.isRunning()) {
                changed();
              }
            });
  }

  /** What there is to show. */
  public Published<CostState> state() {
    return state;
  }

  /** Tries a price; an empty one is that of the scenario again. */
  public void set(PriceField.Key key, String value) {
    synchronized (this) {
      String before = changes.getOrDefault(key, "");
      if (before.equals(value.strip())) {
        return;
      }
      if (value.isBlank()) {
        changes.remove(key);
      } else {
        changes.put(key, value.strip());
      }
    }
    changed();
  }

  /** Sets how many requests a user makes in a month, at least 1. */
  public void setUserMonthRequests(long requests) {
    synchronized (this) {
      userMonthRequests = Math.max(1, requests);
    }
    changed();
  }

  /** Takes all changes back. */
  public void reset() {
    synchronized (this) {
      changes.clear();
    }
    changed();
  }

  /** Writes the prices that were changed into the scenario, where undo takes them back. */
  public void writeIntoScenario() {
    Map<PriceField.Key, String> written = changes();
    written.forEach((key, value) -> document.set(key.path(), value));
    reset();
  }

  private synchronized Map<PriceField.Key, String> changes() {
    return new EnumMap<>(changes);
  }

  /** The command that prints the same; empty with nothing open. */
  public Optional<String> commandLine(String format) {
    List<String> arguments = new ArrayList<>();
    changes()
        .forEach(
            (key, value) -> {
              arguments.add("--set");
              arguments.add(key.path() + "=" + value);
            });
    long requests = state.get().userMonthRequests();
    if (requests != USER_MONTH_REQUESTS) {
      arguments.add("--user-month-requests");
      arguments.add(Long.toString(requests));
    }
    if (!format.isEmpty()) {
      arguments.add("--format");
      arguments.add(format);
    }
    return ShellCommand.on("cost", document.state().get(), Optional.empty(), arguments);
  }

  private void changed() {
    long mine = newest.incrementAndGet();
    background.quickly(() -> background.atLength(() -> reckon(mine)));
  }

  /** One at a time, so that what is known of a run is reckoned once; overtaken ones do nothing. */
  private void reckon(long mine) {
    CostState made;
    synchronized (newest) {
      if (mine != newest.get()) {
        return;
      }
      made = reckoned();
    }
    state.update(before -> mine == newest.get() ? made : before);
  }

  private CostState reckoned() {
    Optional<SimulatedRun> shown = run.state().get().run();
    long requests;
    synchronized (this) {
      requests = userMonthRequests;
    }
    Map<PriceField.Key, String> set = changes();
    if (shown.isEmpty()) {
      return new CostState(
          Optional.empty(),
          List.of(),
          "The cost of what is served needs a run of the scenario.",
          List.of(),
          requests);
    }
    SimulatedRun simulated = shown.get();
    ScenarioTree tree = newestPrices(simulated);
    Optional<CostSheet> sheet = state.get().sheet().filter(before -> isOf(simulated));
    List<Problem> problems = List.of();
    boolean needsBoth = needsBoth(tree, set);
    try {
      ScenarioTree priced = withChanges(tree, set, needsBoth);
      Optional<GpuPrice> usual = resolver.resolve(priced, false).price();
      Usage usage = usage(simulated, usual.isPresent());
      sheet =
          Optional.of(
              CostSheets.of(
                  catalog, priced, usage, usual, requests, Origin.file(simulated.title())));
    } catch (BadInputException e) {
      problems = e.problems();
    }
    String words =
        isOlder(simulated)
            ? "The scenario has changed since this run: run it again."
            : needsBoth ? "An API's price needs both input and output." : "";
    return new CostState(
        sheet,
        fields(tree, set, sheet.map(CostSheet::prices), problems),
        words,
        problems.stream().map(Problem::toString).toList(),
        requests);
  }

  private boolean isOf(SimulatedRun simulated) {
    return known.filter(before -> before.run().equals(simulated)).isPresent();
  }

  /** The run's scenario with the prices that the document has by now, if it is the document's. */
  private ScenarioTree newestPrices(SimulatedRun simulated) {
    Optional<ScenarioTree> newer = document.state().get().valid().map(ScenarioState.Valid::tree);
    boolean isSame =
        run.state().get().isDocument()
            && newer.filter(tree -> source(tree).equals(source(simulated.tree()))).isPresent();
    return isSame ? newer.get() : simulated.tree();
  }

  private boolean isOlder(SimulatedRun simulated) {
    Optional<ScenarioTree> newer = document.state().get().valid().map(ScenarioState.Valid::tree);
    return run.state().get().isDocument()
        && newer.filter(tree -> !source(tree).equals(source(simulated.tree()))).isPresent();
  }

  private static String source(ScenarioTree tree) {
    return ScenarioSource.of(tree.root().without(PRICES));
  }

  private static ScenarioTree withChanges(
      ScenarioTree tree, Map<PriceField.Key, String> set, boolean needsBoth) {
    ScenarioTree priced = tree;
    for (Map.Entry<PriceField.Key, String> change : set.entrySet()) {
      if (!(needsBoth && change.getKey().isOfApi())) {
        priced = priced.set(change.getKey().path() + "=" + change.getValue());
      }
    }
    return priced;
  }

  /** Whether the API's price is begun, but neither here nor in the scenario complete. */
  private static boolean needsBoth(ScenarioTree tree, Map<PriceField.Key, String> set) {
    boolean isBegun = set.keySet().stream().anyMatch(PriceField.Key::isOfApi);
    boolean hasInput = has(tree, set, PriceField.Key.API_INPUT);
    boolean hasOutput = has(tree, set, PriceField.Key.API_OUTPUT);
    return isBegun && !(hasInput && hasOutput);
  }

  private static boolean has(
      ScenarioTree tree, Map<PriceField.Key, String> set, PriceField.Key key) {
    return set.containsKey(key) || !written(tree, key).isEmpty();
  }

  private static String written(ScenarioTree tree, PriceField.Key key) {
    return NodePath.get(tree.root(), key.path())
        .map(node -> node instanceof ScalarNode scalar ? scalar.text() : "")
        .orElse("");
  }

  /** What the run served, as its summary says it: the same figures as those of a folder. */
  private Usage usage(SimulatedRun simulated, boolean withFull) {
    if (!isOf(simulated)) {
      Usage first = usage(simulated, simulated.outcome());
      known =
          Optional.of(
              new Known(
                  simulated,
                  without(first),
                  simulated.outcome().cost().isPresent() ? Optional.of(first) : Optional.empty()));
    }
    Known now = known.orElseThrow();
    if (withFull && now.full().isEmpty()) {
      CostFigures cost =
          CostFigures.of(
              new GpuPrice(1, "", ""),
              simulated.outcome().figures(),
              FullLoadRun.of(
                  simulated.prepared(), simulated.outcome().figures().result(), CancelToken.NEVER));
      RunOutcome outcome =
          new RunOutcome(
              simulated.outcome().figures(), Optional.of(cost), simulated.outcome().endNanos());
      now = new Known(simulated, now.plain(), Optional.of(usage(simulated, outcome)));
      known = Optional.of(now);
    }
    return withFull ? now.full().orElseThrow() : now.plain();
  }

  private static Usage usage(SimulatedRun simulated, RunOutcome outcome) {
    StringWriter text = new StringWriter();
    try {
      SummaryJson.write(text, simulated.prepared(), outcome);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ResultSummary.parse(text.toString(), simulated.title()).usage();
  }

  private static Usage without(Usage usage) {
    return new Usage(
        usage.scenario(),
        usage.model(),
        usage.gpu(),
        usage.gpus(),
        usage.seconds(),
        usage.work(),
        Optional.empty(),
        usage.busy(),
        usage.classes(),
        usage.tenants());
  }

  private List<PriceField> fields(
      ScenarioTree tree,
      Map<PriceField.Key, String> set,
      Optional<Prices> prices,
      List<Problem> problems) {
    boolean hasPurchase = NodePath.get(tree.root(), "prices.purchase").isPresent();
    List<PriceField> fields = new ArrayList<>();
    for (PriceField.Key key : PriceField.Key.values()) {
      if (!key.isOfPurchase() || hasPurchase) {
        String scenario = written(tree, key);
        boolean isChanged = set.containsKey(key) && !set.get(key).equals(scenario);
        String[] origin = prices.map(known -> origin(key, known)).orElse(new String[] {"", ""});
        boolean isStale = !isChanged && PriceAge.isStale(origin[1], today.get());
        fields.add(
            new PriceField(
                key,
                set.getOrDefault(key, scenario),
                placeholder(key, prices),
                isChanged
                    ? scenario.isEmpty()
                        ? "tried here"
                        : "tried here; the scenario says " + scenario
                    : note(origin, isStale),
                isStale,
                isChanged,
                problem(key, problems)));
      }
    }
    return fields;
  }

  private static String placeholder(PriceField.Key key, Optional<Prices> prices) {
    return switch (key) {
      case GPU_HOUR ->
          prices
              .flatMap(Prices::rental)
              .map(rental -> ReadableNumbers.cents(rental.usdPerHour()).substring(1))
              .orElse("no price known");
      case API_CACHED -> "as input";
      default -> "";
    };
  }

  /** Whose price it is, and of when. */
  private static String[] origin(PriceField.Key key, Prices prices) {
    if (key == PriceField.Key.GPU_HOUR && prices.rental().isPresent()) {
      GpuPrice rental = prices.rental().get();
      return new String[] {rental.source(), rental.asOf()};
    }
    if (key == PriceField.Key.API_OUTPUT && prices.api().isPresent()) {
      return new String[] {prices.api().get().source(), prices.api().get().asOf()};
    }
    if (key == PriceField.Key.PURCHASE_GPU && prices.purchase().isPresent()) {
      return new String[] {prices.purchase().get().source(), prices.purchase().get().asOf()};
    }
    return new String[] {"", ""};
  }

  private String note(String[] origin, boolean isStale) {
    if (origin[0].isEmpty()) {
      return "";
    }
    String date = origin[1].isEmpty() ? "no date" : origin[1];
    String age =
        isStale ? ", ! " + PriceAge.days(origin[1], today.get()).orElse(0) + " days old" : "";
    return origin[0] + ", " + date + age;
  }

  private static Optional<String> problem(PriceField.Key key, List<Problem> problems) {
    return problems.stream()
        .filter(
            problem ->
                problem.path().equals(key.path()) || problem.toString().contains(key.path() + "="))
        .map(problem -> problem.message() + (problem.hint().isEmpty() ? "" : ": " + problem.hint()))
        .findFirst();
  }
}
