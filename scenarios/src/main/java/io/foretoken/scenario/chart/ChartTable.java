package io.foretoken.scenario.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a chart or a picture shows, as a table: for screen readers, and for files.
 *
 * @param columns their headings; the first one is what stands below the chart
 * @param rows cells by column, empty where there is nothing
 */
public record ChartTable(List<String> columns, List<List<Cell>> rows) {
  private static final Cell NOTHING = new Cell("", "");

  /**
   * A cell.
   *
   * @param words for people
   * @param exact the number in full, or the words where it is none
   */
  public record Cell(String words, String exact) {}

  /** Keeps copies. */
  public ChartTable {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
  }

  /** All points of all series, a row for each x. */
  public static ChartTable of(Chart chart) {
    List<Series> named =
        chart.series().stream().filter(series -> !series.name().isEmpty()).toList();
    List<String> columns = new ArrayList<>(List.of(chart.x().name()));
    Map<Double, Cell[]> byX = new TreeMap<>();
    for (int column = 0; column < named.size(); column++) {
      Series series = named.get(column);
      Axis axis = series.onRight() ? chart.right().orElseThrow() : chart.left();
      columns.add(heading(series, axis));
      for (Series.Point point : series.points()) {
        Cell[] row = byX.computeIfAbsent(point.x(), x -> new Cell[named.size()]);
        row[column] = cell(point, axis);
      }
    }
    List<List<Cell>> rows = new ArrayList<>();
    byX.forEach(
        (x, cells) -> {
          List<Cell> row = new ArrayList<>();
          row.add(new Cell(chart.x().label().apply(x), exact(chart.x(), x)));
          Arrays.stream(cells).forEach(cell -> row.add(cell == null ? NOTHING : cell));
          rows.add(row);
        });
    return new ChartTable(columns, rows);
  }

  /** What a picture says where it is pointed at, a row for each such place. */
  public static ChartTable of(Picture picture) {
    int widest = picture.readouts().stream().mapToInt(at -> at.lines().size()).max().orElse(1);
    List<String> columns = new ArrayList<>(List.of(picture.title()));
    while (columns.size() < widest) {
      columns.add("");
    }
    List<List<Cell>> rows = new ArrayList<>();
    for (Readout readout : picture.readouts()) {
      List<Cell> row = new ArrayList<>();
      for (int column = 0; column < widest; column++) {
        String words = column < readout.lines().size() ? readout.lines().get(column) : "";
        row.add(new Cell(words, words));
      }
      rows.add(row);
    }
    return new ChartTable(columns, rows);
  }

  /** The series' name, and what the axis measures where that says more. */
  private static String heading(Series series, Axis axis) {
    String quantity = axis.name().replaceAll(",? *\\(log scale\\)", "");
    String name = series.name();
    return quantity.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT))
        ? quantity
        : name + " (" + quantity + ")";
  }

  private static Cell cell(Series.Point point, Axis axis) {
    if (!point.verdict().hasValue()) {
      String word = point.verdict().name().toLowerCase(Locale.ROOT);
      return new Cell(word, word);
    }
    String words = (point.coarse() ? "≈ " : "") + axis.label().apply(point.y());
    return new Cell(
        point.verdict() == Series.Verdict.MISSES ? words + " ✕" : words, plain(point.y()));
  }

  /** A number, unless the axis has names for its places. */
  private static String exact(Axis axis, double x) {
    String label = axis.label().apply(x);
    boolean isNumber = label.isEmpty() || Character.isDigit(label.replace("−", "").charAt(0));
    return isNumber ? plain(x) : label;
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.6g", value);
  }
}
