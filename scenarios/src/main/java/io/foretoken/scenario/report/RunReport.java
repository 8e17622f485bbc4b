package io.foretoken.scenario.report;

import io.foretoken.scenario.chart.Ink;
import io.foretoken.scenario.cost.CostFigures;
import io.foretoken.scenario.expected.ExpectedError;
import io.foretoken.scenario.figure.Latency;
import io.foretoken.scenario.figure.PoolFigures;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.figure.RunFigures;
import io.foretoken.scenario.figure.Slo;
import io.foretoken.scenario.figure.SloFigures;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.scenario.run.RunOutcome;
import io.foretoken.scenario.statistic.Replications;
import io.foretoken.sim.metrics.RunResult;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code report.html} of a run. The same run gives the same bytes. */
public final class RunReport {
  private static final String SATURATED = "saturated";

  private final PreparedRun scenario;
  private final RunOutcome outcome;
  private final RunFigures run;
  private final PoolFigures pool;
  private final ExpectedError expected;
  private final RunCharts charts;

  private RunReport(PreparedRun scenario, RunOutcome outcome) {
    this.scenario = scenario;
    this.outcome = outcome;
    run = outcome.figures();
    pool = run.pools().get(0);
    expected = ExpectedError.of(run, scenario.openLoop());
    charts = new RunCharts(outcome);
  }

  /**
   * Writes the page.
   *
   * @param outcome the first run
   * @param all all runs, where there are several
   * @param source the scenario as YAML, see {@link ScenarioSource}
   */
  public static void write(
      Writer out,
      PreparedRun scenario,
      RunOutcome outcome,
      Optional<Replications> all,
      String source)
      throws IOException {
    out.write(new RunReport(scenario, outcome).page(all, source));
  }

  private String page(Optional<Replications> all, String source) {
    Page page = new Page("run report", title());
    page.answer(verdict(), rest());
    page.facts(facts());
    page.tiles(tiles());
    if (charts.hasLatencies()) {
      page.card(
          "Latency of requests",
          "How many requests are within a latency. Dots stand at p50, p90 and p99; the upper part"
              + " of the axis is the tail.",
          card -> card.chart(charts.latencies(), 340));
    }
    page.card(
        "Requests in the system over time",
        "Means over equal intervals."
            + (run.result().window().whole() ? "" : " Hatched time is not measured."),
        card -> card.timeSeries(charts.requestsOverTime(), 280));
    page.pair(
        () ->
            page.card(
                    "Tokens over time",
                    "Made and computed by the engines.",
                    card -> card.halfTimeSeries(charts.tokensOverTime(), 250))
                .card(
                    "KV cache over time",
                    ReadableNumbers.count(pool.preemptions()) + " preemptions",
                    card -> card.halfTimeSeries(charts.kvCacheOverTime(), 250)));
    page.card("Where the time goes", "", this::whereTimeGoes);
    page.card("Latencies", "", this::latencies);
    all.filter(runs -> runs.size() > 1)
        .ifPresent(
            runs ->
                page.card(
                    "Over " + runs.size() + " runs",
                    "Means over runs with independent random numbers and their 95 % intervals; the"
                        + " rest of this page is the first run.",
                    card -> RunTables.intervals(card, runs)));
    if (scenario.classes().areNamed()) {
      page.card("Classes and tenants", "", card -> RunTables.groups(card, outcome));
    }
    page.pair(
        () -> page.card("Cost", "", this::cost).card("How far to trust this", "", this::trust));
    page.pair(
        () ->
            page.card(
                    "Scenario", "With everything that arguments set.", card -> card.source(source))
                .card("Reproduce", "", this::reproduce));
    return page.finished();
  }

  private String title() {
    String question =
        scenario.classes().haveObjectives() ? "does it meet its SLO?" : "what does it deliver?";
    return scenario.model()
        + " on "
        + pool.facts().gpus()
        + " × "
        + pool.facts().gpu()
        + ": "
        + question;
  }

  private String verdict() {
    if (run.showsSaturated()) {
      return "It does not keep up";
    }
    if (scenario.classes().haveObjectives()) {
      return run.slo().met() ? "It meets its SLO" : "It misses its SLO";
    }
    return "It delivers " + ReadableNumbers.number(run.outputTokensPerSecond()) + " tokens/s";
  }

