package io.foretoken.scenario.plan.result;

import io.foretoken.scenario.chart.Ink;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.plan.candidate.CandidateCapacity;
import io.foretoken.scenario.plan.fleet.FleetMoney;
import io.foretoken.scenario.plan.fleet.FleetPlan;
import io.foretoken.scenario.plan.fleet.FleetStep;
import io.foretoken.scenario.plan.price.TermPrice;
import io.foretoken.scenario.plan.verify.Verification;
import io.foretoken.scenario.plan.verify.VerifiedLoad;
import io.foretoken.scenario.report.Page;
import io.foretoken.scenario.report.PageTable;
import io.foretoken.scenario.report.Tile;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/** {@code report.html} of a plan. The same plan gives the same bytes. */
public final class PlanReport {
  private static final double CHART_HEIGHT = 300;
  private static final String NONE = "-";

  private final PlanResult plan;

  private PlanReport(PlanResult plan) {
    this.plan = plan;
  }

  /**
   * Writes the page.
   *
   * @param source the scenario as YAML
   */
  public static void write(Writer out, PlanResult plan, String source) throws IOException {
    out.write(new PlanReport(plan).page(source));
  }

  private String page(String source) {
    Page page = new Page("fleet plan", plan.model() + ": the cheapest fleet for the forecast");
    page.answer(strong(), rest());
    page.facts(facts());
    plan.fleet().ifPresent(fleet -> page.tiles(tiles(fleet)));
    page.card(
        "Forecast and fleet",
        "Green: what the fleet holds in its size of these hours, and without its largest replica.",
        card -> card.chart(PlanChart.of(plan.forecast(), plan.fleet()), CHART_HEIGHT));
    plan.fleet()
        .ifPresent(fleet -> page.card("Sizes over the week", "", card -> card.table(sizes(fleet))));
    plan.verification()
        .ifPresent(
            done ->
                page.card(
                    "Simulated",
                    "Each load of the week in steady state, every rise of more than a fifth, and"
                        + " spikes.",
                    card -> card.table(simulated(done))));
    page.card(
        "Every candidate and why it lost",
        "Capacities with < are bounds: more than the bound no replica can hold, so that no"
            + " simulation was needed.",
        card -> card.table(candidates()));
    page.card("Prices", "", this::prices);
    for (FleetStart start : plan.starts()) {
      page.card(
          "Start a replica of " + start.name(),
          start.replicas() + " of them at the peak.",
          card -> card.source(start.command()));
    }
    if (!plan.notes().isEmpty()) {
      page.card("Notes", "", card -> plan.notes().forEach(card::paragraph));
    }
    page.card("Scenario", "", card -> card.source(source));
    return page.finished();
  }

  private String strong() {
    return plan.verdict().holds()
        ? plan.fleet().map(FleetPlan::words).orElse(NONE)
        : "No fleet holds";
  }

  private String rest() {
    if (!plan.verdict().holds()) {
      return ": " + plan.verdict().nearestMiss() + ". What would: " + plan.verdict().remedy() + ".";
    }
    return plan.fleet()
        .map(
            fleet ->
                " at the peak, "
                    + FleetPlan.words(fleet.trough())
                    + " at the least: "
                    + ReadableNumbers.usd(fleet.money().usdPerMonth())
                    + " a month.")
        .orElse(".");
  }

  private List<String> facts() {
    List<String> facts = new ArrayList<>();
    facts.add(plan.candidates().size() + " candidates, " + plan.simulated() + " simulated");
    facts.add(plan.headroom() ? "headroom n+1" : "no headroom");
    plan.budgetUsdPerMonth()
        .ifPresent(most -> facts.add("budget " + ReadableNumbers.usd(most) + " a month"));
    facts.add("seed " + plan.seed());
    facts.add(plan.scenario());
    return facts;
  }

  private List<Tile> tiles(FleetPlan fleet) {
    FleetMoney money = fleet.money();
    List<Tile> tiles = new ArrayList<>();
    tiles.add(
        new Tile(
            "A month",
            Ink.INK_2,
            ReadableNumbers.usd(money.usdPerMonth()),
            "",
            ReadableNumbers.usd(money.usdPerHour()) + " an hour in the mean"));
    tiles.add(
        new Tile(
            "Per 1M output",
            Ink.INK_2,
            ReadableNumbers.usd(money.usdPer1mOutput()),
            "",
            ReadableNumbers.usd(money.usdPer1mTotal()) + " of all tokens"));
    tiles.add(
        new Tile(
            "GPUs at the peak",
            Ink.INK_2,
            Integer.toString(fleet.peak().gpus()),
            "",
            ReadableNumbers.number(money.gpuHoursPerMonth()) + " GPU-hours a month"));
    for (FleetPlan other : plan.fleets().values()) {
      if (!other.equals(fleet)) {
        tiles.add(
            new Tile(
                other.forecastCase().word() + " traffic",
                Ink.INK_2,
                ReadableNumbers.usd(other.money().usdPerMonth()),
                "",
                other.words()));
      }
    }
    return tiles;
  }

  private static PageTable sizes(FleetPlan fleet) {
    PageTable.Builder table =
        PageTable.builder()
            .words("when")
            .number("hours a week")
            .number("requests/s")
            .words("fleet")
            .number("GPUs")
            .number("holds")
            .number("with one down")
            .number("$/week");
    for (FleetStep step : fleet.steps()) {
      table.row(
          step.name(),
          ReadableNumbers.number(step.hours()),
          ReadableNumbers.number(step.load()),
          FleetPlan.words(step),
          Integer.toString(step.gpus()),
          ReadableNumbers.number(step.capacity()),
          ReadableNumbers.number(step.capacityOneDown()),
          ReadableNumbers.usd(step.usdPerWeek()));
    }
    return table.build();
  }

  private static PageTable simulated(Verification done) {
    PageTable.Builder table =
        PageTable.builder()
            .words("load")
            .words("when")
            .words("replicas")
            .number("requests/s")
            .number("requests")
            .words("SLO");
    for (VerifiedLoad load : done.loads()) {
      table.row(
          load.holds() ? PageTable.Tone.PLAIN : PageTable.Tone.MUTED,
          List.of(
              load.kind().word(),
              load.name(),
              load.replicas() + " x " + load.part(),
              ReadableNumbers.number(load.rate()),
              ReadableNumbers.count(load.requests()),
              load.holds() ? "holds" : load.miss()));
    }
    return table.build();
  }

  private PageTable candidates() {
    PageTable.Builder table =
        PageTable.builder()
            .words("candidate")
            .number("requests/s a replica")
            .number("GPUs")
            .number("$/month")
            .words("verdict");
    for (RunnerUp row : plan.runnersUp()) {
      CandidateCapacity known = plan.candidates().get(row.candidate());
      String holds =
          known.isOut()
              ? NONE
              : (known.isSearched() ? "" : "< ") + ReadableNumbers.number(known.perReplica());
      table.row(
          row.isChosen() ? PageTable.Tone.CHOSEN : PageTable.Tone.PLAIN,
          List.of(
              row.name(),
              holds,
              row.fleet().map(one -> Integer.toString(one.peak().gpus())).orElse(NONE),
              row.fleet().map(one -> ReadableNumbers.usd(one.money().usdPerMonth())).orElse(NONE),
              row.reason()));
    }
    return table.build();
  }

  private void prices(Page.Card card) {
    for (TermPrice price : plan.prices().prices()) {
      card.price(
          price.gpu()
              + ", "
              + price.term().word()
              + ": "
              + ReadableNumbers.cents(price.lowest())
              + " a GPU hour, "
              + price.source(),
          price.asOf());
    }
  }
}
