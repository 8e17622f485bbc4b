package io.foretoken.validation.benchmark;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Problem;
import java.util.List;
import java.util.Optional;

/**
 * One run of a benchmark tool against a server, whatever the tool: times in seconds, TPOT without
 * the first token, gaps pooled over requests, arrivals from the first one on.
 *
 * @param id the file's name, with the run's number where the file holds several
 * @param source where it was read
 * @param setup what the file says of the deployment
 * @param load what it says of the load
 * @param requests the answered requests one by one; empty for a file of aggregates
 * @param counts how many requests ended how
 * @param seconds how long it took, NaN where not known
 * @param figures the tool's own figures, each under the tool's own name
 * @param notes what a reader of its figures should know
 * @param obstacles why it cannot be simulated, such as disaggregated serving; empty where it can
 */
public record BenchmarkRun(
    String id,
    BenchmarkSource source,
    StatedSetup setup,
    StatedLoad load,
    Optional<BenchmarkRequests> requests,
    BenchmarkCounts counts,
    double seconds,
    List<BenchmarkFigure> figures,
    List<String> notes,
    List<String> obstacles) {
  /** Keeps copies. */
  public BenchmarkRun {
    obstacles = List.copyOf(obstacles);
    figures = List.copyOf(figures);
    notes = List.copyOf(notes);
  }

  /** Whether the file says how requests came: when, at which rate, or how many at a time. */
  public boolean saysLoad() {
    return requests.map(BenchmarkRequests::hasArrivals).orElse(false)
        || !Double.isNaN(load.requestsPerSecond())
        || load.maxInFlight() > 0;
  }

  /** The tool's own figure. */
  public Optional<BenchmarkFigure> figure(BenchmarkQuantity quantity, String statistic) {
    return figures.stream()
        .filter(f -> f.quantity() == quantity && f.statistic().equals(statistic))
        .findFirst();
  }

  /**
   * The requests, for what cannot be done with aggregates.
   *
   * @param purpose what they are needed for, such as "a distribution of errors"
   * @param formats tells how to get them
   * @throws BadInputException if the file holds aggregates only
   */
  public BenchmarkRequests requireRequests(String purpose, BenchmarkFormats formats) {
    return requests.orElseThrow(
        () ->
            new BadInputException(
                Problem.of(
                    source.place(),
                    "the file holds the run's aggregates only, and " + purpose + " needs requests",
                    formats
                        .named(source.format())
                        .map(BenchmarkReader::perRequest)
                        .orElse("write a file with an entry for each request"))));
  }
}
