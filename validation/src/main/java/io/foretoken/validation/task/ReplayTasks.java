package io.foretoken.validation.task;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.foretoken.scenario.sweep.SweepTask;
import io.foretoken.validation.measured.MeasuredRun;
import io.foretoken.validation.replay.Prediction;
import io.foretoken.validation.shipped.MeasuredRunText;
import io.foretoken.validation.table.UnusableRunException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Makes tasks of measured runs, and reads what comes of them. */
public final class ReplayTasks {
  static final String STEPS = "steps";
  static final String CATALOGS = "catalogs";
  static final String PREDICTION = "prediction";
  static final String UNUSABLE = "unusable";
  static final String DEFECT = "defect";

  /** Kind of reason of a run that should have been predicted and was not. */
  private static final String DEFECT_KIND = "defect of the simulator";

  private ReplayTasks() {}

  /**
   * The task of a run: all that is known of it, in one line.
   *
   * @param index its number among the tasks of a validation
   * @param withSteps whether the prediction is to tell what the engines did in their steps
   * @param catalogs files and folders of catalogues that come before the shipped one
   */
  public static SweepTask task(int index, MeasuredRun run, boolean withSteps, List<Path> catalogs) {
    List<Path> absolute = catalogs.stream().map(path -> path.toAbsolutePath().normalize()).toList();
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeBooleanField(STEPS, withSteps);
      if (!absolute.isEmpty()) {
        json.writeArrayFieldStart(CATALOGS);
        for (Path path : absolute) {
          json.writeString(path.toString());
        }
        json.writeEndArray();
      }
      json.writeFieldName("replay");
      MeasuredRunText.write(json, run);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return SweepTask.ofText(ReplayExecutor.KIND, index, text.toString(), absolute);
  }

  /**
   * What came of a task.
   *
   * @throws UnusableRunException if the run cannot be simulated, with the reason
   */
  public static Prediction prediction(byte[] result) {
    String text = new String(result, StandardCharsets.UTF_8);
    try (JsonParser json = new JsonFactory().createParser(text)) {
      json.nextToken();
      json.nextToken();
      String key = json.currentName();
      json.nextToken();
      return switch (key) {
        case PREDICTION -> PredictionJson.read(json);
        case UNUSABLE -> throw new UnusableRunException(json.nextTextValue(), json.nextTextValue());
        default -> throw new UnusableRunException(DEFECT_KIND, json.getText());
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
