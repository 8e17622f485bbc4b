package io.foretoken.scenario.resolve;

import io.foretoken.input.bind.Located;
import io.foretoken.input.problem.Problems;
import io.foretoken.workload.TraceLoader;
import io.foretoken.workload.WorkloadOptions;
import io.foretoken.workload.arrival.RatePeriod;
import io.foretoken.workload.arrival.RatesCsv;
import io.foretoken.workload.trace.RequestTrace;
import io.foretoken.workload.trace.RequestTraceFormats;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The traces that a scenario names, each read once. */
final class TraceShelf implements TraceLoader {
  private final Path folder;
  private final Map<String, RequestTrace> read;

  /**
   * @param folder where relative paths of the scenario start
   * @param read traces by path and format that have been read before; takes those that will be
   */
  TraceShelf(Path folder, Map<String, RequestTrace> read) {
    this.folder = folder;
    this.read = read;
  }

  @Override
  public RequestTrace load(Located<String> file, Optional<String> format) {
    Path path = path(file, "workload.trace.file");
    String key = path + "|" + format.orElse("");
    return read.computeIfAbsent(key, unread -> RequestTraceFormats.installed().read(path, format));
  }

  @Override
  public List<RatePeriod> loadRates(Located<String> file) {
    return RatesCsv.read(path(file, "workload.arrivals.rates_from"));
  }

  private Path path(Located<String> file, String key) {
    Problems problems = new Problems();
    Optional<Path> path = FileReference.resolve(file, key, folder, problems);
    problems.throwIfAny();
    return path.orElseThrow();
  }

  /** The trace that a workload replays, if it replays one. */
  Optional<RequestTrace> replayed(WorkloadOptions options) {
    return options.trace().map(trace -> load(trace.file(), trace.format()));
  }
}
