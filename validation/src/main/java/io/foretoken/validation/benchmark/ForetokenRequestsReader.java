package io.foretoken.validation.benchmark;

import io.foretoken.input.csv.CsvLimits;
import io.foretoken.input.csv.CsvReader;
import io.foretoken.input.csv.CsvRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code foretoken-requests}: the {@code requests.csv} of a simulated run, or of any log written
 * with its columns: id, outcome, input_tokens, output_tokens, intended_s, sent_s, ttft_s, e2e_s.
 * Requests outside of the window count like others.
 */
final class ForetokenRequestsReader implements BenchmarkReader {
  private static final double MAX_SECONDS = 1e9;
  private static final String FINISHED = "finished";
  private static final float[] NO_GAPS = {};

  @Override
  public String name() {
    return "foretoken-requests";
  }

  @Override
  public String looksLike() {
    return "CSV with outcome,input_tokens,output_tokens,sent_s,ttft_s,e2e_s";
  }

  @Override
  public String perRequest() {
    return "name the requests.csv in the folder that foretoken run --out writes";
  }

  @Override
  public boolean recognises(BenchmarkFile file) {
    return Set.copyOf(List.of(file.firstLine().split(",", -1)))
        .containsAll(
            Set.of("outcome", "input_tokens", "output_tokens", "sent_s", "ttft_s", "e2e_s"));
  }

  @Override
  public void read(BenchmarkFile file, BenchmarkRuns out) {
    RequestCollector requests = new RequestCollector(file.path().toString());
    try (CsvReader csv = CsvReader.open(file.path(), CsvLimits.DEFAULT)) {
      int id = csv.optionalColumn("id");
      int outcome = csv.column("outcome");
      int input = csv.column("input_tokens");
      int output = csv.column("output_tokens");
      int sent = csv.column("sent_s");
      int due = csv.optionalColumn("intended_s");
      int ttft = csv.column("ttft_s");
      int e2e = csv.column("e2e_s");
      int cached = csv.optionalColumn("cached_tokens");
      csv.problems().throwIfAny();
      CsvRow row = csv.row();
      while (csv.next()) {
        if (!row.textEquals(outcome, FINISHED)) {
          requests.fail();
          continue;
        }
        if (id >= 0) {
          requests.turn(row.longAt(id, 0, Long.MAX_VALUE));
        }
        double sentAt = row.doubleAt(sent, -MAX_SECONDS, MAX_SECONDS);
        double dueAt = due < 0 ? sentAt : row.doubleAt(due, -MAX_SECONDS, MAX_SECONDS);
        int inputTokens = row.intAt(input, 1, RequestCollector.MAX_TOKENS);
        int outputTokens = row.intAt(output, 0, RequestCollector.MAX_TOKENS);
        double firstToken = optional(row, ttft);
        double lastToken = optional(row, e2e);
        double found =
            cached < 0 || row.isBlank(cached)
                ? Double.NaN
                : row.intAt(cached, 0, RequestCollector.MAX_TOKENS);
        if (!row.isBad()) {
          requests.cached(found);
          requests.add(
              row.origin(sent),
              "",
              sentAt,
              dueAt,
              inputTokens,
              outputTokens,
              firstToken,
              lastToken,
              NO_GAPS);
        }
      }
      csv.problems().throwIfAny();
    }
    if (requests.seen() == 0) {
      return;
    }
    Optional<BenchmarkRequests> listed = requests.build();
    List<String> notes = new ArrayList<>(requests.notes());
    notes.add("requests.csv of Foretoken: simulated, unless you wrote it yourself");
    out.add(
        new BenchmarkRun(
            file.path().getFileName().toString(),
            out.source(file.origin()),
            StatedSetup.NOTHING,
            StatedLoad.NOTHING,
            listed,
            requests.counts(),
            listed.map(BenchmarkRequests::seconds).orElse(Double.NaN),
            List.of(),
            notes,
            List.of()));
  }

  private static double optional(CsvRow row, int column) {
    return row.isBlank(column) ? Double.NaN : row.doubleAt(column, 0, MAX_SECONDS);
  }
}
