package io.foretoken.scenario.sweep;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.foretoken.input.yaml.LocatedYaml;
import io.foretoken.input.yaml.MapNode;
import io.foretoken.input.yaml.ScalarNode;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.sim.CancelToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CancellationException;

/** Tasks for other work than points. */
final class TaskWorks {
  private static final String SOURCE = "task";
  private static final String BEGIN = "{work: ";
  private static final List<TaskWork> KNOWN =
      ServiceLoader.load(TaskWork.class, TaskWork.class.getClassLoader()).stream()
          .map(ServiceLoader.Provider::get)
          .toList();

  private TaskWorks() {}

  /** The work that a text asks for; empty for a point. */
  static Optional<TaskWork> of(String text) {
    if (!text.startsWith(BEGIN)) {
      return Optional.empty();
    }
    String name = text.substring(BEGIN.length(), text.indexOf(','));
    return Optional.of(
        KNOWN.stream()
            .filter(work -> work.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no work is called " + name)));
  }

  /** Does it. */
  static byte[] run(TaskWork work, SweepTask task, CancelToken cancel) {
    MapNode root = LocatedYaml.parseMap(task.text(), SOURCE);
    List<Path> catalogs =
        PointText.texts(root.get("catalogs")).stream().map(name -> Path.of(name)).toList();
    String name =
        root.get("scenario") instanceof MapNode map && map.get("name") instanceof ScalarNode scalar
            ? scalar.text()
            : work.name();
    ScenarioTree tree =
        new ScenarioTree((MapNode) root.get("scenario"), Path.of(task.folder()), name);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      String result = work.run((MapNode) root.get("options"), tree, catalogs, cancel);
      json.writeStartObject();
      json.writeStringField("result", result);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
    return out.toByteArray();
  }
}