  private String rest() {
    List<String> parts = new ArrayList<>();
    if (run.showsSaturated()) {
      parts.add("arrivals outrun service, so latencies grow as long as the run lasts");
    } else if (run.ttft().count() > 0) {
      parts.add("TTFT p99 " + ReadableNumbers.time(run.ttft().p99()));
      if (run.tpot().count() > 0) {
        parts.add("TPOT p99 " + ReadableNumbers.time(run.tpot().p99()));
      }
    }
    if (scenario.classes().haveObjectives() || run.showsSaturated()) {
      parts.add(ReadableNumbers.number(run.outputTokensPerSecond()) + " output tokens/s");
    }
    outcome
        .cost()
        .ifPresent(
            cost ->
                parts.add(
                    ReadableNumbers.usd(cost.reserved().output())
                        + " per 1M output tokens, reserved"));
    List<String> misses =
        run.showsSaturated()
            ? List.of()
            : run.slo().terms().stream().flatMap(term -> miss(term).stream()).toList();
    String sentence = ": " + String.join(", ", parts) + ".";
    for (String miss : misses) {
      sentence += " " + miss + ".";
    }
    return run.advice().isEmpty()
        ? sentence
        : sentence
            + " "
            + upper(run.advice().get(0))
            + (run.advice().get(0).endsWith(".") ? "" : ".");
  }

