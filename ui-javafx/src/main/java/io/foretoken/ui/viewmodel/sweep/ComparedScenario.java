package io.foretoken.ui.viewmodel.sweep;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.scenario.resolve.ScenarioResolver;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.scenario.run.PreparedRun;
import java.nio.file.Path;

/** Another scenario, swept in the same way. */
record ComparedScenario(String name, ScenarioTree tree, PreparedRun run) {
  /**
   * Reads one.
   *
   * @throws io.foretoken.input.problem.BadInputException if it cannot run
   */
  static ComparedScenario read(Path file) {
    ScenarioTree tree = ScenarioTree.read(file);
    PreparedRun run = new ScenarioResolver(Catalog.shipped()).resolve(tree, false);
    return new ComparedScenario(run.name(), tree, run);
  }
}
