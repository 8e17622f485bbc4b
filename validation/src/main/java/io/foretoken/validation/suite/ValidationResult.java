package io.foretoken.validation.suite;

import io.foretoken.validation.score.ScoredRun;
import java.util.List;

/** How all suites went, in the order of reports. */
public record ValidationResult(List<SuiteReport> suites) {
  /** Every scored run. */
  public List<ScoredRun> scored() {
    return suites.stream().flatMap(suite -> suite.scored().stream()).toList();
  }
}
