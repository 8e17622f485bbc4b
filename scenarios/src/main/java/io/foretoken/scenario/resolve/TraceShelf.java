package io.foretoken.scenario.resolve;

import io.foretoken.input.bind.Located;
import io.foretoken.input.problem.Problems;
import io.foretoken.workload.TraceLoader;
import io.foretoken.workload.WorkloadOptions;
import io.foretoken.workload.trace.RequestTrace;
import io.foretoken.workload.trace.RequestTraceFormats;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The traces that a scenario names, each read once. */
final class TraceShelf implements TraceLoader {
  private final Path folder;
  private final Map<String, RequestTrace> read = new HashMap<>();

  /**
   * @param folder where relative paths of the scenario start
   */
  TraceShelf(Path folder) {
    this.folder = folder;
  }

  @Override
  public RequestTrace load(Located<String> file, Optional<String> format) {
    Problems problems = new Problems();
    Optional<Path> path = FileReference.resolve(file, "workload.trace.file", folder, problems);
    problems.throwIfAny();
    String key = path.orElseThrow() + "|" + format.orElse("");
    RequestTrace known = read.get(key);
    if (known == null) {
      known = RequestTraceFormats.installed().read(path.get(), format);
      read.put(key, known);
    }
    return known;
  }

  /** The trace that a workload replays, if it replays one. */
  Optional<RequestTrace> replayed(WorkloadOptions options) {
    return options.trace().map(trace -> load(trace.file(), trace.format()));
  }
}
