package io.foretoken.scenario.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.foretoken.scenario.expected.ErrorBand;
import io.foretoken.scenario.statistic.Interval;
import io.foretoken.scenario.statistic.KeyFigure;
import io.foretoken.scenario.statistic.PointFigures;
import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The figures of a point as one JSON object. Means and half-widths stand under the keys of {@link
 * KeyFigure}, with its decimals; a figure that is not there has no key.
 */
public final class PointJson {
  private static final int SHARE_DECIMALS = 6;

  private PointJson() {}

  /** Writes the object. */
  public static void write(JsonGenerator json, PointFigures point) throws IOException {
    json.writeStartObject();
    json.writeNumberField("replications", point.replications());
    json.writeStringField("provenance", point.provenance());
    if (point.inFlight() > 0) {
      json.writeNumberField("in_flight", point.inFlight());
    }
    json.writeBooleanField("stationary", point.stationary());
    json.writeBooleanField("open_ended", point.openEnded());
    json.writeStringField("limit", point.limit());
    number(json, "limit_share", point.limitShare(), SHARE_DECIMALS);
    if (point.sloMet().isPresent()) {
      json.writeBooleanField("slo_met", point.sloMet().get());
    }
    json.writeObjectFieldStart("attained");
    for (Map.Entry<String, Double> share : point.attained().entrySet()) {
      number(json, share.getKey(), share.getValue(), SHARE_DECIMALS);
    }
    json.writeEndObject();
    json.writeObjectFieldStart("mean");
    for (Map.Entry<KeyFigure, Interval> figure : point.figures().entrySet()) {
      number(json, figure.getKey().key(), figure.getValue().mean(), figure.getKey().decimals());
    }
    json.writeEndObject();
    json.writeObjectFieldStart("half_width");
    for (Map.Entry<KeyFigure, Interval> figure : point.figures().entrySet()) {
      number(
          json, figure.getKey().key(), figure.getValue().halfWidth(), figure.getKey().decimals());
    }
    json.writeEndObject();
    bands(json, "expected_low", point, ErrorBand::low);
    bands(json, "expected_high", point, ErrorBand::high);
    json.writeEndObject();
  }

  private static void bands(
      JsonGenerator json, String key, PointFigures point, ToDoubleFunction<ErrorBand> end)
      throws IOException {
    json.writeObjectFieldStart(key);
    for (Map.Entry<KeyFigure, ErrorBand> band : point.expected().entrySet()) {
      number(json, band.getKey().key(), end.applyAsDouble(band.getValue()), SHARE_DECIMALS);
    }
    json.writeEndObject();
  }

  private static void number(JsonGenerator json, String key, double value, int decimals)
      throws IOException {
    if (Double.isFinite(value)) {
      json.writeFieldName(key);
      json.writeNumber(FixedDecimal.of(value, decimals));
    }
  }

  /** Reads one object back. Keys that are not known are passed over. */
  public static PointFigures read(String text) throws IOException {
    try (JsonParser json = new JsonFactory().createParser(text)) {
      json.nextToken();
      return read(json);
    }
  }

  /**
   * Reads an object whose start is the current token.
   *
   * @throws IOException if it is none, or not that of a point
   */
  public static PointFigures read(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new IOException("found " + json.currentToken() + " where figures are wanted");
    }
    int replications = 0;
    String provenance = "";
    long inFlight = 0;
    boolean stationary = true;
    boolean openEnded = false;
    String limit = "";
    double limitShare = Double.NaN;
    Optional<Boolean> sloMet = Optional.empty();
    Map<String, Double> attained = new LinkedHashMap<>();
    Map<String, Double> means = new LinkedHashMap<>();
    Map<String, Double> halfWidths = new LinkedHashMap<>();
    Map<String, Double> lows = new LinkedHashMap<>();
    Map<String, Double> highs = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      switch (key) {
        case "replications" -> replications = json.getIntValue();
        case "provenance" -> provenance = json.getText();
        case "in_flight" -> inFlight = json.getLongValue();
        case "stationary" -> stationary = json.getBooleanValue();
        case "open_ended" -> openEnded = json.getBooleanValue();
        case "limit" -> limit = json.getText();
        case "limit_share" -> limitShare = json.getDoubleValue();
        case "slo_met" -> sloMet = Optional.of(json.getBooleanValue());
        case "attained" -> numbers(json, attained);
        case "mean" -> numbers(json, means);
        case "half_width" -> numbers(json, halfWidths);
        case "expected_low" -> numbers(json, lows);
        case "expected_high" -> numbers(json, highs);
        default -> json.skipChildren();
      }
    }
    if (json.currentToken() != JsonToken.END_OBJECT || replications == 0) {
      throw new IOException("the figures are incomplete");
    }
    Map<KeyFigure, Interval> figures = new EnumMap<>(KeyFigure.class);
    Map<KeyFigure, ErrorBand> expected = new EnumMap<>(KeyFigure.class);
    for (KeyFigure figure : KeyFigure.values()) {
      Double mean = means.get(figure.key());
      if (mean != null) {
        double halfWidth = halfWidths.getOrDefault(figure.key(), Double.NaN);
        figures.put(figure, new Interval(mean, halfWidth, replications));
      }
      if (lows.containsKey(figure.key()) && highs.containsKey(figure.key())) {
        expected.put(figure, new ErrorBand(lows.get(figure.key()), highs.get(figure.key())));
      }
    }
    return new PointFigures(
        replications,
        figures,
        limit,
        limitShare,
        stationary,
        openEnded,
        sloMet,
        attained,
        provenance,
        expected,
        inFlight);
  }

  private static void numbers(JsonParser json, Map<String, Double> into) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      into.put(key, json.getDoubleValue());
    }
  }
}
