package io.foretoken.validation.measured;

import io.foretoken.input.csv.CsvLimits;
import io.foretoken.input.csv.CsvReader;
import io.foretoken.input.csv.CsvRow;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.validation.table.UnusableRunException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The requests of one run of the per-request set: when each was due, when it was sent, its lengths
 * and latencies. Latencies count from the send.
 */
final class RequestLog {
  /** Columns by which the files are recognised. */
  static final Set<String> COLUMNS =
      Set.of("t_arrival_ms", "t_send_ms", "input_tokens", "output_tokens");

  private static final double MAX_MILLIS = 1e9;
  private static final int MAX_TOKENS = 10_000_000;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double PICOS_PER_MILLI = 1e9;
  private static final double MILLIS_PER_SECOND = 1e3;

  private record Request(
      double arrival, double send, int input, int output, double ttft, double e2e) {
    boolean isMeasured() {
      return !Double.isNaN(ttft) && !Double.isNaN(e2e);
    }
  }

  private final List<Request> requests = new ArrayList<>();

  private RequestLog() {}

  /**
   * Reads a file.
   *
   * @throws UnusableRunException if it is damaged or not complete
   */
  static RequestLog read(Path file) {
    RequestLog log = new RequestLog();
    try (CsvReader csv = CsvReader.open(file, CsvLimits.DEFAULT)) {
      int arrival = csv.column("t_arrival_ms");
      int send = csv.column("t_send_ms");
      int input = csv.column("input_tokens");
      int output = csv.column("output_tokens");
      int ttft = csv.optionalColumn("ttft_ms");
      int e2e = csv.optionalColumn("e2e_ms");
      csv.problems().throwIfAny();
      CsvRow row = csv.row();
      while (csv.next()) {
        log.requests.add(
            new Request(
                row.doubleAt(arrival, -MAX_MILLIS, MAX_MILLIS),
                row.doubleAt(send, -MAX_MILLIS, MAX_MILLIS),
                row.intAt(input, 1, MAX_TOKENS),
                row.intAt(output, 1, MAX_TOKENS),
                optional(row, ttft),
                optional(row, e2e)));
      }
      csv.problems().throwIfAny();
    } catch (BadInputException e) {
      throw new UnusableRunException(SkipKind.DAMAGED, SkipKind.oneLine(e.problems().get(0)));
    }
    if (log.requests.isEmpty()) {
      throw new UnusableRunException(SkipKind.DAMAGED, file.getFileName() + " has no rows");
    }
    return log;
  }

  private static double optional(CsvRow row, int column) {
    return column < 0 || row.isBlank(column) ? Double.NaN : row.doubleAt(column, 0, MAX_MILLIS);
  }

  /** Number of requests. */
  int size() {
    return requests.size();
  }

  /**
   * The load.
   *
   * @param cap most requests in flight at the client
   * @param capReached whether the client ever waited for that; requests are then due when they were
   *     to arrive, otherwise when they were sent
   */
  ExactLoad load(int cap, boolean capReached) {
    List<Request> ordered =
        requests.stream()
            .sorted(Comparator.comparingDouble(request -> due(request, capReached)))
            .toList();
    double first = due(ordered.get(0), capReached);
    return new ExactLoad(
        capReached ? cap : 0,
        ordered.stream()
            .mapToLong(request -> Math.round((due(request, capReached) - first) * NANOS_PER_MILLI))
            .toArray(),
        ordered.stream().mapToInt(Request::input).toArray(),
        ordered.stream().mapToInt(Request::output).toArray(),
        new int[0]);
  }

  private static double due(Request request, boolean capReached) {
    return capReached ? request.arrival : request.send;
  }

  /** Most requests in flight at once, as sends and latencies have it; 0 without latencies. */
  int peakInFlight() {
    double[] sent = requests.stream().mapToDouble(Request::send).sorted().toArray();
    double[] ended =
        requests.stream().filter(Request::isMeasured).mapToDouble(r -> r.send + r.e2e).toArray();
    Arrays.sort(ended);
    int peak = 0;
    int gone = 0;
    for (int i = 0; i < sent.length && ended.length > 0; i++) {
      while (gone < ended.length && ended[gone] <= sent[i]) {
        gone++;
      }
      peak = Math.max(peak, i + 1 - gone);
    }
    return peak;
  }

  /** What was measured; empty without latencies. */
  Map<Metric, Double> figures() {
    Map<Metric, Double> figures = new EnumMap<>(Metric.class);
    List<Request> measured = requests.stream().filter(Request::isMeasured).toList();
    if (measured.isEmpty()) {
      return figures;
    }
    LatencyFigures.add(
        figures,
        Metric.Quantity.TTFT,
        measured.stream().mapToLong(r -> Math.round(r.ttft * PICOS_PER_MILLI)).toArray());
    LatencyFigures.add(
        figures,
        Metric.Quantity.E2E,
        measured.stream().mapToLong(r -> Math.round(r.e2e * PICOS_PER_MILLI)).toArray());
    LatencyFigures.add(
        figures,
        Metric.Quantity.TPOT,
        measured.stream()
            .filter(r -> r.output > 1)
            .mapToLong(r -> Math.round((r.e2e - r.ttft) * PICOS_PER_MILLI / (r.output - 1)))
            .toArray());
    double start = measured.stream().mapToDouble(Request::send).min().orElse(0);
    double end = measured.stream().mapToDouble(r -> r.send + r.e2e).max().orElse(0);
    double tokens = measured.stream().mapToDouble(Request::output).sum();
    figures.put(Metric.OUTPUT_THROUGHPUT, tokens / ((end - start) / MILLIS_PER_SECOND));
    return figures;
  }
}
