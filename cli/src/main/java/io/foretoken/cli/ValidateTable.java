package io.foretoken.cli;

import io.foretoken.validation.measured.Metric;
import io.foretoken.validation.score.ErrorSummary;
import io.foretoken.validation.score.PeerSummary;
import io.foretoken.validation.suite.RooflineCheck;
import io.foretoken.validation.suite.SuiteReport;
import io.foretoken.validation.suite.ValidationResult;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What {@code validate} prints for people. */
final class ValidateTable {
  private ValidateTable() {}

  static String render(ValidationResult result, Paint paint) {
    StringBuilder out = new StringBuilder();
    for (SuiteReport suite : result.suites()) {
      out.append(paint.bold(suite.name()));
      out.append("  ").append(suite.scored().size()).append(" runs compared, ");
      out.append(suite.skipped().size()).append(" skipped\n");
      if (!suite.errors().isEmpty()) {
        out.append(errors(suite, paint));
      }
      decisions(suite, out);
      suite.prefixHits().forEach(line -> out.append("  ").append(line).append('\n'));
      for (Map.Entry<String, Long> kind : suite.skipsByKind()) {
        out.append("  skipped ").append(kind.getValue()).append(": ").append(kind.getKey());
        out.append('\n');
      }
      out.append('\n');
    }
    roofline(RooflineCheck.of(result.scored()), out);
    return out.toString();
  }

  private static String errors(SuiteReport suite, Paint paint) {
    Table table =
        Table.builder()
            .text("  error, %")
            .number("runs")
            .number("median")
            .number("mean")
            .number("p90")
            .number("bias")
            .text("best peer on the same runs (its median, ours)")
            .build();
    for (Map.Entry<Metric, ErrorSummary> entry : suite.errors().entrySet()) {
      ErrorSummary errors = entry.getValue();
      Optional<PeerSummary> peer = PeerSummary.best(suite.peers(), entry.getKey());
      table.row(
          "  " + entry.getKey().key(),
          Integer.toString(errors.runs()),
          percent(errors.medianApe()),
          percent(errors.meanApe()),
          percent(errors.p90Ape()),
          signed(errors.bias()),
          peer.map(ValidateTable::describe).orElse(""));
    }
    return table.render(paint);
  }

  private static String describe(PeerSummary peer) {
    return peer.simulator()
        + " "
        + percent(peer.theirs().medianApe())
        + ", "
        + percent(peer.ours().medianApe())
        + " ("
        + peer.theirs().runs()
        + " runs)";
  }

  private static void decisions(SuiteReport suite, StringBuilder out) {
    suite
        .decisions()
        .forEach(
            (name, value) -> {
              String shown =
                  value == Math.rint(value) ? Long.toString(Math.round(value)) : percent(value);
              out.append("  ").append(name).append(": ").append(shown).append('\n');
            });
  }

  private static void roofline(RooflineCheck check, StringBuilder out) {
    out.append(
        String.format(
            Locale.ROOT,
            "roofline: %d runs and %d operators above it; highest: MFU %.0f %%, MBU %.0f %%,"
                + " operator %.0f %% (%s)%n",
            check.runsAbove(),
            check.operatorsAbove(),
            100 * check.largestMfu(),
            100 * check.largestMbu(),
            100 * check.largestOperator().share(),
            check.largestOperator().operator()));
  }

  private static String percent(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String signed(double value) {
    return String.format(Locale.ROOT, "%+.1f", value);
  }
}
