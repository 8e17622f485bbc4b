package io.foretoken.validation.trace;

import io.foretoken.scenario.chart.Ink;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.report.Page;
import io.foretoken.scenario.report.PageTable;
import io.foretoken.scenario.report.Provenance;
import io.foretoken.scenario.report.Tile;
import io.foretoken.validation.benchmark.BenchmarkFigure;
import io.foretoken.validation.benchmark.BenchmarkQuantity;
import io.foretoken.validation.benchmark.BenchmarkRun;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * {@code report.html} of a benchmark run beside a scenario. The same input gives the same bytes.
 */
public final class TraceReport {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final List<String> TILES =
      List.of("ttft_p50", "ttft_p99", "tpot_p50", "e2e_p50", "output_tokens_per_s");

  private final TraceComparison comparison;
  private final BenchmarkRun run;

  private TraceReport(TraceComparison comparison) {
    this.comparison = comparison;
    run = comparison.run();
  }

  /**
   * Writes the page.
   *
   * @param source the scenario as YAML
   */
  public static void write(Writer out, TraceComparison comparison, String source)
      throws IOException {
    out.write(new TraceReport(comparison).page(source));
  }

  private String page(String source) {
    Page page =
        new Page(
            "measured and predicted",
            run.id() + " on " + comparison.scenario().name() + ": does the prediction hold?");
    page.answer(strong(), rest());
    page.facts(
        List.of(
            comparison.scenario().model(),
            comparison.scenario().facts().gpus() + " × " + comparison.scenario().facts().gpu(),
            comparison.scenario().engine(),
            Provenance.ring(comparison.scenario().facts().provenance())
                + " "
                + Provenance.words(comparison.scenario().facts().provenance()),
            ReadableNumbers.count(run.counts().answered())
                + " requests, "
                + run.source().format()));
    page.tiles(tiles());
    if (!comparison.findings().isEmpty()) {
      page.card(
          "Faster than the hardware allows",
          "The run contradicts the physics of the scenario's deployment.",
          card -> comparison.findings().forEach(card::paragraph));
    }
    distributions(page);
    overTime(page);
    page.card(
        "Figures",
        "Expected is where nine of ten measured runs are, relative to the prediction.",
        card -> card.table(figures()));
    page.card("Notes", "", card -> comparison.notes().forEach(card::note));
    if (!run.figures().isEmpty()) {
      page.card(
          "The tool's own figures",
          "Under the names of the file, with what the tool means by them; times in seconds.",
          card -> card.table(own()));
    }
    page.card("Scenario", "With everything that arguments set.", card -> card.source(source));
    page.card(
        "File",
        "",
        card -> card.source(run.source().file() + "\nsha256 " + run.source().sha256() + "\n"));
    return page.finished();
  }

  private String strong() {
    long judged = comparison.figures().stream().filter(f -> f.holds().isPresent()).count();
    long held = comparison.figures().stream().filter(f -> f.holds().orElse(false)).count();
    if (!comparison.findings().isEmpty()) {
      return "The run is faster than this hardware allows";
    }
    if (judged == 0) {
      return "Nothing could be judged";
    }
    return held + " of " + judged + " figures are where they were to be expected";
  }

  private String rest() {
    List<String> parts = new ArrayList<>();
    for (TraceFigure figure : comparison.figures()) {
      if (List.of("ttft_p50", "tpot_p50", "e2e_p50").contains(figure.key())) {
        parts.add(figure.words() + " " + signed(figure.errorPercent()));
      }
    }
    return parts.isEmpty() ? "." : ": " + String.join(", ", parts) + " off.";
  }

  private List<Tile> tiles() {
    List<Tile> tiles = new ArrayList<>();
    for (TraceFigure figure : comparison.figures()) {
      if (TILES.contains(figure.key())) {
        tiles.add(
            new Tile(
                figure.words(),
                ink(figure.quantity()),
                signed(figure.errorPercent()),
                "",
                value(figure.quantity(), figure.predicted())
                    + " for "
                    + value(figure.quantity(), figure.measured())));
      }
    }
    return tiles;
  }

