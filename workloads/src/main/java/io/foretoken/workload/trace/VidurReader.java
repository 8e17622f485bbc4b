package io.foretoken.workload.trace;

import io.foretoken.input.csv.CsvReader;
import io.foretoken.input.csv.CsvRow;
import java.nio.file.Path;

/**
 * {@code vidur}: the processed traces of microsoft/vidur: arrived_at in seconds,
 * num_prefill_tokens, num_decode_tokens. Some of them hold lengths only, without arrived_at.
 */
final class VidurReader implements RequestTraceReader {
  private static final String ARRIVED = "arrived_at";
  private static final String PREFILL = "num_prefill_tokens";
  private static final String DECODE = "num_decode_tokens";

  @Override
  public String name() {
    return "vidur";
  }

  @Override
  public String looksLike() {
    return "CSV with " + ARRIVED + "," + PREFILL + "," + DECODE;
  }

  @Override
  public boolean recognises(String firstLine) {
    return CsvTraceRows.hasColumns(firstLine, PREFILL, DECODE);
  }

  @Override
  public void read(Path file, RequestTraceBuilder rows) {
    CsvTraceRows.read(file, rows, csv -> columns(csv, rows));
  }

  private static CsvTraceRows.Row columns(CsvReader csv, RequestTraceBuilder rows) {
    int arrived = csv.optionalColumn(ARRIVED);
    int prefill = csv.column(PREFILL);
    int decode = csv.column(DECODE);
    if (arrived < 0) {
      rows.withoutArrivals();
    }
    return row -> read(row, arrived, prefill, decode, rows);
  }

  private static void read(
      CsvRow row, int arrived, int prefill, int decode, RequestTraceBuilder rows) {
    long arrival = arrived < 0 ? 0 : CsvTraceRows.nanos(row, arrived);
    int input = CsvTraceRows.inputTokens(row, prefill);
    int output = CsvTraceRows.outputTokens(row, decode);
    if (arrived >= 0) {
      CsvTraceRows.checkOrder(row, arrived, arrival, rows);
    }
    if (!row.isBad()) {
      rows.add(arrival, input, output);
    }
  }
}
