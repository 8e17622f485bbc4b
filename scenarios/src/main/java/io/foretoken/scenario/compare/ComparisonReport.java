package io.foretoken.scenario.compare;

import io.foretoken.scenario.chart.Axis;
import io.foretoken.scenario.chart.Chart;
import io.foretoken.scenario.chart.Ink;
import io.foretoken.scenario.chart.Mark;
import io.foretoken.scenario.chart.Scale;
import io.foretoken.scenario.chart.Series;
import io.foretoken.scenario.report.AxisLabels;
import io.foretoken.scenario.report.Page;
import io.foretoken.scenario.report.PageTable;
import io.foretoken.scenario.report.Tile;
import io.foretoken.scenario.statistic.Interval;
import io.foretoken.scenario.statistic.KeyFigure;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code report.html} of two sides. The same comparison gives the same bytes. */
public final class ComparisonReport {
  private static final int STEPS = 6;
  private static final List<KeyFigure> TILES =
      List.of(
          KeyFigure.TTFT_P99,
          KeyFigure.TPOT_P99,
          KeyFigure.E2E_P99,
          KeyFigure.OUTPUT_TOKENS_PER_S,
          KeyFigure.USD_PER_1M_OUTPUT_RESERVED);

  private final Comparison comparison;

  private ComparisonReport(Comparison comparison) {
    this.comparison = comparison;
  }

  /** Writes the page. */
  public static void write(Writer out, Comparison comparison) throws IOException {
    out.write(new ComparisonReport(comparison).page());
  }

  private String page() {
    Page page =
        new Page(
            "comparison",
            comparison.a().name() + " or " + comparison.b().name() + ": what is the difference?");
    long real = count(Difference.Verdict.REAL);
    page.answer(
        real + " of " + comparison.differences().size() + " figures differ",
        " by more than chance; "
            + count(Difference.Verdict.CHANCE)
            + " could be chance, "
            + count(Difference.Verdict.SAME)
            + " are the same.");
    page.facts(List.of(side("A", comparison.a()), side("B", comparison.b())));
    page.tiles(tiles());
    List<Difference> drawn = drawn();
    if (!drawn.isEmpty()) {
      page.card(
          "B relative to A",
          "The ends of a line are its 95 % interval; one that crosses zero could be chance."
              + " Numbers are those of the table's rows.",
          card -> card.chart(chart(drawn), 60 + 26 * drawn.size()));
    }
    page.card(
        "Figures",
        comparison.paired()
            ? "Runs of the same number share their random numbers and are compared in pairs"
                + " (paired t)."
            : "Intervals of differences are Welch's.",
        card -> card.table(table(drawn)));
    return page.finished();
  }

  private long count(Difference.Verdict verdict) {
    return comparison.differences().stream().filter(d -> d.verdict() == verdict).count();
  }

  private static String side(String letter, Side side) {
    return letter
        + ": "
        + side.name()
        + ", "
        + side.setup()
        + ", "
        + side.runs().size()
        + (side.runs().size() == 1 ? " run" : " runs")
        + (side.stationary() ? "" : ", saturated");
  }

  private List<Tile> tiles() {
    List<Tile> tiles = new ArrayList<>();
    for (Difference difference : comparison.differences()) {
      if (TILES.contains(difference.figure())) {
        tiles.add(
            new Tile(
                FigureWords.name(difference.figure()),
                ink(difference.figure()),
                percent(difference.relative()),
                "",
                FigureWords.value(difference.figure(), difference.b().mean())
                    + " for "
                    + FigureWords.value(difference.figure(), difference.a().mean())));
      }
    }
    return tiles;
  }

  private List<Difference> drawn() {
    return comparison.differences().stream().filter(d -> Double.isFinite(d.relative())).toList();
  }

  /** A dot and its interval for every figure, the first on top. */
  private static Chart chart(List<Difference> drawn) {
    List<Series> series = new ArrayList<>();
    double least = -5;
    double most = 5;
    for (int at = 0; at < drawn.size(); at++) {
      Difference difference = drawn.get(at);
      double y = drawn.size() - at;
      double by = 100 * difference.relative();
      double half =
          Double.isFinite(difference.halfWidth())
              ? 100 * difference.halfWidth() / Math.abs(difference.a().mean())
              : 0;
      least = Math.min(least, by - half);
      most = Math.max(most, by + half);
      Ink ink = ink(difference.figure());
      boolean isReal = difference.verdict() == Difference.Verdict.REAL;
      series.add(
          new Series(
              "",
              false,
              isReal ? ink : Ink.MUTE,
              Series.Style.LINE,
              Mark.Shape.CIRCLE,
              List.of(Series.Point.of(by - half, y), Series.Point.of(by + half, y))));
      series.add(
          new Series(
              "",
              false,
              isReal ? ink : Ink.MUTE,
              Series.Style.DOTS,
              Mark.Shape.CIRCLE,
              List.of(Series.Point.of(by, y))));
    }
    return Chart.of(
            "Difference of each figure, relative to A",
            Axis.of(
                "B / A - 1, %",
                Scale.between(least, most, STEPS),
                percent -> String.format(Locale.ROOT, "%+.0f", percent)),
            Axis.of(
                "Row of the table",
                new Scale.Linear(0, drawn.size() + 1, 1),
                y -> y < 1 || y > drawn.size() ? "" : AxisLabels.number(drawn.size() + 1 - y)),
            series)
        .with(new Chart.Objective(0, true, false, "no difference", Ink.INK_3));
  }

  private PageTable table(List<Difference> drawn) {
    PageTable.Builder table =
        PageTable.builder()
            .wideNumber("Row")
            .words("Figure")
            .number("A")
            .number("B")
            .wideNumber("B − A")
            .number("of A")
            .words("Difference");
    for (Difference difference : comparison.differences()) {
      int row = drawn.indexOf(difference);
      KeyFigure figure = difference.figure();
      table.row(
          row < 0 ? "" : Integer.toString(row + 1),
          FigureWords.name(figure),
          interval(figure, difference.a()),
          interval(figure, difference.b()),
          interval(figure, new Interval(difference.by(), difference.halfWidth(), 0)),
          percent(difference.relative()),
          difference.verdict().words());
    }
    return table.build();
  }

  private static String interval(KeyFigure figure, Interval interval) {
    return FigureWords.value(figure, interval.mean())
        + (Double.isNaN(interval.halfWidth())
            ? ""
            : " ± " + FigureWords.value(figure, interval.halfWidth()));
  }

  private static String percent(double share) {
    return Double.isNaN(share)
        ? "-"
        : String.format(Locale.ROOT, "%+.1f %%", 100 * share).replace('-', '−');
  }

  private static Ink ink(KeyFigure figure) {
    String key = figure.key();
    if (key.startsWith("ttft") || key.startsWith("client_queue")) {
      return Ink.ORANGE;
    }
    if (key.startsWith("tpot") || key.startsWith("itl")) {
      return Ink.PURPLE;
    }
    if (key.startsWith("e2e")) {
      return Ink.WINE;
    }
    return key.contains("usd") ? Ink.GOLD : Ink.BLUE;
  }
}
