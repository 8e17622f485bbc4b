package io.foretoken.scenario.resolve;

import io.foretoken.scenario.figure.RequestClasses;
import io.foretoken.workload.Workload;
import java.util.List;

/**
 * The load of a scenario.
 *
 * @param requests what requests can be of
 * @param workloads what is sent, side by side
 * @param differInPriority whether some requests have another priority than others
 * @param haveDeadlines whether some requests have a deadline
 */
record ResolvedClasses(
    RequestClasses requests,
    List<Workload> workloads,
    boolean differInPriority,
    boolean haveDeadlines) {

  boolean isClosedLoop() {
    return workloads.stream().allMatch(Workload::isClosedLoop);
  }

  boolean endsByItself() {
    return workloads.stream().allMatch(Workload::endsByItself);
  }

  /** Whether no change of a rate is planned. */
  boolean keepTheirRate() {
    return workloads.stream().allMatch(Workload::keepsItsRate);
  }
}
