package io.foretoken.scenario.sweep;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Problem;
import io.foretoken.scenario.export.RunRecordJson;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.scenario.statistic.ReplicationPlan;
import io.foretoken.scenario.statistic.RunRecord;
import io.foretoken.sim.CancelToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Single runs of scenarios as tasks, for what decides from run to run what to run next. Files are
 * hashed once, so it stands for a time in which they do not change.
 */
public final class RunTasks {
  private final ScenarioFiles files;
  private final Path folder;
  private final List<Path> catalogs;

  /**
   * @param folder where relative paths of the scenarios start
   * @param catalogs files and folders of catalogues beside the scenarios' own
   */
  public RunTasks(Path folder, List<Path> catalogs) {
    this.folder = folder;
    this.catalogs = List.copyOf(catalogs);
    files = new ScenarioFiles(folder);
  }

  /**
   * Does some runs of a scenario at a time.
   *
   * @param warmupNanos warm-up that is left out; negative for the scenario's own
   * @param first number of the first replication, from 0
   * @param count how many
   * @return in the order of their numbers, whatever the order in which they ended
   * @throws BadInputException if the scenario cannot be run
   * @throws CancellationException if cancelled
   * @throws InterruptedException if this thread is interrupted
   */
  public List<RunRecord> run(
      SweepRunner runner,
      int workers,
      ScenarioTree tree,
      long warmupNanos,
      int first,
      int count,
      CancelToken cancel)
      throws InterruptedException {
    List<SweepTask> tasks = new ArrayList<>();
    for (int number = first; number < first + count; number++) {
      tasks.add(task(tree, warmupNanos, number - first, number));
    }
    byte[][] results = new byte[count][];
    runner.run(tasks.iterator(), workers, (task, bytes) -> results[task.index()] = bytes, cancel);
    if (cancel.isCancelled()) {
      throw new CancellationException("interrupted");
    }
    return Arrays.stream(results).map(bytes -> record(bytes, tree)).toList();
  }

  private SweepTask task(ScenarioTree tree, long warmupNanos, int index, int replication) {
    PointText point =
        new PointText(
            SweepLoad.AT_RATE,
            ReplicationPlan.ONCE,
            warmupNanos,
            catalogs.stream().map(path -> path.toAbsolutePath().normalize().toString()).toList(),
            files.text(tree.root()));
    String text = "{run: " + replication + ", point: " + point.text() + "}";
    List<SweepTask.NamedFile> named = new ArrayList<>(files.of(tree.root()));
    named.addAll(files.ofPaths(catalogs));
    return new SweepTask(
        RunExecutor.KIND, index, Sha256.of(text + named), folder.toString(), text, named);
  }

  private static RunRecord record(byte[] bytes, ScenarioTree tree) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    try (JsonParser json = new JsonFactory().createParser(text)) {
      json.nextToken();
      json.nextToken();
      String key = json.currentName();
      json.nextToken();
      return switch (key) {
        case "run" -> RunRecordJson.read(json);
        case "failure" ->
            throw new BadInputException(Problem.of(tree.root().origin(), json.getText(), ""));
        default -> throw new IllegalStateException(json.getText());
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
