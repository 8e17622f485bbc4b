package io.foretoken.scenario.report;

import io.foretoken.scenario.chart.Ink;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.figure.Slo;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.scenario.statistic.KeyFigure;
import io.foretoken.scenario.statistic.PointFigures;
import io.foretoken.scenario.sweep.ParetoFrontier;
import io.foretoken.scenario.sweep.SweepLoad;
import io.foretoken.scenario.sweep.SweepPoint;
import io.foretoken.scenario.sweep.SweepResult;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code report.html} of a sweep. The same sweep gives the same bytes. */
public final class SweepReport {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int MOST_ROWS = 1000;
  private static final int MOST_LINES = 7;
  private static final String NONE = "-";

  private final SweepResult sweep;
  private final Optional<PreparedRun> base;
  private final List<Slo.Term> terms;
  private final Optional<SweepKnob> knob;
  private final Optional<SweepPoint> best;

  private SweepReport(SweepResult sweep, Optional<PreparedRun> base) {
    this.sweep = sweep;
    this.base = base;
    terms =
        base.filter(scenario -> scenario.classes().shareObjective())
            .map(scenario -> scenario.classes().classes().get(0).slo().terms())
            .orElse(List.of());
    knob = SweepKnob.of(sweep);
    best = best();
  }

  /**
   * Writes the page.
   *
   * @param base the scenario before any parameter is set, where it could run by itself
   * @param source it as YAML, see {@link ScenarioSource}
   */
  public static void write(Writer out, SweepResult sweep, Optional<PreparedRun> base, String source)
      throws IOException {
    out.write(new SweepReport(sweep, base).page(source));
  }

  /** Most output within the objectives; at equal output the shorter TTFT. */
  private Optional<SweepPoint> best() {
    return sweep.points().stream()
        .filter(point -> point.figures().isPresent())
        .filter(point -> !SweepCharts.figures(point).showsSaturated())
        .filter(point -> SweepCharts.figures(point).sloMet().orElse(true))
        .max(
            Comparator.comparingDouble(
                    (SweepPoint point) ->
                        SweepCharts.figures(point).value(KeyFigure.OUTPUT_TOKENS_PER_S_PER_GPU))
                .thenComparingDouble(point -> -SweepCharts.figures(point).value(KeyFigure.TTFT_P99))
                .thenComparingInt(point -> -point.index()));
  }

  private boolean hasSlo() {
    return sweep.points().stream()
        .anyMatch(point -> point.figures().flatMap(PointFigures::sloMet).isPresent());
  }

  private String page(String source) {
    Page page = new Page("sweep report", title());
    page.answer(strong(), rest());
    page.facts(facts());
    best.ifPresent(point -> page.tiles(tiles(SweepCharts.figures(point))));
    knob.filter(found -> found.lines().size() <= MOST_LINES)
        .ifPresent(found -> curves(page, found));
    frontiers(page);
    page.card(
        "All points",
        sweep.points().size() > MOST_ROWS ? "The first 1,000; all are in points.csv." : "",
        this::points);
    page.pair(
        () ->
            page.card("How far to trust this", "", this::trust)
                .card(
                    "Reproduce",
                    "",
                    card -> {
                      card.paragraph("Save the scenario as scenario.yaml, then:");
                      card.source(command());
                      card.note("The same scenario and seed give the same figures on any machine.");
                    }));
    page.card("Scenario", "Before the parameters of a point are set.", card -> card.source(source));
    return page.finished();
  }

  private String title() {
    String what =
        base.map(
                scenario ->
                    scenario.model()
                        + " on "
                        + scenario.facts().gpus()
                        + " × "
                        + scenario.facts().gpu())
            .orElse(sweep.scenario());
    return what + ": which " + String.join(", ", labels()) + "?";
  }

  private List<String> labels() {
    return sweep.parameters().stream().map(SweepKnob::label).toList();
  }

  private String name(SweepPoint point) {
    List<String> parts = new ArrayList<>();
    for (int at = 0; at < point.values().size(); at++) {
      parts.add(labels().get(at) + " " + point.values().get(at));
    }
    return String.join(", ", parts);
  }

  private String strong() {
    return best.map(this::name)
        .orElse(hasSlo() ? "No point meets the SLO" : "Every point saturates");
  }

  private String rest() {
    if (best.isEmpty()) {
      return ".";
    }
    PointFigures figures = SweepCharts.figures(best.get());
    String cost =
        figures.figures().containsKey(KeyFigure.USD_PER_1M_OUTPUT_RESERVED)
            ? ", "
                + ReadableNumbers.usd(figures.value(KeyFigure.USD_PER_1M_OUTPUT_RESERVED))
                + " per 1M output tokens"
            : "";
    return " gives the most output per GPU"
        + (hasSlo() ? " within the SLO: " : ": ")
        + ReadableNumbers.number(figures.value(KeyFigure.OUTPUT_TOKENS_PER_S))
        + " tokens/s, TTFT p99 "
        + time(figures, KeyFigure.TTFT_P99)
        + ", TPOT p99 "
        + time(figures, KeyFigure.TPOT_P99)
        + cost
        + ".";
  }

