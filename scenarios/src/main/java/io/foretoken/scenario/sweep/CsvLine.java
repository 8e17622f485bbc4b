package io.foretoken.scenario.sweep;

import io.foretoken.scenario.export.CsvText;
import io.foretoken.scenario.export.FixedDecimal;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/** A line of CSV in the making (RFC 4180). */
final class CsvLine {
  private final List<String> cells = new ArrayList<>();

  CsvLine add(String text) {
    cells.add(CsvText.quoted(text));
    return this;
  }

  CsvLine addAll(List<String> texts) {
    texts.forEach(this::add);
    return this;
  }

  /** A number; nothing where there is none. */
  CsvLine add(double value, int decimals) {
    return add(Double.isFinite(value) ? FixedDecimal.of(value, decimals) : "");
  }

  CsvLine add(boolean flag) {
    return add(flag ? "1" : "0");
  }

  CsvLine skip(int count) {
    for (int cell = 0; cell < count; cell++) {
      cells.add("");
    }
    return this;
  }

  void writeTo(Writer out) throws IOException {
    out.write(String.join(",", cells) + '\n');
  }
}
