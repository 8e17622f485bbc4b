package io.foretoken.scenario.capacity;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.foretoken.scenario.export.PointJson;
import io.foretoken.scenario.statistic.PointFigures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code capacity.json} back; numbers have the decimals that the file has. */
public final class CapacityJson {
  private String scenario = "";
  private CapacityResult.Axis axis = CapacityResult.Axis.RATE;
  private double highest = Double.NaN;
  private double next = Double.POSITIVE_INFINITY;
  private double low = Double.NaN;
  private double high = Double.POSITIVE_INFINITY;
  private Optional<PointFigures> at = Optional.empty();
  private String binding = "";
  private String limit = "";
  private double limitShare = Double.NaN;
  private String p99 = "";
  private double p99HalfWidth = Double.NaN;
  private final List<CapacityProbe> probes = new ArrayList<>();

  private CapacityJson() {}

  /** What {@link CapacityFiles#writeJson} wrote. */
  public static CapacityResult read(String text) {
    try (JsonParser json = new JsonFactory().createParser(text)) {
      CapacityJson read = new CapacityJson();
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String key = json.currentName();
        json.nextToken();
        read.take(key, json);
      }
      return read.result();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void take(String key, JsonParser json) throws IOException {
    switch (key) {
      case "scenario" -> scenario = json.getText();
      case "axis" ->
          axis =
              json.getText().equals(CapacityResult.Axis.RATE.word())
                  ? CapacityResult.Axis.RATE
                  : CapacityResult.Axis.CONCURRENCY;
      case "highest" -> highest = json.getDoubleValue();
      case "next" -> next = json.getDoubleValue();
      case "certain_up_to" -> low = json.getDoubleValue();
      case "certainly_not_from" -> high = json.getDoubleValue();
      case "binding" -> binding = json.getText();
      case "limit" -> limit = json.getText();
      case "limit_share" -> limitShare = json.getDoubleValue();
      case "p99" -> p99 = json.getText();
      case "p99_half_width" -> p99HalfWidth = json.getDoubleValue();
      case "at" -> at = Optional.of(PointJson.read(json));
      case "probes" -> {
        while (json.nextToken() != JsonToken.END_ARRAY) {
          probes.add(probe(json));
        }
      }
      default -> json.skipChildren();
    }
  }

  private static CapacityProbe probe(JsonParser json) throws IOException {
    double load = Double.NaN;
    boolean meets = false;
    boolean certain = false;
    PointFigures figures = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      switch (key) {
        case "load" -> load = json.getDoubleValue();
        case "meets" -> meets = json.getBooleanValue();
        case "certain" -> certain = json.getBooleanValue();
        case "figures" -> figures = PointJson.read(json);
        default -> json.skipChildren();
      }
    }
    return new CapacityProbe(load, meets, certain, figures);
  }

  private CapacityResult result() {
    return new CapacityResult(
        scenario,
        axis,
        highest,
        next,
        low,
        high,
        at,
        binding,
        limit,
        limitShare,
        p99,
        p99HalfWidth,
        List.copyOf(probes));
  }
}
