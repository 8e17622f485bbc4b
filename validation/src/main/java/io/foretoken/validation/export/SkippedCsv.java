package io.foretoken.validation.export;

import io.foretoken.validation.measured.SkippedRun;
import io.foretoken.validation.suite.SuiteReport;
import io.foretoken.validation.suite.ValidationResult;
import java.io.IOException;
import java.io.Writer;

/** {@code skipped.csv}: every run that was not compared, and why. */
public final class SkippedCsv {
  static final String HEADER = "suite,run,kind,reason";

  private SkippedCsv() {}

  /** Writes the content. */
  public static void write(Writer out, ValidationResult result) throws IOException {
    out.write(HEADER);
    out.write('\n');
    CsvLine line = new CsvLine(out);
    for (SuiteReport suite : result.suites()) {
      for (SkippedRun skip : suite.skipped()) {
        line.text(skip.suite()).text(skip.id()).text(skip.kind()).text(skip.reason());
        line.end();
      }
    }
  }
}
