package io.foretoken.scenario.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foretoken.scenario.chart.Axis;
import io.foretoken.scenario.chart.Chart;
import io.foretoken.scenario.chart.Ink;
import io.foretoken.scenario.chart.Scale;
import io.foretoken.scenario.chart.Series;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeSeriesTest {
  private static Chart chart(Series... series) {
    return Chart.of(
            "Requests over time",
            Axis.of("Time, s", new Scale.Linear(0, 60, 20), AxisLabels::number),
            Axis.of("Requests", Scale.fromZero(100, 5), AxisLabels::number),
            List.of(series))
        .with(new Chart.Zone(0, 6, "warm-up"));
  }

  private static Series series(String name, double... xy) {
    List<Series.Point> points = new ArrayList<>();
    for (int at = 0; at < xy.length; at += 2) {
      points.add(Series.Point.of(xy[at], xy[at + 1]));
    }
    return Series.line(name, Ink.BLUE, points);
  }

  @Test
  void theScriptGetsFourDigitsOfEveryValueOnOneClock() {
    Series running = series("running", 0.05, 0, 0.15, 12.34567, 0.25, 123456.7);
    Series waiting = series("waiting", 0.05, 1, 0.15, 0.000123456, 0.25, 100);

    String json = new TimeSeries(chart(running), List.of(running, waiting)).json();

    assertThat(json)
        .isEqualTo(
            "{\"x\":[0.05,0.15,0.25],\"unit\":\"Requests\",\"series\":["
                + "{\"name\":\"running\",\"ink\":\"--blue\",\"y\":[0,12.35,123457]},"
                + "{\"name\":\"waiting\",\"ink\":\"--blue\",\"y\":[1,0.0001235,100]}],"
                + "\"zones\":[[0,6,\"warm-up\"]]}");
  }

  @Test
  void thePageHoldsThePictureForPaperAndTheLibraryOnlyWhereItIsNeeded() {
    Series running = series("running", 1, 2, 3, 4);
    TimeSeries series = new TimeSeries(chart(running), List.of(running));
    Page plain = new Page("run report", "Does it hold?");
    plain.card("Requests", "", card -> card.chart(series.chart(), 280));
    Page live = new Page("run report", "Does it hold?");
    live.card("Requests", "", card -> card.timeSeries(series, 280));

    assertThat(plain.finished()).contains("<svg").doesNotContain("var uPlot=");
    assertThat(live.finished())
        .contains("<div class=\"time\" data-height=\"280\">", "<svg", "var uPlot=")
        .contains("Copyright (c) 2022 Leon Sorokin")
        .doesNotContain("src=\"http", "href=\"http");
  }

  @Test
  void seriesOnDifferentClocksAreRefused() {
    Series one = series("one", 1, 2);
    assertThatThrownBy(() -> new TimeSeries(chart(one), List.of(one, series("two", 1, 2, 3, 4))))
        .hasMessageContaining("two is on another clock");
  }
}
