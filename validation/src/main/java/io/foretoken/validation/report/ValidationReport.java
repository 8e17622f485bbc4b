package io.foretoken.validation.report;

import io.foretoken.scenario.chart.Ink;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.report.AxisLabels;
import io.foretoken.scenario.report.Page;
import io.foretoken.scenario.report.PageTable;
import io.foretoken.scenario.report.Tile;
import io.foretoken.validation.measured.Metric;
import io.foretoken.validation.score.Breakdown;
import io.foretoken.validation.score.ErrorSummary;
import io.foretoken.validation.score.PeerSummary;
import io.foretoken.validation.score.WorstRun;
import io.foretoken.validation.suite.SuiteReport;
import io.foretoken.validation.suite.ValidationResult;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code report.html} of a validation. The same runs give the same bytes. */
public final class ValidationReport {
  private static final int WORST = 10;
  private static final int MOST_GROUPS = 40;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final List<Metric> SHOWN =
      List.of(Metric.TTFT_MEAN, Metric.TPOT_MEAN, Metric.E2E_MEAN, Metric.OUTPUT_THROUGHPUT);
  private static final String NONE = "-";

  private final ValidationResult result;
  private final Map<Metric, ErrorSummary> overall;

  private ValidationReport(ValidationResult result) {
    this.result = result;
    overall = Breakdown.over(result.scored());
  }

  /** Writes the page. */
  public static void write(Writer out, ValidationResult result) throws IOException {
    out.write(new ValidationReport(result).page());
  }

  private String page() {
    Page page = new Page("validation report", "How close are predictions to measured runs?");
    page.answer(ReadableNumbers.count(result.scored().size()) + " runs on real GPUs", answer());
    page.facts(facts());
    page.tiles(tiles());
    List<Metric> drawn = SHOWN.stream().filter(overall::containsKey).toList();
    for (int at = 0; at < drawn.size(); at += 2) {
      List<Metric> two = drawn.subList(at, Math.min(drawn.size(), at + 2));
      page.pair(() -> two.forEach(metric -> agreement(page, metric)));
    }
    page.card(
        "Error by suite",
        "Absolute percentage errors. A peer is another simulator, on the runs that it predicted.",
        this::suites);
    Map<String, List<Breakdown>> by = new LinkedHashMap<>();
    for (Breakdown breakdown : Breakdown.of(result.scored())) {
      by.computeIfAbsent(breakdown.by(), key -> new ArrayList<>()).add(breakdown);
    }
    for (Map.Entry<String, List<Breakdown>> dimension : by.entrySet()) {
      page.card(
          "Error by " + (dimension.getKey().equals("gpu") ? "GPU" : dimension.getKey()),
          "Median absolute percentage error of each figure, and the bias of the first.",
          card -> groups(card, dimension.getValue()));
    }
    page.card("The worst ten runs", "Each by its worst figure.", this::worst);
    page.card("Skipped", "Measured runs that were not compared, by reason.", this::skipped);
    return page.finished();
  }

  private String answer() {
    List<String> parts = new ArrayList<>();
    for (Metric metric : SHOWN) {
      if (overall.containsKey(metric)) {
        parts.add(
            AgreementChart.name(metric)
                + " "
                + percent(overall.get(metric).medianApe())
                + (parts.isEmpty() ? " off in the median" : ""));
      }
    }
    return parts.isEmpty()
        ? " could be compared."
        : " were simulated: " + String.join(", ", parts) + ".";
  }

  private List<String> facts() {
    long inSample = result.scored().stream().filter(run -> run.run().inSample()).count();
    List<String> facts = new ArrayList<>();
    facts.add(result.suites().size() + (result.suites().size() == 1 ? " suite" : " suites"));
    facts.add(
        inSample == 0
            ? "no run was used to fit what is scored"
            : ReadableNumbers.count(inSample) + " runs were used in fitting (in-sample)");
    return facts;
  }

  private List<Tile> tiles() {
    List<Tile> tiles = new ArrayList<>();
    tiles.add(
        new Tile(
            "Runs",
            Ink.INK_2,
            ReadableNumbers.count(result.scored().size()),
            "",
            skippedRuns() + " skipped"));
    tile(tiles, Metric.TTFT_MEAN, Ink.ORANGE);
    tile(tiles, Metric.TPOT_MEAN, Ink.PURPLE);
    tile(tiles, Metric.E2E_MEAN, Ink.WINE);
    tile(tiles, Metric.OUTPUT_THROUGHPUT, Ink.BLUE);
    tile(tiles, Metric.TTFT_P99, Ink.ORANGE);
    return tiles;
  }

  private long skippedRuns() {
    return result.suites().stream().mapToLong(suite -> suite.skipped().size()).sum();
  }

  private void tile(List<Tile> tiles, Metric metric, Ink ink) {
    ErrorSummary errors = overall.get(metric);
    String name = AgreementChart.name(metric).replace("Output throughput", "Throughput");
    tiles.add(
        errors == null
            ? new Tile(name, ink, NONE, "", "no run has it")
            : new Tile(
                name,
                ink,
                number(errors.medianApe()),
                "%",
                "p90 " + percent(errors.p90Ape()) + ", bias " + signed(errors.bias())));
  }

