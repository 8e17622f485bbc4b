package io.foretoken.workload.trace;

import io.foretoken.input.csv.CsvReader;
import io.foretoken.input.csv.CsvRow;
import io.foretoken.input.problem.NearestName;
import io.foretoken.input.problem.Problem;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code foretoken-csv}: arrival_s, input_tokens, output_tokens, and where there are any:
 *
 * <ul>
 *   <li>max_tokens: the declared limit on generated tokens (blank: the output itself);
 *   <li>class, tenant: names; priority: a whole number, smaller is served earlier;
 *   <li>prefix_key, prefix_tokens: the prompt begins with the first prefix_tokens tokens of a text
 *       that all prompts with this key begin with (blank: it shares nothing).
 * </ul>
 *
 * <p>Other columns are passed over, unless their name is close to one of these.
 */
final class ForetokenCsvReader implements RequestTraceReader {
  private static final String ARRIVAL = "arrival_s";
  private static final String INPUT = "input_tokens";
  private static final String OUTPUT = "output_tokens";
  private static final String MAX = "max_tokens";
  private static final String CLASS = "class";
  private static final String TENANT = "tenant";
  private static final String PRIORITY = "priority";
  private static final String PREFIX_KEY = "prefix_key";
  private static final String PREFIX_TOKENS = "prefix_tokens";
  private static final List<String> OPTIONAL =
      List.of(MAX, CLASS, TENANT, PRIORITY, PREFIX_KEY, PREFIX_TOKENS);

  /** Class or tenant of a row that names none in a file that names some. */
  private static final String UNNAMED = "default";

  private static final int MAX_PRIORITY = 1_000_000;

  @Override
  public String name() {
    return "foretoken-csv";
  }

  @Override
  public String looksLike() {
    return "CSV with " + ARRIVAL + "," + INPUT + "," + OUTPUT;
  }

  @Override
  public boolean recognises(String firstLine) {
    return CsvTraceRows.hasColumns(firstLine, ARRIVAL, INPUT, OUTPUT);
  }

  @Override
  public void read(Path file, RequestTraceBuilder rows) {
    NestedPrefixes prefixes = new NestedPrefixes();
    CsvTraceRows.read(
        file,
        rows,
        csv -> {
          checkNames(csv);
          return new Rows(csv, rows, prefixes);
        });
    prefixes.addTo(rows);
  }

  private static void checkNames(CsvReader csv) {
    List<String> missing = OPTIONAL.stream().filter(c -> csv.optionalColumn(c) < 0).toList();
    for (int i = 0; i < csv.header().size(); i++) {
      String column = csv.header().get(i);
      boolean ours = OPTIONAL.contains(column) || List.of(ARRIVAL, INPUT, OUTPUT).contains(column);
      if (!ours && !NearestName.question(column, missing).isEmpty()) {
        csv.problems()
            .add(
                Problem.of(
                    csv.headerOrigin(i),
                    "the column \"" + column + "\" is not known",
                    NearestName.question(column, missing)));
      }
    }
    boolean key = csv.optionalColumn(PREFIX_KEY) >= 0;
    if (key != csv.optionalColumn(PREFIX_TOKENS) >= 0) {
      csv.column(key ? PREFIX_TOKENS : PREFIX_KEY);
    }
  }

  private static final class Rows implements CsvTraceRows.Row {
    private final RequestTraceBuilder rows;
    private final NestedPrefixes prefixes;
    private final int arrival;
    private final int input;
    private final int output;
    private final int max;
    private final int className;
    private final int tenant;
    private final int priority;
    private final int prefixKey;
    private final int prefixTokens;

    Rows(CsvReader csv, RequestTraceBuilder rows, NestedPrefixes prefixes) {
      this.rows = rows;
      this.prefixes = prefixes;
      arrival = csv.column(ARRIVAL);
      input = csv.column(INPUT);
      output = csv.column(OUTPUT);
      max = csv.optionalColumn(MAX);
      className = csv.optionalColumn(CLASS);
      tenant = csv.optionalColumn(TENANT);
      priority = csv.optionalColumn(PRIORITY);
      prefixKey = csv.optionalColumn(PREFIX_KEY);
      prefixTokens = csv.optionalColumn(PREFIX_TOKENS);
    }

    @Override
    public void read(CsvRow row) {
      long nanos = CsvTraceRows.nanos(row, arrival);
      int inputTokens = CsvTraceRows.inputTokens(row, input);
      int outputTokens = CsvTraceRows.outputTokens(row, output);
      int declared = written(row, max) ? row.intAt(max, 1, RequestTraceBuilder.MAX_TOKENS) : 0;
      int rank = written(row, priority) ? row.intAt(priority, -MAX_PRIORITY, MAX_PRIORITY) : 0;
      boolean shares = written(row, prefixKey);
      int shared = shares ? row.intAt(prefixTokens, 0, RequestTraceBuilder.MAX_TOKENS) : 0;
      if (!row.isBad() && shared > inputTokens) {
        row.problem(
            prefixTokens,
            "found " + shared + ", which is more than the " + inputTokens + " input tokens",
            "a prefix is part of the prompt");
      }
      CsvTraceRows.checkOrder(row, arrival, nanos, rows);
      if (row.isBad()) {
        return;
      }
      rows.add(nanos, inputTokens, outputTokens);
      if (max >= 0) {
        rows.maxTokens(declared);
      }
      if (priority >= 0) {
        rows.priority(rank);
      }
      if (className >= 0) {
        rows.className(name(row, className));
      }
      if (tenant >= 0) {
        rows.tenantName(name(row, tenant));
      }
      if (prefixKey >= 0) {
        prefixes.add(shares ? row.text(prefixKey).strip() : "", shared);
      }
    }

    private static String name(CsvRow row, int column) {
      return row.isBlank(column) ? UNNAMED : row.text(column).strip();
    }

    private static boolean written(CsvRow row, int column) {
      return column >= 0 && !row.isBlank(column);
    }
  }
}
