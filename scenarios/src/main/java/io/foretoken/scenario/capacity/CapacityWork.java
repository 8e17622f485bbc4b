package io.foretoken.scenario.capacity;

import io.foretoken.input.yaml.MapNode;
import io.foretoken.input.yaml.ScalarNode;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.scenario.sweep.ScenarioTasks;
import io.foretoken.scenario.sweep.SweepTask;
import io.foretoken.scenario.sweep.TaskWork;
import io.foretoken.sim.CancelToken;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A search for a capacity as a task, so that many can go on at a time and anywhere. */
public final class CapacityWork implements TaskWork {
  private static final String NAME = "capacity";

  @Override
  public String name() {
    return NAME;
  }

  /** The task of a search. */
  public static SweepTask task(
      ScenarioTasks tasks, int index, ScenarioTree tree, CapacityOptions options) {
    return tasks.work(
        index,
        NAME,
        String.format(
            Locale.ROOT,
            "{precision: %.9f, width: %.9f, fewest: %d, most: %d}",
            options.precision(),
            options.width(),
            options.fewest(),
            options.most()),
        tree);
  }

  @Override
  public String run(MapNode options, ScenarioTree scenario, List<Path> catalogs, CancelToken cancel)
      throws IOException, InterruptedException {
    CapacityResult result =
        CapacitySearch.run(
            scenario,
            new CapacityOptions(
                Double.parseDouble(text(options, "precision")),
                Double.parseDouble(text(options, "width")),
                Integer.parseInt(text(options, "fewest")),
                Integer.parseInt(text(options, "most")),
                1,
                catalogs),
            load -> {},
            cancel);
    StringWriter json = new StringWriter();
    CapacityFiles.writeJson(json, result);
    return json.toString();
  }

  private static String text(MapNode options, String key) {
    return ((ScalarNode) options.get(key)).text();
  }
}