  private void agreement(Page page, Metric metric) {
    page.card(
        AgreementChart.name(metric),
        "On the line a prediction is right; between the dashed lines it is within 20 %.",
        card -> card.halfChart(AgreementChart.of(result, metric), 360));
  }

  private void suites(Page.Card card) {
    PageTable.Builder table =
        PageTable.builder()
            .words("Suite")
            .words("Figure")
            .number("Runs")
            .number("Median")
            .wideNumber("Mean")
            .number("p90")
            .wideNumber("Bias")
            .wideWords("Best peer: its median, ours");
    for (SuiteReport suite : result.suites()) {
      String name = suite.name();
      for (Map.Entry<Metric, ErrorSummary> entry : suite.errors().entrySet()) {
        ErrorSummary errors = entry.getValue();
        Optional<PeerSummary> peer = PeerSummary.best(suite.peers(), entry.getKey());
        table.row(
            name,
            AgreementChart.name(entry.getKey()),
            ReadableNumbers.count(errors.runs()),
            percent(errors.medianApe()),
            percent(errors.meanApe()),
            percent(errors.p90Ape()),
            signed(errors.bias()),
            peer.map(ValidationReport::peer).orElse(""));
        name = "";
      }
    }
    card.table(table.build());
  }

  private static String peer(PeerSummary peer) {
    return peer.simulator()
        + ": "
        + percent(peer.theirs().medianApe())
        + ", "
        + percent(peer.ours().medianApe())
        + " ("
        + peer.theirs().runs()
        + " runs)";
  }

  private static void groups(Page.Card card, List<Breakdown> groups) {
    List<Breakdown> shown = new ArrayList<>(groups);
    shown.removeIf(group -> group.errors().isEmpty());
    shown.sort(Comparator.comparingInt((Breakdown group) -> -runs(group)));
    boolean isCut = shown.size() > MOST_GROUPS;
    PageTable.Builder table = PageTable.builder().words("").number("Runs");
    for (Metric metric : SHOWN) {
      String name = AgreementChart.name(metric).replace("Output throughput", "Throughput");
      if (metric == Metric.E2E_MEAN) {
        table.wideNumber(name);
      } else {
        table.number(name);
      }
    }
    table.wideNumber("TTFT p99").wideNumber("Bias of TTFT");
    for (Breakdown group : isCut ? shown.subList(0, MOST_GROUPS) : shown) {
      List<String> cells = new ArrayList<>();
      cells.add(group.group());
      cells.add(ReadableNumbers.count(runs(group)));
      for (Metric metric : SHOWN) {
        cells.add(median(group, metric));
      }
      cells.add(median(group, Metric.TTFT_P99));
      ErrorSummary ttft = group.errors().get(Metric.TTFT_MEAN);
      cells.add(ttft == null ? NONE : signed(ttft.bias()));
      table.row(PageTable.Tone.PLAIN, cells);
    }
    card.table(table.build());
    if (isCut) {
      card.note(
          "The "
              + MOST_GROUPS
              + " groups with most runs of "
              + shown.size()
              + "; all are in errors.csv.");
    }
  }

  private static int runs(Breakdown group) {
    return group.errors().values().stream().mapToInt(ErrorSummary::runs).max().orElse(0);
  }

  private static String median(Breakdown group, Metric metric) {
    ErrorSummary errors = group.errors().get(metric);
    return errors == null ? NONE : percent(errors.medianApe());
  }

  private void worst(Page.Card card) {
    PageTable.Builder table =
        PageTable.builder()
            .words("Run")
            .words("Figure")
            .wideNumber("Measured")
            .wideNumber("Predicted")
            .number("Error")
            .wideWords("What sets it apart");
    for (WorstRun run : WorstRun.of(result.scored(), WORST)) {
      Metric metric = run.metric();
      table.row(
          run.scored().run().suite() + ": " + run.scored().run().id(),
          AgreementChart.name(metric),
          value(metric, run.scored().run().figures().get(metric)),
          value(metric, run.scored().prediction().figures().get(metric)),
          signed(run.error()),
          run.why());
    }
    card.table(table.build());
  }

  private static String value(Metric metric, double value) {
    return metric.quantity() == Metric.Quantity.THROUGHPUT
        ? AxisLabels.number(value) + " tokens/s"
        : ReadableNumbers.time(value * NANOS_PER_SECOND);
  }

  private void skipped(Page.Card card) {
    PageTable.Builder table = PageTable.builder().words("Suite").words("Reason").number("Runs");
    for (SuiteReport suite : result.suites()) {
      suite
          .skipsByKind()
          .forEach(
              kind ->
                  table.row(suite.name(), kind.getKey(), ReadableNumbers.count(kind.getValue())));
    }
    card.table(table.build());
  }

  private static String percent(double value) {
    return number(value) + " %";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String signed(double value) {
    return String.format(Locale.ROOT, "%+.1f %%", value).replace('-', '\u2212');
  }
}