  private static String upper(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  /** By how much a threshold is missed, where the figures have its percentile. */
  private Optional<String> miss(SloFigures.TermFigures term) {
    if (term.met()) {
      return Optional.empty();
    }
    double value = percentile(latency(term.term().metric()), term.term().percentile());
    double over = value - term.term().thresholdNanos();
    String what = term.term().metric().name() + " " + term.term().percentile();
    return Optional.of(
        over > 0
            ? what + " misses by " + ReadableNumbers.time(over)
            : what
                + " misses: "
                + ReadableNumbers.percent(term.attained())
                + " of requests within it");
  }

  private Latency latency(Slo.Metric metric) {
    return switch (metric) {
      case TTFT -> run.ttft();
      case TPOT -> run.tpot();
      case E2E -> run.e2e();
    };
  }

  private static double percentile(Latency latency, String percentile) {
    return switch (percentile) {
      case "p50" -> latency.p50();
      case "p90" -> latency.p90();
      case "p95" -> latency.p95();
      case "p99" -> latency.p99();
      default -> Double.NaN;
    };
  }

  private List<String> facts() {
    RunResult.Counts counts = run.result().counts();
    return List.of(
        Provenance.ring(pool.facts().provenance())
            + " "
            + Provenance.words(pool.facts().provenance()),
        scenario.engine()
            + ", "
            + pool.facts().replicas()
            + (pool.facts().replicas() == 1 ? " replica of " : " replicas of ")
            + pool.facts().gpusPerReplica()
            + (pool.facts().gpusPerReplica() == 1 ? " GPU" : " GPUs"),
        ReadableNumbers.count(counts.measuredFinished())
            + " of "
            + ReadableNumbers.count(counts.measuredSent())
            + " measured requests finished, seed "
            + scenario.seed(),
        scenario.name());
  }

  private List<Tile> tiles() {
    int gpus = pool.facts().gpus();
    List<Tile> tiles = new ArrayList<>();
    tiles.add(
        new Tile(
            "Output",
            Ink.BLUE,
            ReadableNumbers.number(run.outputTokensPerSecond()),
            "tokens/s",
            ReadableNumbers.number(run.outputTokensPerSecond() / gpus) + " a GPU"));
    tiles.add(tile("TTFT p99", Ink.ORANGE, run.ttft(), Slo.Metric.TTFT));
    tiles.add(tile("TPOT p99", Ink.PURPLE, run.tpot(), Slo.Metric.TPOT));
    tiles.add(tile("E2E p99", Ink.WINE, run.e2e(), Slo.Metric.E2E));
    tiles.add(
        outcome
            .cost()
            .map(
                cost ->
                    new Tile(
                        "Per 1M output",
                        Ink.INK_2,
                        ReadableNumbers.usd(cost.reserved().output()),
                        "",
                        "at " + ReadableNumbers.cents(cost.price().usdPerHour()) + " a GPU hour"))
            .orElse(new Tile("Per 1M output", Ink.INK_2, "-", "", "no price known")));
    tiles.add(new Tile("Limit", Ink.INK_2, LimitInk.name(run.limit().limit()), "", limitShare()));
    return tiles;
  }

  private String limitShare() {
    String share = ReadableNumbers.percent(run.limit().share());
    return switch (run.limit().limit()) {
      case MAX_NUM_SEQS, KV_CAPACITY, TOKEN_BUDGET, RUNNING_BATCH, QUEUE_DELAY ->
          share + " of mean TTFT";
      case NONE -> share + " of the time idle";
      default -> share + " of step time";
    };
  }

  private Tile tile(String label, Ink ink, Latency latency, Slo.Metric metric) {
    if (latency.count() == 0 || run.showsSaturated()) {
      return new Tile(label, ink, latency.count() == 0 ? "-" : SATURATED, "", "no value");
    }
    String value = ReadableNumbers.time(latency.p99());
    int space = value.lastIndexOf(' ');
    String note =
        run.slo().terms().stream()
            .filter(term -> term.term().metric() == metric)
            .findFirst()
            .map(
                term ->
                    (term.met() ? "✓ " : "✕ ")
                        + "SLO "
                        + term.term().percentile()
                        + " "
                        + AxisLabels.time((double) term.term().thresholdNanos()))
            .orElse("p50 " + ReadableNumbers.time(latency.p50()));
    return new Tile(
        label + (latency.hasFirmP99() ? "" : "*"),
        ink,
        value.substring(0, space),
        value.substring(space + 1),
        note);
  }

  private void whereTimeGoes(Page.Card card) {
    if (run.ttft().count() > 0) {
      card.heading("Mean TTFT, " + ReadableNumbers.time(run.ttft().mean()));
      card.bar(charts.ttftParts());
    }
    card.heading("Step time, by what holds it back");
    card.bar(charts.stepTime());
    for (String line : run.advice()) {
      card.paragraph(upper(line));
    }
  }

  private void latencies(Page.Card card) {
    PageTable.Builder table =
        PageTable.builder()
            .words("")
            .wideNumber("Mean")
            .number("p50")
            .number("p90")
            .wideNumber("p95")
            .number("p99")
            .wideNumber("Expected\nmean")
            .number("Expected\np99")
            .words("SLO");
    row(table, "TTFT", ExpectedError.Latency.TTFT, run.ttft(), Optional.of(Slo.Metric.TTFT));
    row(table, "TPOT", ExpectedError.Latency.TPOT, run.tpot(), Optional.of(Slo.Metric.TPOT));
    row(table, "ITL", ExpectedError.Latency.ITL, run.itl(), Optional.empty());
    row(table, "E2E", ExpectedError.Latency.E2E, run.e2e(), Optional.of(Slo.Metric.E2E));
    if (run.clientQueue().count() > 0 && run.clientQueue().mean() > 0) {
      row(
          table,
          "Client queue",
          ExpectedError.Latency.CLIENT_QUEUE,
          run.clientQueue(),
          Optional.empty());
    }
    card.table(table.build());
    card.note(
        upper(expected.explanation()) + ". Throughput: " + expected.throughput().words() + ".");
    if (run.ttft().count() > 0 && !run.ttft().hasFirmP99()) {
      card.note(
          "* p99 of fewer than " + ReadableNumbers.count(Latency.ENOUGH_FOR_P99) + " requests");
    }
    if (scenario.classes().haveObjectives()) {
      card.note(
          "Goodput: "
              + ReadableNumbers.number(run.slo().goodput())
              + " of "
              + ReadableNumbers.number(run.requestsPerSecond())
              + " requests/s are within all thresholds.");
    }
  }

  private void row(
      PageTable.Builder table,
      String name,
      ExpectedError.Latency of,
      Latency latency,
      Optional<Slo.Metric> metric) {
    List<String> cells = new ArrayList<>(List.of(name));
    for (double nanos :
        new double[] {latency.mean(), latency.p50(), latency.p90(), latency.p95(), latency.p99()}) {
      cells.add(
          latency.count() == 0
              ? "-"
              : run.showsSaturated() ? SATURATED : ReadableNumbers.time(nanos));
    }
    boolean hasValue = latency.count() > 0 && !run.showsSaturated();
    for (ExpectedError.Statistic statistic :
        List.of(ExpectedError.Statistic.MEAN, ExpectedError.Statistic.P99)) {
      cells.add(hasValue ? expected.of(of, statistic).words() : "-");
    }
    List<String> verdicts =
        run.slo().terms().stream()
            .filter(term -> metric.isPresent() && term.term().metric() == metric.get())
            .map(RunReport::verdict)
            .toList();
    cells.add(String.join("; ", verdicts));
    table.row(PageTable.Tone.PLAIN, cells);
  }

  private static String verdict(SloFigures.TermFigures term) {
    return (term.met() ? "✓ " : "✕ ")
        + term.term().percentile()
        + " ≤ "
        + AxisLabels.time((double) term.term().thresholdNanos())
        + " ("
        + ReadableNumbers.percent(term.attained())
        + " within)";
  }

  private void cost(Page.Card card) {
    if (outcome.cost().isEmpty()) {
      card.paragraph("No price is known for " + pool.facts().gpu() + ".");
      card.note("Give one: prices: {gpu_hour_usd: 2.99}");
      return;
    }
    CostFigures cost = outcome.cost().get();
    PageTable.Builder table =
        PageTable.builder().words("").number("Reserved").number("Full\nutilisation");
    table.row(
        PageTable.Tone.CHOSEN,
        List.of(
            "Per 1M output tokens",
            ReadableNumbers.usd(cost.reserved().output()),
            ReadableNumbers.usd(cost.full().output())));
    money(table, "Per 1M input tokens", cost.reserved().input(), cost.full().input());
    money(table, "Per 1M cached tokens", cost.reserved().cached(), cost.full().cached());
    money(table, "Per 1M total tokens", cost.reserved().total(), cost.full().total());
    money(
        table,
        "Per 1,000 requests",
        cost.reserved().request() * 1000,
        cost.full().request() * 1000);
    String hour = ReadableNumbers.cents(cost.usdPerHour());
    table.row("Per hour", hour, hour);
    card.table(table.build());
    card.price(
        ReadableNumbers.cents(cost.price().usdPerHour())
            + " a GPU hour. Source: "
            + cost.price().source()
            + (cost.price().asOf().isEmpty() ? "" : ", " + cost.price().asOf())
            + ".",
        cost.price().asOf());
    card.note(
        "Reserved GPUs are paid busy or idle. Full utilisation is the same deployment kept full."
            + " Rows are alternatives, not parts of a sum: each has all the money in it.");
  }

  private static void money(PageTable.Builder table, String name, double reserved, double full) {
    if (!Double.isNaN(reserved) || !Double.isNaN(full)) {
      table.row(name, ReadableNumbers.usd(reserved), ReadableNumbers.usd(full));
    }
  }

  private void trust(Page.Card card) {
    card.table(
        PageTable.builder()
            .words("Step times of")
            .words("rest on")
            .row(
                scenario.model() + " on " + pool.facts().gpu(),
                Provenance.ring(pool.facts().provenance()) + " " + pool.facts().provenance())
            .build());
    card.note(Provenance.KEY);
    card.note(
        "Errors on measured runs, by GPU, model, engine and load: foretoken validate --out DIR"
            + " writes them as a report of this kind.");
    pool.facts()
        .calibration()
        .filter(calibration -> !calibration.isInside())
        .ifPresent(
            calibration ->
                card.note(
                    "The run leaves the calibrated range: "
                        + String.join("; ", calibration.leaves())
                        + "."));
    for (String note : scenario.notes()) {
      card.note(upper(note));
    }
    if (!run.stationary() && !run.showsSaturated()) {
      card.note("Arrivals outran service while they lasted; the run then drained.");
    }
  }

  private void reproduce(Page.Card card) {
    card.paragraph("Save the scenario beside this page as scenario.yaml, then:");
    card.source("foretoken run scenario.yaml --out results");
    card.note("The same scenario and seed give the same figures on any machine.");
  }
}
