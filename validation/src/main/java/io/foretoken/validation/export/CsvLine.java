package io.foretoken.validation.export;

import io.foretoken.scenario.export.CsvText;
import io.foretoken.scenario.export.FixedDecimal;
import java.io.IOException;
import java.io.Writer;

/** One line of a CSV file at a time; texts are quoted where they need it (RFC 4180). */
final class CsvLine {
  private final Writer out;
  private boolean begun;

  CsvLine(Writer out) {
    this.out = out;
  }

  CsvLine text(String text) throws IOException {
    if (begun) {
      out.write(',');
    }
    begun = true;
    out.write(CsvText.quoted(text));
    return this;
  }

  CsvLine number(long value) throws IOException {
    return text(Long.toString(value));
  }

  /** A number with fixed decimals, blank where there is none. */
  CsvLine number(double value, int decimals) throws IOException {
    return text(Double.isFinite(value) ? FixedDecimal.of(value, decimals) : "");
  }

  void end() throws IOException {
    out.write('\n');
    begun = false;
  }
}
