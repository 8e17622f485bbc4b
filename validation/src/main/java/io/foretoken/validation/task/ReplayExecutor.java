package io.foretoken.validation.task;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.input.yaml.LocatedJson;
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

/** Predicts measured runs, see {@link ReplayTasks}. */
public final class ReplayExecutor implements TaskExecutor {
  /** Kind of its tasks. */
  static final String KIND = "replay";

  /** Read when the first task comes: every program that runs tasks has one of these. */
  private static final class Shipped {
    private static final Replay REPLAY = new Replay(Catalog.shipped());

    private Shipped() {}
  }

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
        MapNode root = (MapNode) LocatedJson.parse(task.text(), KIND);
        boolean withSteps = Boolean.parseBoolean(((ScalarNode) root.get("steps")).text());
        Prediction prediction =
            Shipped.REPLAY.predict(MeasuredRunText.read(root.get("replay")), cancel);
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
}
