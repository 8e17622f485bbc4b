package io.foretoken.cli;

import io.foretoken.scenario.expected.ErrorBand;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.validation.benchmark.BenchmarkCounts;
import io.foretoken.validation.trace.ErrorsOverTime;
import io.foretoken.validation.trace.TraceComparison;
import io.foretoken.validation.trace.TraceFigure;
import io.foretoken.validation.trace.TraceReport;
import io.foretoken.validation.trace.TraceRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What {@code compare TRACE SCENARIO} prints for people. */
final class TraceComparisonTable {
  private TraceComparisonTable() {}

  /** The text of a comparison, lines with line ends. */
  static String render(TraceComparison comparison, Paint paint) {
    StringBuilder out = new StringBuilder();
    out.append(paint.bold("measured   " + comparison.run().id())).append("  ");
    out.append(comparison.run().source().format()).append("; ");
    out.append(counts(comparison.run().counts())).append('\n');
    out.append(paint.bold("predicted  " + comparison.scenario().name())).append("  ");
    out.append(comparison.scenario().model()).append(" on ");
    out.append(comparison.scenario().facts().gpus()).append(" x ");
    out.append(comparison.scenario().facts().gpu()).append(", ");
    out.append(comparison.scenario().engine()).append("; ");
    out.append(comparison.scenario().facts().provenance()).append(" step times\n\n");
    out.append(figures(comparison, paint));
    out.append(
        paint.dim(
            "error: predicted over measured less one; expected: where nine of ten measured runs"
                + " are, relative to the prediction"));
    out.append('\n');
    worst(out, comparison);
    for (String finding : comparison.findings()) {
      out.append(paint.bad("faster than the hardware allows: ")).append(finding).append('\n');
    }
    return out.toString();
  }

  private static String counts(BenchmarkCounts counts) {
    return ReadableNumbers.count(counts.answered())
        + " requests answered, "
        + ReadableNumbers.count(counts.failed())
        + " failed"
        + (counts.empty() > 0 ? ", " + counts.empty() + " without a token" : "")
        + (counts.inconsistent() > 0
            ? ", " + counts.inconsistent() + " with impossible times"
            : "");
  }

  private static String figures(TraceComparison comparison, Paint paint) {
    Table table =
        Table.builder()
            .text("")
            .number("measured")
            .number("predicted")
            .number("error")
            .number("expected")
            .text("measured by")
            .build();
    for (TraceFigure figure : comparison.figures()) {
      String error = String.format(Locale.ROOT, "%+.1f %%", figure.errorPercent());
      table.row(
          figure.words(),
          TraceReport.value(figure.quantity(), figure.measured())
              + (figure.uncertainty() > 0
                  ? " +- " + TraceReport.value(figure.quantity(), figure.uncertainty())
                  : ""),
          TraceReport.value(figure.quantity(), figure.predicted()),
          figure.holds().orElse(true) ? error : paint.bad(error),
          figure.expected().map(ErrorBand::words).orElse(""),
          figure.origin());
    }
    return table.render(paint);
  }

  /** When the prediction was furthest off, where it is known when requests were sent. */
  private static void worst(StringBuilder out, TraceComparison comparison) {
    List<ErrorsOverTime> errors =
        ErrorsOverTime.of(comparison.requests(), TraceRequest::ttft, TraceRequest::predictedTtft);
    if (errors.size() < 2) {
      return;
    }
    ErrorsOverTime worst =
        errors.stream()
            .max(Comparator.comparingDouble(stretch -> Math.abs(stretch.errorPercent())))
            .orElseThrow();
    out.append(
        String.format(
                Locale.ROOT,
                "over time: TTFT is furthest off (%+.1f %%) from %s to %s s, for %d requests%n",
                worst.errorPercent(),
                ReadableNumbers.number(worst.fromSeconds()),
                ReadableNumbers.number(worst.toSeconds()),
                worst.requests())
            .replace(System.lineSeparator(), "\n"));
  }
}
