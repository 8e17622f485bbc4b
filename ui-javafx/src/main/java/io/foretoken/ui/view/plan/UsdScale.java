package io.foretoken.ui.view.plan;

import io.foretoken.ui.viewmodel.plan.CandidateRow;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Where money a month stands in the column of ranges; what is dearer than its end is beyond it.
 *
 * @param from left end, US dollars a month
 * @param to right end
 * @param budget a month, if there is one
 */
record UsdScale(double from, double to, OptionalDouble budget) {
  /** So many times the cheapest is the end: what is dearer is not compared closely. */
  private static final double MOST = 2.5;

  private static final double ROOM = 0.05;

  static UsdScale of(List<CandidateRow> rows, OptionalDouble budget) {
    double least =
        rows.stream()
            .mapToDouble(row -> Double.isFinite(row.usdLow()) ? row.usdLow() : row.usd())
            .filter(Double::isFinite)
            .min()
            .orElse(0);
    double most =
        rows.stream()
            .mapToDouble(row -> Double.isFinite(row.usdHigh()) ? row.usdHigh() : row.usd())
            .filter(Double::isFinite)
            .max()
            .orElse(1);
    double end = Math.min(most, least * MOST);
    double room = (end - least) * ROOM;
    return new UsdScale(least - room, end + room, budget);
  }

  /** Share of the width, above 1 beyond the end. */
  double place(double usd) {
    return to > from ? (usd - from) / (to - from) : 0.5;
  }

  String words() {
    return thousands(Math.max(0, from)) + " to " + thousands(to);
  }

  private static String thousands(double usd) {
    return "$" + String.format(Locale.ROOT, usd < 10_000 ? "%.1fk" : "%.0fk", usd / 1000);
  }
}
