package io.foretoken.scenario.report;

import io.foretoken.scenario.chart.Chart;
import io.foretoken.scenario.chart.Series;
import java.util.List;
import java.util.Locale;

/**
 * Quantities over time that a reader can zoom into.
 *
 * @param chart the picture of them, for paper and where scripts do not run
 * @param fine the same series at all times known, on one clock
 */
record TimeSeries(Chart chart, List<Series> fine) {
  private static final int DIGITS = 4;

  TimeSeries {
    fine = List.copyOf(fine);
    for (Series one : fine) {
      if (one.points().size() != fine.get(0).points().size()) {
        throw new IllegalArgumentException(one.name() + " is on another clock");
      }
    }
  }

  /**
   * What the page's script draws: {@code x} in seconds, for each series {@code name}, {@code ink}
   * (a variable of the style sheet) and {@code y}, the hatched {@code zones}.
   */
  String json() {
    StringBuilder json = new StringBuilder("{\"x\":");
    numbers(json, fine.get(0), true);
    json.append(",\"unit\":").append(quoted(chart.left().name())).append(",\"series\":[");
    for (int at = 0; at < fine.size(); at++) {
      Series one = fine.get(at);
      json.append(at == 0 ? "" : ",").append("{\"name\":").append(quoted(one.name()));
      json.append(",\"ink\":").append(quoted(one.ink().variable())).append(",\"y\":");
      numbers(json, one, false);
      json.append('}');
    }
    json.append("],\"zones\":[");
    for (int at = 0; at < chart.zones().size(); at++) {
      Chart.Zone zone = chart.zones().get(at);
      json.append(at == 0 ? "[" : ",[").append(number(zone.from())).append(',');
      json.append(number(zone.to())).append(',').append(quoted(zone.label())).append(']');
    }
    return json.append("]}").toString();
  }

  private static void numbers(StringBuilder json, Series series, boolean isX) {
    json.append('[');
    for (int at = 0; at < series.points().size(); at++) {
      Series.Point point = series.points().get(at);
      json.append(at == 0 ? "" : ",").append(number(isX ? point.x() : point.y()));
    }
    json.append(']');
  }

  /** Four significant digits, as few characters as they take. */
  private static String number(double value) {
    if (value == 0) {
      return "0";
    }
    int decimals = DIGITS - 1 - (int) Math.floor(StrictMath.log10(Math.abs(value)));
    String text =
        String.format(Locale.ROOT, "%." + Math.max(0, Math.min(12, decimals)) + "f", value);
    return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
  }

  /** Names are the program's own; a quote or an end of the script among them would be a mistake. */
  private static String quoted(String text) {
    if (text.contains("\"") || text.contains("\\") || text.contains("<")) {
      throw new IllegalArgumentException(text);
    }
    return "\"" + text + "\"";
  }
}
