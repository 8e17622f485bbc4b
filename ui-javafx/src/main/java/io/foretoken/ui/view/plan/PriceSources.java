package io.foretoken.ui.view.plan;

import io.foretoken.ui.viewmodel.plan.PriceRow;
import java.util.List;
import java.util.stream.Collectors;

/** Whose prices these are, in a line. */
final class PriceSources {
  private PriceSources() {}

  static String words(List<PriceRow> rows) {
    String sources =
        rows.stream()
            .filter(row -> row.isConsidered() && !row.source().isEmpty())
            .map(PriceRow::source)
            .distinct()
            .collect(Collectors.joining("; "));
    long stale = rows.stream().filter(row -> row.isConsidered() && row.isStale()).count();
    String age =
        stale == 0
            ? ""
            : stale == 1
                ? "! One is older than 180 days."
                : "! " + stale + " are older than 180 days.";
    return (sources.isEmpty() ? "" : "Source: " + sources + ".")
        + (sources.isEmpty() || age.isEmpty() ? "" : " ")
        + age;
  }
}
