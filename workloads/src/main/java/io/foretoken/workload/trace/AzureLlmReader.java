package io.foretoken.workload.trace;

import io.foretoken.input.csv.CsvRow;
import java.nio.file.Path;

/**
 * {@code azure-llm}: the Azure LLM inference traces of Azure/AzurePublicDataset (2023, used in
 * Splitwise, ISCA 2024): TIMESTAMP as date and time with up to nine decimals, ContextTokens,
 * GeneratedTokens. Times count from the first request. The published files have no row with 0
 * generated tokens; where one comes, 1 is taken, as the trace says nothing of failures.
 */
final class AzureLlmReader implements RequestTraceReader {
  private static final String TIMESTAMP = "TIMESTAMP";
  private static final String CONTEXT = "ContextTokens";
  private static final String GENERATED = "GeneratedTokens";

  @Override
  public String name() {
    return "azure-llm";
  }

  @Override
  public String looksLike() {
    return "CSV with " + TIMESTAMP + "," + CONTEXT + "," + GENERATED;
  }

  @Override
  public boolean recognises(String firstLine) {
    return CsvTraceRows.hasColumns(firstLine, TIMESTAMP, CONTEXT, GENERATED);
  }

  @Override
  public void read(Path file, RequestTraceBuilder rows) {
    CsvTraceRows.read(
        file,
        rows,
        csv -> {
          int timestamp = csv.column(TIMESTAMP);
          int context = csv.column(CONTEXT);
          int generated = csv.column(GENERATED);
          return new Rows(rows, timestamp, context, generated);
        });
  }

  private static final class Rows implements CsvTraceRows.Row {
    private final RequestTraceBuilder rows;
    private final int timestamp;
    private final int context;
    private final int generated;
    private long firstNanos = AzureTimestamp.INVALID;

    Rows(RequestTraceBuilder rows, int timestamp, int context, int generated) {
      this.rows = rows;
      this.timestamp = timestamp;
      this.context = context;
      this.generated = generated;
    }

    @Override
    public void read(CsvRow row) {
      String text = row.text(timestamp).strip();
      long epochNanos = AzureTimestamp.parse(text);
      if (epochNanos == AzureTimestamp.INVALID) {
        row.problem(
            timestamp,
            "found \"" + text + "\", which is not a date and time",
            "write it as 2023-11-16 18:15:46.6805900");
      } else if (firstNanos == AzureTimestamp.INVALID) {
        firstNanos = epochNanos;
      }
      int input = CsvTraceRows.inputTokens(row, context);
      int output = CsvTraceRows.outputTokens(row, generated);
      long arrival = row.isBad() ? 0 : epochNanos - firstNanos;
      CsvTraceRows.checkOrder(row, timestamp, arrival, rows);
      if (!row.isBad() && arrival > RequestTraceBuilder.MAX_NANOS) {
        row.problem(timestamp, "found " + text + ", 30 years after the first", "check the dates");
      }
      if (!row.isBad()) {
        rows.add(arrival, input, output);
      }
    }
  }
}
