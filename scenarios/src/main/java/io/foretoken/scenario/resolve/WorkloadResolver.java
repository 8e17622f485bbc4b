package io.foretoken.scenario.resolve;

import io.foretoken.input.bind.Located;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.problem.Problems;
import io.foretoken.scenario.spec.ScenarioSpec;
import io.foretoken.workload.Workload;
import io.foretoken.workload.WorkloadBuilder;
import io.foretoken.workload.content.RequestLabels;
import io.foretoken.workload.trace.RequestTrace;
import io.foretoken.workload.trace.RequestTraceFormats;
import java.nio.file.Path;
import java.util.Optional;

/** From a workload as written to requests. */
final class WorkloadResolver {
  private WorkloadResolver() {}

  /** The workload, or empty with problems added. */
  static Optional<Workload> resolve(ScenarioSpec spec, ScenarioTree tree, Problems problems) {
    try {
      return Optional.of(
          WorkloadBuilder.build(
              spec.workload(),
              RequestLabels.NONE,
              (file, format) -> load(file, format, tree.folder())));
    } catch (BadInputException e) {
      problems.addAll(e);
      return Optional.empty();
    }
  }

  private static RequestTrace load(Located<String> file, Optional<String> format, Path folder) {
    Problems problems = new Problems();
    Optional<Path> path = FileReference.resolve(file, "workload.trace.file", folder, problems);
    problems.throwIfAny();
    return RequestTraceFormats.installed().read(path.orElseThrow(), format);
  }

  /** Adds a problem if the load would never end. */
  static void checkEnd(
      Workload workload, WindowResolver.Resolved window, ScenarioTree tree, Problems problems) {
    String reason = workload.whyEndless(window.stop());
    if (!reason.isEmpty()) {
      problems.add(
          new Problem(
              tree.root().origin(), "stop", reason, "write stop: {requests: 1000}, for example"));
    }
  }
}
