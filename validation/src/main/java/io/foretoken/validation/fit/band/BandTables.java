package io.foretoken.validation.fit.band;

import io.foretoken.scenario.expected.ErrorCell;
import io.foretoken.scenario.expected.LoadRegion;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The tables of the page on expected errors, Markdown. */
final class BandTables {
  private static final String HEAD =
      """
       | figures | workloads | held by the band | median half-width | median error | ratio |
      |---|---|---|---|---|---|---|
      """;

  private BandTables() {}

  static String of(List<BandRun> runs, List<ErrorCell> cells, List<CrossValidation.Judged> judged) {
    long seen = runs.stream().filter(BandRun::seen).count();
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            "%,d runs were predicted; %,d of them may have been used in fitting constants and are left"
                + " out, %,d are learnt from, in %d cells.\n\n",
            runs.size(),
            seen,
            runs.size() - seen,
            cells.size()));
    Function<CrossValidation.Judged, String> suite = CrossValidation.suites(judged);
    out.append(table("suite", CrossValidation.by(judged, suite)));
    out.append(table("figure", CrossValidation.by(judged, each -> each.quantity().key())));
    out.append(
        table(
            "load region",
            CrossValidation.by(judged, each -> LoadRegion.of(each.run().signs()).words())));
    out.append(
        table(
            "suite, figure",
            CrossValidation.by(judged, each -> suite.apply(each) + ", " + each.quantity().key())));
    return out.toString();
  }

  private static String table(String of, Map<String, CrossValidation.Row> rows) {
    StringBuilder out = new StringBuilder("| ").append(of).append(HEAD);
    rows.forEach(
        (name, row) ->
            out.append(
                String.format(
                    Locale.ROOT,
                    "| %s | %,d | %d | %.0f %% | %.1f %% | %.1f %% | %.1f |\n",
                    name,
                    row.runs(),
                    row.workloads(),
                    100 * row.covered(),
                    row.halfWidthPercent(),
                    row.errorPercent(),
                    row.halfWidthPercent() / row.errorPercent())));
    return out.append('\n').toString();
  }
}
