package io.foretoken.workload;

import io.foretoken.input.bind.Located;
import io.foretoken.workload.arrival.RatePeriod;
import io.foretoken.workload.trace.RequestTrace;
import java.util.List;
import java.util.Optional;

/**
 * Finds the files that a workload names. Whoever builds workloads decides against which folder a
 * path resolves and whether a trace read before is used again.
 */
public interface TraceLoader {
  /**
   * The trace.
   *
   * @param file the path as written
   * @param format its format, if that was written
   * @throws io.foretoken.input.problem.BadInputException if it cannot be read
   */
  RequestTrace load(Located<String> file, Optional<String> format);

  /**
   * The rates over time that a file holds ({@link io.foretoken.workload.arrival.RatesCsv}).
   *
   * @param file the path as written
   * @throws io.foretoken.input.problem.BadInputException if it cannot be read
   */
  List<RatePeriod> loadRates(Located<String> file);
}
