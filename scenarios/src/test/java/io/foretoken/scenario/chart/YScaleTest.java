package io.foretoken.scenario.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A chart with the other kind of y axis, and as a table. */
class YScaleTest {
  private static final Series TOKENS =
      new Series(
          "throughput",
          false,
          Ink.BLUE,
          Series.Style.LINE_AND_DOTS,
          Mark.Shape.CIRCLE,
          List.of(Series.Point.of(1, 120), Series.Point.of(2, 1234.5)));

  private static final Series TTFT =
      new Series(
          "TTFT p99",
          true,
          Ink.ORANGE,
          Series.Style.LINE_AND_DOTS,
          Mark.Shape.CIRCLE,
          List.of(
              new Series.Point(1, 30, 30, 30, Series.Verdict.MISSES, "", true),
              new Series.Point(4, 0, 0, 0, Series.Verdict.SATURATED, "")));

  private static Chart chart() {
    return Chart.of(
            "Throughput, and TTFT",
            Axis.of("Batch size (log scale)", Scale.log2(1, 4), x -> Long.toString(Math.round(x))),
            Axis.of("Output tokens/s", Scale.fromZero(1234.5, 5), x -> Math.round(x) + ""),
            List.of(TOKENS, TTFT))
        .withRight(Axis.of("TTFT p99, ms", Scale.fromZero(60, 5), x -> Math.round(x) + ""))
        .with(new Chart.Objective(500, false, true, "SLO", Ink.ORANGE));
  }

  /**
   * 120 to 1,234.5 lie between 100 and 2,000; 30 ms and the objective of 500 between 20 and 500.
   */
  @Test
  void bothAxesGetEqualFactorsAroundWhatIsToBeSeen() {
    Chart log = YScale.log(chart());

    assertThat(log.left().scale()).isEqualTo(new Scale.Log(100, 2000, 10));
    assertThat(log.right().orElseThrow().scale()).isEqualTo(new Scale.Log(20, 500, 10));
    assertThat(log.left().name()).isEqualTo("Output tokens/s (log scale)");
    assertThat(log.x()).isEqualTo(chart().x());
    assertThat(YScale.isLog(log)).isTrue();
  }

  @Test
  void backAgainItBeginsAtZero() {
    Chart back = YScale.linear(YScale.log(chart()));

    assertThat(back.left().scale()).isEqualTo(new Scale.Linear(0, 1500, 500));
    assertThat(back.left().name()).isEqualTo("Output tokens/s");
    assertThat(YScale.linear(chart())).isEqualTo(chart());
  }

  /** Zero has no logarithm. */
  @Test
  void valuesThatAreNotPositiveHaveNoFactors() {
    Chart zero =
        Chart.of(
            "zero",
            chart().x(),
            chart().left(),
            List.of(Series.line("y", Ink.BLUE, List.of(Series.Point.of(1, 0)))));

    assertThat(YScale.log(zero)).isEqualTo(zero);
    assertThat(zero.right()).isEqualTo(Optional.empty());
  }

  @Test
  void aTableHasARowForEachXAndAColumnForEachSeries() {
    ChartTable table = ChartTable.of(chart());

    assertThat(table.columns())
        .containsExactly("Batch size (log scale)", "throughput (Output tokens/s)", "TTFT p99, ms");
    assertThat(table.rows()).hasSize(3);
    assertThat(table.rows().get(0))
        .containsExactly(
            new ChartTable.Cell("1", "1"),
            new ChartTable.Cell("120", "120"),
            new ChartTable.Cell("≈ 30 ✕", "30"));
    assertThat(table.rows().get(1).get(1)).isEqualTo(new ChartTable.Cell("1235", "1234.50"));
    assertThat(table.rows().get(1).get(2)).isEqualTo(new ChartTable.Cell("", ""));
    assertThat(table.rows().get(2).get(2)).isEqualTo(new ChartTable.Cell("saturated", "saturated"));
  }

  @Test
  void aPicturesTableSaysWhatItSaysWhereItIsPointedAt() {
    Picture picture =
        new Picture(
            "two places",
            100,
            100,
            List.of(),
            List.of(
                new Readout(1, 10, List.of("one"), List.of()),
                new Readout(2, 20, List.of("two", "ttft: 3 ms"), List.of())),
            0,
            100);

    ChartTable table = ChartTable.of(picture);

    assertThat(table.columns()).containsExactly("two places", "");
    assertThat(table.rows().get(0).get(1).words()).isEmpty();
    assertThat(table.rows().get(1).get(1).words()).isEqualTo("ttft: 3 ms");
  }
}
