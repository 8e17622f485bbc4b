package io.foretoken.workload;

import io.foretoken.input.bind.Located;
import io.foretoken.workload.trace.RequestTrace;
import java.util.Optional;

/**
 * Finds the trace that a workload names. Whoever builds workloads decides against which folder a
 * path resolves and whether a trace read before is used again.
 */
@FunctionalInterface
public interface TraceLoader {
  /**
   * The trace.
   *
   * @param file the path as written
   * @param format its format, if that was written
   * @throws io.foretoken.input.problem.BadInputException if it cannot be read
   */
  RequestTrace load(Located<String> file, Optional<String> format);
}
