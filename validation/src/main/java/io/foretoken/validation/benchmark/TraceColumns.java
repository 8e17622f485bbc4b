package io.foretoken.validation.benchmark;

import io.foretoken.input.json.JsonCursor;
import io.foretoken.input.problem.Origin;
import java.util.LinkedHashMap;
import java.util.Map;

/** Columns of numbers that are equally long: the requests or the steps of a trace. */
final class TraceColumns {
  private final JsonCursor json;
  private final String table;
  private final Map<String, double[]> columns = new LinkedHashMap<>();
  private final Map<String, Origin> places = new LinkedHashMap<>();
  private Origin origin;

  /**
   * None so far.
   *
   * @param table its name, for messages
   */
  TraceColumns(JsonCursor json, String table) {
    this.json = json;
    this.table = table;
    origin = json.origin();
  }

  /** Takes the column at the cursor over. */
  void take(String name) {
    if (columns.isEmpty()) {
      origin = json.origin();
    }
    places.put(name, json.origin());
    columns.put(name, json.numbers());
  }

  /** Adds a problem for each column that is not there, not as long as the first, or has a hole. */
  void require(String... wanted) {
    for (String name : wanted) {
      if (!columns.containsKey(name)) {
        json.problem(origin, table, "there is no column " + name, "was the file cut?");
      }
    }
    columns.forEach(this::check);
  }

  private void check(String name, double[] values) {
    if (values.length != rows()) {
      json.problem(
          places.get(name),
          table + "." + name,
          "found " + values.length + " entries where " + first() + " has " + rows(),
          "each column has one entry for each row");
    }
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        json.problem(places.get(name), table + "." + name, "entry " + i + " is no number", "");
        return;
      }
    }
  }

  private String first() {
    return columns.keySet().iterator().next();
  }

  /** Where the first column begins. */
  Origin origin() {
    return origin;
  }

  /** Entries of the first column. */
  int rows() {
    return columns.isEmpty() ? 0 : columns.get(first()).length;
  }

  /** A value. */
  double at(String name, int row) {
    return columns.get(name)[row];
  }

  /** Sum of a column. */
  double sum(String name) {
    double sum = 0;
    for (double value : columns.get(name)) {
      sum += value;
    }
    return sum;
  }
}
