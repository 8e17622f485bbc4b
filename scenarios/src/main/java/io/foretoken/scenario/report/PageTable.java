package io.foretoken.scenario.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of a report. Columns marked as wide are left out on a phone.
 *
 * @param columns from left to right
 * @param rows each with a cell for every column
 */
public record PageTable(List<Column> columns, List<Row> rows) {
  /** A column. */
  public record Column(String heading, boolean number, boolean wide) {}

  /** How a row stands out. */
  public enum Tone {
    PLAIN,
    /** The one that the page is about. */
    CHOSEN,
    /** Misses the objective. */
    MUTED
  }

  /** A row. */
  public record Row(Tone tone, List<String> cells) {}

  /** Collects columns and rows. */
  public static final class Builder {
    private final List<Column> columns = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();

    /** A column of words. */
    public Builder words(String heading) {
      columns.add(new Column(heading, false, false));
      return this;
    }

    /** A column of words, not on phones. */
    public Builder wideWords(String heading) {
      columns.add(new Column(heading, false, true));
      return this;
    }

    /** A column of numbers. */
    public Builder number(String heading) {
      columns.add(new Column(heading, true, false));
      return this;
    }

    /** A column of numbers, not on phones. */
    public Builder wideNumber(String heading) {
      columns.add(new Column(heading, true, true));
      return this;
    }

    /** A row. */
    public Builder row(String... cells) {
      return row(Tone.PLAIN, List.of(cells));
    }

    /** A row that stands out. */
    public Builder row(Tone tone, List<String> cells) {
      if (cells.size() != columns.size()) {
        throw new IllegalArgumentException(cells.size() + " cells, " + columns.size() + " columns");
      }
      rows.add(new Row(tone, List.copyOf(cells)));
      return this;
    }

    /** The table. */
    public PageTable build() {
      return new PageTable(List.copyOf(columns), List.copyOf(rows));
    }
  }

  /** A table to which columns are added first, then rows. */
  public static Builder builder() {
    return new Builder();
  }

  void write(Html html) {
    html.begin("div", "class", "scroll").begin("table").begin("thead").begin("tr");
    for (Column column : columns) {
      html.element("th", column.heading(), "scope", "col", "class", cssClass(column));
    }
    html.end().end().begin("tbody");
    for (Row row : rows) {
      switch (row.tone()) {
        case CHOSEN -> html.begin("tr", "class", "chosen");
        case MUTED -> html.begin("tr", "class", "muted");
        case PLAIN -> html.begin("tr");
      }
      for (int at = 0; at < columns.size(); at++) {
        html.element("td", row.cells().get(at), "class", cssClass(columns.get(at)));
      }
      html.end();
    }
    html.end().end().end();
  }

  private static String cssClass(Column column) {
    return (column.number() ? "n" : "w") + (column.wide() ? " wide" : "");
  }
}
