package io.foretoken.ui.chart;

import io.foretoken.scenario.chart.Chart;
import io.foretoken.scenario.chart.Theme;
import java.util.Optional;

/** A chart that may change while it is looked at: what is pointed at stays so. */
public final class ChartView extends PictureView {
  private static final double LEAST_WIDTH = 240;
  private static final double LEAST_HEIGHT = 160;

  /** An empty one. */
  public ChartView() {
    getStyleClass().add("chart");
    setMinSize(LEAST_WIDTH, LEAST_HEIGHT);
  }

  /** Shows a chart, or a newer state of it. */
  public void show(Chart chart, Theme theme) {
    update(
        (width, height) ->
            width >= LEAST_WIDTH && height >= LEAST_HEIGHT
                ? Optional.of(chart.picture(width, height))
                : Optional.empty(),
        theme);
  }
}
