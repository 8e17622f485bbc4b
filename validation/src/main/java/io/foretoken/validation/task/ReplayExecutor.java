package io.foretoken.validation.task;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.input.yaml.ListNode;
import io.foretoken.input.yaml.LocatedJson;
import io.foretoken.input.yaml.LocatedNode;
import io.foretoken.input.yaml.LocatedYaml;
import io.foretoken.input.yaml.MapNode;
import io.foretoken.input.yaml.ScalarNode;
import io.foretoken.scenario.sweep.SweepTask;
import io.foretoken.scenario.sweep.TaskExecutor;
import io.foretoken.sim.CancelToken;
import io.foretoken.validation.replay.Prediction;
import io.foretoken.validation.replay.Replay;
import io.foretoken.validation.shipped.MeasuredRunText;
import io.foretoken.validation.table.UnusableRunException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Predicts measured runs, see {@link ReplayTasks}. */
public final class ReplayExecutor implements TaskExecutor {
  /** Kind of its tasks. */
  static final String KIND = "replay";

  /** JSON as it was made; YAML where paths in it were changed for another machine. */
  private static final String AS_MADE = "{\"" + ReplayTasks.STEPS;

  /** By the catalogues, each read when the first task comes that names it. */
  private final Map<List<Path>, Replay> replays = new ConcurrentHashMap<>();

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public byte[] run(SweepTask task, CancelToken cancel) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.writeStartObject();
      try {
        MapNode root =
            task.text().startsWith(AS_MADE)
                ? (MapNode) LocatedJson.parse(task.text(), KIND)
                : LocatedYaml.parseMap(task.text(), KIND);
        boolean withSteps = Boolean.parseBoolean(text(root.get(ReplayTasks.STEPS)));
        Replay replay =
            replays.computeIfAbsent(catalogs(root), paths -> new Replay(Catalog.with(paths)));
        Prediction prediction = replay.predict(MeasuredRunText.read(root.get("replay")), cancel);
        json.writeFieldName(ReplayTasks.PREDICTION);
        PredictionJson.write(json, prediction, withSteps);
      } catch (UnusableRunException e) {
        json.writeArrayFieldStart(ReplayTasks.UNUSABLE);
        json.writeString(e.kind());
        json.writeString(e.getMessage());
        json.writeEndArray();
      } catch (RuntimeException e) {
        // One run that fails must not take the others with it; it shows in every report.
        json.writeStringField(ReplayTasks.DEFECT, e.toString());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static List<Path> catalogs(MapNode root) {
    return root.get(ReplayTasks.CATALOGS) instanceof ListNode list
        ? list.items().stream().map(item -> Path.of(text(item))).toList()
        : List.of();
  }

  private static String text(LocatedNode node) {
    return ((ScalarNode) node).text();
  }
}
