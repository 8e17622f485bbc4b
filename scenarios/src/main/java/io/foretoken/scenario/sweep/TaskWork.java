package io.foretoken.scenario.sweep;

import io.foretoken.input.yaml.MapNode;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.sim.CancelToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Something other than a point of a sweep that a {@link SweepTask} can ask for. Found by {@link
 * java.util.ServiceLoader}, so that runners need not know what there is.
 */
public interface TaskWork {
  /** The word after {@code work:} in the text of a task. */
  String name();

  /**
   * Does it.
   *
   * @param options what the text says of how, see {@link ScenarioTasks#work}
   * @param scenario the scenario of the text
   * @param catalogs files and folders of catalogues beside the scenario's own
   * @return JSON on one line, the same for the same text wherever it is done
   * @throws InterruptedException if this thread is interrupted
   */
  String run(MapNode options, ScenarioTree scenario, List<Path> catalogs, CancelToken cancel)
      throws IOException, InterruptedException;
}
