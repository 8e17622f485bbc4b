package io.foretoken.ui.view;

import io.foretoken.scenario.chart.Chart;
import io.foretoken.scenario.chart.Picture;
import io.foretoken.scenario.chart.PngPainter;
import io.foretoken.scenario.chart.SvgPainter;
import io.foretoken.scenario.chart.Theme;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** A chart as files: PNG in twice the pixels, and SVG. */
public final class ChartExports {
  private static final double WIDTH = 760;
  private static final double HEIGHT = 400;

  private ChartExports() {}

  /** The exports of a chart in the theme of the window. */
  public static List<Export> of(Chart chart, Theme theme) {
    Picture picture = chart.picture(WIDTH, HEIGHT);
    String file = chart.title().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return List.of(
        new Export(
            chart.title() + ", PNG", file + ".png", out -> PngPainter.write(picture, theme, out)),
        new Export(
            chart.title() + ", SVG",
            file + ".svg",
            out -> out.write(SvgPainter.file(picture, theme).getBytes(StandardCharsets.UTF_8))));
  }
}