  private List<String> facts() {
    List<String> facts = new ArrayList<>();
    base.ifPresent(
        scenario -> {
          String provenance = scenario.facts().provenance();
          facts.add(Provenance.ring(provenance) + " " + Provenance.words(provenance));
          facts.add(scenario.engine());
        });
    int replications =
        sweep.points().stream()
            .flatMap(point -> point.figures().stream())
            .mapToInt(PointFigures::replications)
            .max()
            .orElse(1);
    facts.add(
        ReadableNumbers.count(sweep.points().size())
            + (sweep.points().size() == 1 ? " point" : " points")
            + (replications > 1 ? " × up to " + replications + " replications" : "")
            + base.map(scenario -> ", seed " + scenario.seed()).orElse(""));
    facts.add(
        sweep.load() == SweepLoad.FULL
            ? "load full: the batch is kept full"
            : "load at-rate: the scenario's arrivals");
    facts.add(sweep.scenario());
    return facts;
  }

  private List<Tile> tiles(PointFigures figures) {
    return List.of(
        new Tile(
            "Output",
            Ink.BLUE,
            ReadableNumbers.number(figures.value(KeyFigure.OUTPUT_TOKENS_PER_S)),
            "tokens/s",
            ReadableNumbers.number(figures.value(KeyFigure.OUTPUT_TOKENS_PER_S_PER_GPU))
                + " a GPU"),
        tile("TTFT p99", Ink.ORANGE, figures, KeyFigure.TTFT_P99, Slo.Metric.TTFT),
        tile("TPOT p99", Ink.PURPLE, figures, KeyFigure.TPOT_P99, Slo.Metric.TPOT),
        tile("E2E p99", Ink.WINE, figures, KeyFigure.E2E_P99, Slo.Metric.E2E),
        new Tile(
            "Per 1M output",
            Ink.INK_2,
            ReadableNumbers.usd(figures.value(KeyFigure.USD_PER_1M_OUTPUT_RESERVED)),
            "",
            base.flatMap(PreparedRun::price)
                .map(price -> "at " + ReadableNumbers.cents(price.usdPerHour()) + " a GPU hour")
                .orElse("no price known")),
        new Tile(
            "Limit",
            Ink.INK_2,
            figures.limit().substring(0, 1).toUpperCase(Locale.ROOT) + figures.limit().substring(1),
            "",
            ReadableNumbers.percent(figures.limitShare())));
  }

  private Tile tile(
      String label, Ink ink, PointFigures figures, KeyFigure figure, Slo.Metric metric) {
    String value = time(figures, figure);
    int space = value.lastIndexOf(' ');
    String half =
        Double.isNaN(figures.halfWidth(figure))
            ? ""
            : "± " + ReadableNumbers.time(figures.halfWidth(figure) * NANOS_PER_SECOND);
    String slo =
        terms.stream()
            .filter(term -> term.metric() == metric)
            .findFirst()
            .map(term -> "SLO " + AxisLabels.time((double) term.thresholdNanos()))
            .orElse("");
    return new Tile(
        label,
        ink,
        space < 0 ? value : value.substring(0, space),
        space < 0 ? "" : value.substring(space + 1),
        half + (half.isEmpty() || slo.isEmpty() ? "" : ", ") + slo);
  }

  private void curves(Page page, SweepKnob found) {
    SweepCharts charts = new SweepCharts(found, terms);
    String load =
        sweep.load() == SweepLoad.FULL
            ? "The batch is kept full."
            : "At the scenario's rate: throughput follows arrivals until service cannot keep up.";
    String misses = hasSlo() ? " Grey, hollow points miss the SLO." : "";
    if (charts.fitsOneGrid()) {
      page.card(
          "Throughput and time to first token against " + found.label(),
          load + misses,
          card -> card.chart(charts.tradeOff(best), 380));
      return;
    }
    page.pair(
        () ->
            page.card(
                    "Throughput against " + found.label(),
                    load + misses,
                    card ->
                        card.halfChart(
                            charts.panel(
                                "Output tokens/s", Ink.BLUE, KeyFigure.OUTPUT_TOKENS_PER_S, 1),
                            320))
                .card(
                    "Time to first token against " + found.label(),
                    "Triangles: saturated, no value.",
                    card ->
                        card.halfChart(
                            charts.panel("TTFT p99, ms", Ink.ORANGE, KeyFigure.TTFT_P99, 1e3),
                            320)));
  }

  private void frontiers(Page page) {
    List<ParetoFrontier> shown =
        sweep.frontiers().stream().filter(each -> each.judged().size() > 1).toList();
    if (shown.isEmpty() || knob.isEmpty()) {
      return;
    }
    SweepCharts charts = new SweepCharts(knob.get(), terms);
    page.pair(
        () -> {
          for (ParetoFrontier frontier : shown) {
            boolean isCost = frontier.name().equals("cost-ttft");
            page.card(
                isCost
                    ? "Cost against time to first token"
                    : "Throughput per GPU against speed per user",
                (isCost ? "Down and to the left is better. " : "Up and to the right is better. ")
                    + "The line joins points that no other beats.",
                card -> card.halfChart(charts.frontier(frontier, sweep.points(), best), 320));
          }
        });
  }