  private void distributions(Page page) {
    List<TraceRequest> requests = comparison.requests();
    if (requests.size() < 2) {
      return;
    }
    page.pair(
        () -> {
          distribution(page, "TTFT", Ink.ORANGE, TraceRequest::ttft, TraceRequest::predictedTtft);
          distribution(page, "TPOT", Ink.PURPLE, TraceRequest::tpot, TraceRequest::predictedTpot);
        });
    distribution(page, "E2E", Ink.WINE, TraceRequest::e2e, TraceRequest::predictedE2e);
  }

  private void distribution(
      Page page,
      String name,
      Ink ink,
      ToDoubleFunction<TraceRequest> measured,
      ToDoubleFunction<TraceRequest> predicted) {
    if (comparison.requests().stream().noneMatch(r -> measured.applyAsDouble(r) > 0)) {
      return;
    }
    page.card(
        name + " of requests",
        "",
        card -> {
          var chart =
              TraceCharts.distribution(name, ink, comparison.requests(), measured, predicted);
          if (name.equals("E2E")) {
            card.chart(chart, 300);
          } else {
            card.halfChart(chart, 300);
          }
        });
  }

  private void overTime(Page page) {
    overTime(page, "TTFT", Ink.ORANGE, TraceRequest::ttft, TraceRequest::predictedTtft);
    overTime(page, "TPOT", Ink.PURPLE, TraceRequest::tpot, TraceRequest::predictedTpot);
  }

  private void overTime(
      Page page,
      String name,
      Ink ink,
      ToDoubleFunction<TraceRequest> measured,
      ToDoubleFunction<TraceRequest> predicted) {
    List<ErrorsOverTime> errors = ErrorsOverTime.of(comparison.requests(), measured, predicted);
    if (errors.size() < 2) {
      return;
    }
    page.card(
        name + " over time",
        "Means over equal stretches of the measured clock.",
        card -> {
          card.chart(TraceCharts.overTime(name, ink, errors), 260);
          card.chart(TraceCharts.residuals(name, ink, errors), 200);
        });
  }

  private PageTable figures() {
    PageTable.Builder table =
        PageTable.builder()
            .words("Figure")
            .number("Measured")
            .number("Predicted")
            .number("Error")
            .wideNumber("Expected")
            .wideWords("Measured by");
    for (TraceFigure figure : comparison.figures()) {
      String plusMinus =
          figure.uncertainty() > 0 ? " ± " + value(figure.quantity(), figure.uncertainty()) : "";
      table.row(
          figure.words(),
          value(figure.quantity(), figure.measured()) + plusMinus,
          value(figure.quantity(), figure.predicted()),
          signed(figure.errorPercent()),
          figure.expected().map(band -> band.words()).orElse(""),
          figure.origin());
    }
    return table.build();
  }

  private PageTable own() {
    PageTable.Builder table =
        PageTable.builder().words("Name").number("Value").wideWords("Meaning");
    for (BenchmarkFigure figure : run.figures()) {
      table.row(
          figure.name() + (figure.statistic().isEmpty() ? "" : " (" + figure.statistic() + ")"),
          ReadableNumbers.number(figure.value()),
          figure.definition());
    }
    return table.build();
  }

  /** A value of a quantity with its unit. */
  public static String value(BenchmarkQuantity quantity, double value) {
    return quantity.isTime()
        ? ReadableNumbers.time(value * NANOS_PER_SECOND)
        : ReadableNumbers.number(value);
  }

  private static Ink ink(BenchmarkQuantity quantity) {
    return switch (quantity) {
      case TTFT -> Ink.ORANGE;
      case TPOT, ITL -> Ink.PURPLE;
      case E2E -> Ink.WINE;
      default -> Ink.BLUE;
    };
  }

  private static String signed(double percent) {
    return String.format(Locale.ROOT, "%+.1f %%", percent).replace('-', '\u2212');
  }
}
