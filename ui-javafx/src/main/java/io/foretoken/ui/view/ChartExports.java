package io.foretoken.ui.view;

import io.foretoken.scenario.chart.Chart;
import io.foretoken.scenario.chart.ChartTable;
import io.foretoken.scenario.chart.Picture;
import io.foretoken.scenario.chart.PngPainter;
import io.foretoken.scenario.chart.SvgPainter;
import io.foretoken.scenario.chart.Theme;
import io.foretoken.scenario.export.CsvText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A chart or a picture as files: PNG in twice the pixels, SVG, and what it shows as CSV. */
public final class ChartExports {
  private static final double WIDTH = 760;
  private static final double HEIGHT = 400;

  private ChartExports() {}

  /** The exports of a chart in the theme of the window. */
  public static List<Export> of(Chart chart, Theme theme) {
    String file = chart.title().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return of(chart.picture(WIDTH, HEIGHT), ChartTable.of(chart), theme, chart.title(), file);
  }

  /**
   * The exports of a picture.
   *
   * @param name what it shows
   * @param file of its files, without an ending
   */
  static List<Export> of(Picture picture, Theme theme, String name, String file) {
    return of(picture, ChartTable.of(picture), theme, name, file);
  }

  private static List<Export> of(
      Picture picture, ChartTable table, Theme theme, String name, String file) {
    return List.of(
        new Export(name + ", PNG", file + ".png", out -> PngPainter.write(picture, theme, out)),
        new Export(
            name + ", SVG",
            file + ".svg",
            out -> out.write(SvgPainter.file(picture, theme).getBytes(StandardCharsets.UTF_8))),
        new Export(
            name + ", CSV",
            file + ".csv",
            out -> out.write(csv(table).getBytes(StandardCharsets.UTF_8))));
  }

  private static String csv(ChartTable table) {
    StringBuilder text = new StringBuilder(line(table.columns()));
    for (List<ChartTable.Cell> row : table.rows()) {
      text.append(line(row.stream().map(ChartTable.Cell::exact).toList()));
    }
    return text.toString();
  }

  private static String line(List<String> cells) {
    return cells.stream().map(CsvText::quoted).collect(Collectors.joining(",")) + "\n";
  }
}