  private void points(Page.Card card) {
    PageTable.Builder table = PageTable.builder();
    labels().forEach(table::number);
    table
        .number("Output\ntokens/s")
        .wideNumber("per GPU\ntokens/s")
        .wideNumber("per user\ntokens/s")
        .wideNumber("TTFT p50")
        .number("TTFT p99")
        .wideNumber("TPOT p99")
        .number("Per 1M\noutput")
        .wideWords("Limit")
        .words("SLO");
    for (SweepPoint point : sweep.points().subList(0, Math.min(MOST_ROWS, sweep.points().size()))) {
      row(table, point);
    }
    card.table(table.build());
    if (!sweep.failed().isEmpty()) {
      card.note(sweep.failed().size() + " failed: " + sweep.failed().get(0).failure());
    }
  }

  private void row(PageTable.Builder table, SweepPoint point) {
    List<String> cells = new ArrayList<>(point.values());
    if (point.figures().isEmpty()) {
      for (int cell = 0; cell < 8; cell++) {
        cells.add(NONE);
      }
      cells.add("✕ failed");
      table.row(PageTable.Tone.MUTED, cells);
      return;
    }
    PointFigures figures = point.figures().get();
    boolean isSaturated = figures.showsSaturated();
    cells.add(ReadableNumbers.number(figures.value(KeyFigure.OUTPUT_TOKENS_PER_S)));
    cells.add(ReadableNumbers.number(figures.value(KeyFigure.OUTPUT_TOKENS_PER_S_PER_GPU)));
    cells.add(
        isSaturated
            ? NONE
            : ReadableNumbers.number(figures.value(KeyFigure.OUTPUT_TOKENS_PER_S_PER_USER)));
    cells.add(isSaturated ? NONE : time(figures, KeyFigure.TTFT_P50));
    cells.add(isSaturated ? "saturated" : time(figures, KeyFigure.TTFT_P99));
    cells.add(isSaturated ? NONE : time(figures, KeyFigure.TPOT_P99));
    cells.add(ReadableNumbers.usd(figures.value(KeyFigure.USD_PER_1M_OUTPUT_RESERVED)));
    cells.add(figures.limit());
    cells.add(verdict(figures));
    boolean isChosen = best.isPresent() && best.get().index() == point.index();
    boolean misses = !figures.sloMet().orElse(!isSaturated);
    table.row(
        isChosen ? PageTable.Tone.CHOSEN : misses ? PageTable.Tone.MUTED : PageTable.Tone.PLAIN,
        cells);
  }

  /** Misses say by how much, where the figures have the percentile. */
  private String verdict(PointFigures figures) {
    if (figures.sloMet().isEmpty()) {
      return "";
    }
    if (figures.sloMet().get()) {
      return "✓ meets";
    }
    List<String> misses = new ArrayList<>();
    for (Slo.Term term : terms) {
      String key = term.metric().name().toLowerCase(Locale.ROOT) + "_" + term.percentile();
      double over =
          KeyFigure.named(key + "_s")
              .map(figure -> figures.value(figure) * NANOS_PER_SECOND - term.thresholdNanos())
              .orElse(Double.NaN);
      if (over > 0 && !figures.showsSaturated()) {
        misses.add(term.metric().name() + " +" + ReadableNumbers.time(over));
      }
    }
    return misses.isEmpty() ? "✕ misses" : "✕ " + String.join(", ", misses);
  }

  private void trust(Page.Card card) {
    card.paragraph(
        base.map(
                scenario ->
                    Provenance.ring(scenario.facts().provenance())
                        + " Step times of "
                        + scenario.model()
                        + " on "
                        + scenario.facts().gpu()
                        + " are "
                        + scenario.facts().provenance()
                        + ".")
            .orElse("Provenance is a column of points.csv."));
    card.note(Provenance.KEY);
    card.note(
        "Points share their random numbers, so that they differ by what is swept and not by"
            + " chance. Bands are 95 % intervals over replications; model error comes on top.");
    sweep.notes().forEach(card::note);
  }

  private String command() {
    StringBuilder command = new StringBuilder("foretoken sweep scenario.yaml");
    for (int at = 0; at < sweep.parameters().size(); at++) {
      List<String> values = new ArrayList<>();
      for (SweepPoint point : sweep.points()) {
        if (!values.contains(point.values().get(at))) {
          values.add(point.values().get(at));
        }
      }
      command.append(" \\\n  --param '").append(sweep.parameters().get(at)).append('=');
      command.append(String.join(",", values)).append('\'');
    }
    return command
        .append(" \\\n  --load ")
        .append(sweep.load().word())
        .append(" --out results")
        .toString();
  }

  private static String time(PointFigures figures, KeyFigure figure) {
    return ReadableNumbers.time(figures.value(figure) * NANOS_PER_SECOND);
  }
}
