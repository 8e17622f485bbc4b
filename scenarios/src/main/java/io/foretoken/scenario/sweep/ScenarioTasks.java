package io.foretoken.scenario.sweep;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.foretoken.scenario.export.PointJson;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.scenario.statistic.PointFigures;
import io.foretoken.scenario.statistic.ReplicationPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes tasks of scenarios that are not points of a grid, and reads what comes of them. */
public final class ScenarioTasks {
  private final ScenarioFiles files;
  private final Path folder;
  private final List<Path> catalogs;
  private final String version;

  /**
   * @param folder where relative paths of the scenarios start
   * @param catalogs files and folders of catalogues beside the scenarios' own
   * @param version of the program, part of the keys
   */
  public ScenarioTasks(Path folder, List<Path> catalogs, String version) {
    this.folder = folder;
    this.catalogs = List.copyOf(catalogs);
    this.version = version;
    files = new ScenarioFiles(folder);
  }

  /**
   * A task that runs a scenario with its own arrivals, as often as planned.
   *
   * @param index its number among the tasks of a batch
   */
  public SweepTask point(int index, ScenarioTree tree, ReplicationPlan plan) {
    return task(
        index,
        tree,
        new PointText(SweepLoad.AT_RATE, plan, -1, names(), files.text(tree.root())).text());
  }

  /**
   * A task for a {@link TaskWork}.
   *
   * @param work its name
   * @param options how it is done: a map in YAML, such as {@code {precision: 0.02}}
   */
  public SweepTask work(int index, String work, String options, ScenarioTree tree) {
    return task(
        index,
        tree,
        "{work: "
            + work
            + ", options: "
            + options
            + ", catalogs: "
            + PointText.quotedList(names())
            + ", scenario: "
            + files.text(tree.root())
            + "}");
  }

  private SweepTask task(int index, ScenarioTree tree, String text) {
    List<SweepTask.NamedFile> named = new ArrayList<>(files.of(tree.root()));
    named.addAll(files.ofPaths(catalogs));
    StringBuilder all = new StringBuilder(version).append('\n').append(text).append('\n');
    for (SweepTask.NamedFile file : named) {
      all.append(file.path()).append(' ').append(file.sha256()).append('\n');
    }
    return new SweepTask(
        PointExecutor.KIND, index, Sha256.of(all.toString()), folder.toString(), text, named);
  }

  private List<String> names() {
    return catalogs.stream().map(path -> path.toAbsolutePath().normalize().toString()).toList();
  }

  /**
   * What came of a task.
   *
   * @param figures of a point; empty where it could not be run
   * @param result JSON of other work; "" where it could not be done
   * @param failure why not, else ""
   */
  public record Answer(Optional<PointFigures> figures, String result, String failure) {}

  /** Reads what a runner returned. */
  public static Answer answer(byte[] bytes) {
    Optional<PointFigures> figures = Optional.empty();
    String result = "";
    String failure = "";
    String text = new String(bytes, StandardCharsets.UTF_8);
    try (JsonParser json = new JsonFactory().createParser(text)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String key = json.currentName();
        json.nextToken();
        switch (key) {
          case "figures" -> figures = Optional.of(PointJson.read(json));
          case "failure" -> failure = json.getText();
          case "result" -> result = json.getText();
          default -> json.skipChildren();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Answer(figures, result, failure);
  }
}
