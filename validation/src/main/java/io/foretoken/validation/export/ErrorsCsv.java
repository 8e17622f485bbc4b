package io.foretoken.validation.export;

import io.foretoken.validation.measured.Metric;
import io.foretoken.validation.score.Breakdown;
import io.foretoken.validation.score.ErrorSummary;
import io.foretoken.validation.suite.SuiteReport;
import io.foretoken.validation.suite.ValidationResult;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;

/** {@code errors.csv}: errors by suite, and within it by regime, GPU, model, engine and load. */
public final class ErrorsCsv {
  static final String HEADER = "suite,by,group,metric,runs,median_ape,mean_ape,p90_ape,bias";
  private static final int DECIMALS = 4;

  private ErrorsCsv() {}

  /** Writes the content. */
  public static void write(Writer out, ValidationResult result) throws IOException {
    out.write(HEADER);
    out.write('\n');
    CsvLine line = new CsvLine(out);
    for (SuiteReport suite : result.suites()) {
      write(line, suite.name(), new Breakdown("all", "all", suite.errors()));
      for (Breakdown breakdown : suite.breakdowns()) {
        write(line, suite.name(), breakdown);
      }
    }
  }

  private static void write(CsvLine line, String suite, Breakdown breakdown) throws IOException {
    for (Map.Entry<Metric, ErrorSummary> entry : breakdown.errors().entrySet()) {
      ErrorSummary errors = entry.getValue();
      line.text(suite).text(breakdown.by()).text(breakdown.group());
      line.text(entry.getKey().key()).number(errors.runs());
      line.number(errors.medianApe(), DECIMALS).number(errors.meanApe(), DECIMALS);
      line.number(errors.p90Ape(), DECIMALS).number(errors.bias(), DECIMALS);
      line.end();
    }
  }
}
