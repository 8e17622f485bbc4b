package io.foretoken.scenario.compare;

import com.fasterxml.jackson.core.JsonGenerator;
import io.foretoken.scenario.expected.ErrorBand;
import io.foretoken.scenario.export.FixedDecimal;
import io.foretoken.scenario.export.JsonPage;
import io.foretoken.scenario.statistic.Interval;
import io.foretoken.scenario.statistic.KeyFigure;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** A comparison as JSON and as CSV; numbers with fixed decimals. */
public final class ComparisonFiles {
  /** Name and version of the JSON format. */
  public static final String SCHEMA = "foretoken/comparison/1";

  private static final String HEADER =
      "figure,a,a_half_width,b,b_half_width,difference,difference_half_width,relative,verdict\n";
  private static final int DECIMALS = 9;

  private ComparisonFiles() {}

  /** One line per figure. */
  public static void writeCsv(Writer out, Comparison comparison) throws IOException {
    out.write(HEADER);
    for (Difference difference : comparison.differences()) {
      out.write(
          String.join(
              ",",
              difference.figure().key(),
              decimal(difference.a().mean()),
              decimal(difference.a().halfWidth()),
              decimal(difference.b().mean()),
              decimal(difference.b().halfWidth()),
              decimal(difference.by()),
              decimal(difference.halfWidth()),
              decimal(difference.relative()),
              difference.verdict().words()));
      out.write('\n');
    }
  }

  /** All of it. */
  public static void writeJson(Writer out, Comparison comparison) throws IOException {
    JsonGenerator json = JsonPage.on(out);
    json.writeStartObject();
    json.writeStringField("schema", SCHEMA);
    side(json, "a", comparison.a());
    side(json, "b", comparison.b());
    json.writeStringField("test", comparison.paired() ? "paired t" : "Welch t");
    json.writeArrayFieldStart("figures");
    for (Difference difference : comparison.differences()) {
      json.writeStartObject();
      json.writeStringField("figure", difference.figure().key());
      interval(json, "a", difference.a());
      interval(json, "b", difference.b());
      interval(json, "difference", new Interval(difference.by(), difference.halfWidth(), 0));
      number(json, "relative", difference.relative());
      json.writeStringField("verdict", difference.verdict().words());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.close();
    out.write('\n');
  }

  private static void side(JsonGenerator json, String key, Side side) throws IOException {
    json.writeObjectFieldStart(key);
    json.writeStringField("scenario", side.name());
    json.writeStringField("setup", side.setup());
    json.writeNumberField("seed", side.seed());
    json.writeNumberField("replications", side.runs().size());
    json.writeBooleanField("stationary", side.stationary());
    bands(json, "expected_low", side, ErrorBand::low);
    bands(json, "expected_high", side, ErrorBand::high);
    json.writeEndObject();
  }

  private static void bands(
      JsonGenerator json, String key, Side side, ToDoubleFunction<ErrorBand> end)
      throws IOException {
    json.writeObjectFieldStart(key);
    for (Map.Entry<KeyFigure, ErrorBand> band : side.expected().entrySet()) {
      number(json, band.getKey().key(), end.applyAsDouble(band.getValue()));
    }
    json.writeEndObject();
  }

  private static void interval(JsonGenerator json, String key, Interval interval)
      throws IOException {
    json.writeObjectFieldStart(key);
    number(json, "mean", interval.mean());
    number(json, "half_width", interval.halfWidth());
    json.writeEndObject();
  }

  private static void number(JsonGenerator json, String key, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeFieldName(key);
      json.writeNumber(FixedDecimal.of(value, DECIMALS));
    }
  }

  private static String decimal(double value) {
    return Double.isFinite(value) ? FixedDecimal.of(value, DECIMALS) : "";
  }
}
