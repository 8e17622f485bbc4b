package io.foretoken.scenario.sweep;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.yaml.LocatedYaml;
import io.foretoken.input.yaml.MapNode;
import io.foretoken.scenario.export.RunRecordJson;
import io.foretoken.scenario.statistic.RunRecord;
import io.foretoken.sim.CancelToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Does one run of a scenario, see {@link RunTasks}. */
final class RunExecutor implements TaskExecutor {
  /** Kind of its tasks. */
  static final String KIND = "run";

  private final PointExecutor points;

  /**
   * @param points what has read catalogues and traces
   */
  RunExecutor(PointExecutor points) {
    this.points = points;
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
        MapNode root = LocatedYaml.parseMap(task.text(), KIND);
        int replication = Integer.parseInt(PointText.scalar(root.get("run")));
        PointText.Parsed point = PointText.parse((MapNode) root.get("point"));
        RunRecord run = points.run(point, task.folder(), replication, cancel);
        json.writeFieldName("run");
        RunRecordJson.write(json, run);
      } catch (BadInputException e) {
        json.writeStringField("failure", PointExecutor.reason(e));
      } catch (RuntimeException e) {
        json.writeStringField("defect", e.toString());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
