package io.foretoken.scenario.resolve;

import io.foretoken.input.problem.Problem;
import io.foretoken.input.problem.Problems;
import io.foretoken.scenario.figure.RequestClass;
import io.foretoken.sim.batch.QueueOptions;
import io.foretoken.workload.Workload;
import io.foretoken.workload.client.ClientOptions;

/** What must hold of a load together with the rest of a scenario. */
final class LoadChecks {
  private LoadChecks() {}

  /** Adds a problem if the load would never end. */
  static void ends(
      ResolvedClasses load, WindowResolver.Resolved window, ScenarioTree tree, Problems problems) {
    for (Workload workload : load.workloads()) {
      String reason = workload.whyEndless(window.stop());
      if (!reason.isEmpty()) {
        problems.add(
            new Problem(
                tree.root().origin(), "stop", reason, "write stop: {requests: 1000}, for example"));
        return;
      }
    }
  }

  /** Adds a problem for clients that would try again after something that never happens. */
  static void retries(
      ResolvedClasses load, QueueOptions queue, ScenarioTree tree, Problems problems) {
    for (int at = 0; at < load.workloads().size(); at++) {
      ClientOptions client = load.workloads().get(at).client();
      if (client.retry().isPresent() && client.timeout().isEmpty() && queue.mostWaiting() == 0) {
        RequestClass of = load.requests().classes().get(at);
        problems.add(
            tree.root().origin(),
            (load.requests().areNamed() ? "classes." + of.name() + "." : "")
                + "workload.client.retry",
            "no attempt ever fails: clients wait for ever, and the queue has no limit",
            "add client: {timeout: 30s} or engine: {api: {max_queue: 100}}");
      }
    }
  }
}
