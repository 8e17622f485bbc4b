package io.foretoken.scenario.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.foretoken.scenario.expected.ErrorBand;
import io.foretoken.scenario.statistic.KeyFigure;
import io.foretoken.scenario.statistic.RunRecord;
import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is kept of one run as a JSON object, for the way from one machine to another: every number
 * is written so that it is read back as it was, to the last bit.
 */
public final class RunRecordJson {
  private RunRecordJson() {}

  /** Writes the object. */
  public static void write(JsonGenerator json, RunRecord run) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("figures");
    for (Map.Entry<KeyFigure, Double> figure : run.figures().entrySet()) {
      json.writeNumberField(figure.getKey().key(), figure.getValue());
    }
    json.writeEndObject();
    json.writeBooleanField("stationary", run.stationary());
    json.writeBooleanField("open_ended", run.openEnded());
    json.writeStringField("limit", run.limit());
    json.writeNumberField("limit_share", run.limitShare());
    json.writeStringField("provenance", run.provenance());
    json.writeObjectFieldStart("thresholds");
    for (Map.Entry<String, RunRecord.Threshold> each : run.thresholds().entrySet()) {
      pair(json, each.getKey(), each.getValue().attained(), each.getValue().target());
    }
    json.writeEndObject();
    json.writeObjectFieldStart("expected");
    for (Map.Entry<KeyFigure, ErrorBand> each : run.expected().entrySet()) {
      pair(json, each.getKey().key(), each.getValue().low(), each.getValue().high());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void pair(JsonGenerator json, String key, double first, double second)
      throws IOException {
    json.writeArrayFieldStart(key);
    json.writeNumber(first);
    json.writeNumber(second);
    json.writeEndArray();
  }

  /**
   * Reads an object whose start is the current token.
   *
   * @throws IOException if it is none, or not that of a run
   */
  public static RunRecord read(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new IOException("found " + json.currentToken() + " where a run is wanted");
    }
    Map<KeyFigure, Double> figures = new EnumMap<>(KeyFigure.class);
    Map<String, RunRecord.Threshold> thresholds = new LinkedHashMap<>();
    Map<KeyFigure, ErrorBand> expected = new EnumMap<>(KeyFigure.class);
    boolean stationary = true;
    boolean openEnded = false;
    String limit = "";
    double limitShare = Double.NaN;
    String provenance = "";
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      switch (key) {
        case "figures" -> {
          while (json.nextToken() == JsonToken.FIELD_NAME) {
            KeyFigure figure = figure(json.currentName());
            json.nextToken();
            figures.put(figure, number(json));
          }
        }
        case "stationary" -> stationary = json.getBooleanValue();
        case "open_ended" -> openEnded = json.getBooleanValue();
        case "limit" -> limit = json.getText();
        case "limit_share" -> limitShare = number(json);
        case "provenance" -> provenance = json.getText();
        case "thresholds" -> {
          while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            List<Double> both = pair(json);
            thresholds.put(name, new RunRecord.Threshold(both.get(0), both.get(1)));
          }
        }
        case "expected" -> {
          while (json.nextToken() == JsonToken.FIELD_NAME) {
            KeyFigure figure = figure(json.currentName());
            List<Double> both = pair(json);
            expected.put(figure, new ErrorBand(both.get(0), both.get(1)));
          }
        }
        default -> json.skipChildren();
      }
    }
    if (json.currentToken() != JsonToken.END_OBJECT) {
      throw new IOException("the run is incomplete");
    }
    return new RunRecord(
        figures, stationary, openEnded, limit, limitShare, provenance, thresholds, expected);
  }

  private static KeyFigure figure(String key) throws IOException {
    return KeyFigure.named(key).orElseThrow(() -> new IOException("no figure is called " + key));
  }

  private static List<Double> pair(JsonParser json) throws IOException {
    json.nextToken();
    json.nextToken();
    double first = number(json);
    json.nextToken();
    double second = number(json);
    json.nextToken();
    return List.of(first, second);
  }

  /** Jackson writes what is not finite as a string. */
  private static double number(JsonParser json) throws IOException {
    return json.currentToken() == JsonToken.VALUE_STRING
        ? Double.parseDouble(json.getText())
        : json.getDoubleValue();
  }

  /** Reads one object back. */
  public static RunRecord read(String text) throws IOException {
    try (JsonParser json = new JsonFactory().createParser(text)) {
      json.nextToken();
      return read(json);
    }
  }
}
