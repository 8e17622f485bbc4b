package io.foretoken.scenario.capacity;

import com.fasterxml.jackson.core.JsonGenerator;
import io.foretoken.scenario.expected.ErrorBand;
import io.foretoken.scenario.export.FixedDecimal;
import io.foretoken.scenario.export.JsonPage;
import io.foretoken.scenario.export.PointJson;
import io.foretoken.scenario.statistic.ExpectedBands;
import io.foretoken.scenario.statistic.KeyFigure;
import java.io.IOException;
import java.io.Writer;

/** The files of a search: {@code capacity.json} and {@code probes.csv}. */
public final class CapacityFiles {
  /** Name and version of the format. */
  public static final String SCHEMA = "foretoken/capacity/1";

  private static final int DECIMALS = 6;

  private CapacityFiles() {}

  /** All that was found. */
  public static void writeJson(Writer out, CapacityResult result) throws IOException {
    JsonGenerator json = JsonPage.on(out);
    json.writeStartObject();
    json.writeStringField("schema", SCHEMA);
    json.writeStringField("scenario", result.scenario());
    json.writeStringField("axis", result.axis().word());
    number(json, "highest", result.highest());
    number(json, "next", result.next());
    number(json, "certain_up_to", result.low());
    number(json, "certainly_not_from", result.high());
    if (!result.binding().isEmpty()) {
      json.writeStringField("binding", result.binding());
      json.writeStringField("limit", result.limit());
      number(json, "limit_share", result.limitShare());
    }
    if (result.isPossible()) {
      json.writeStringField("p99", result.p99Figure());
      number(json, "p99_half_width", result.p99HalfWidth());
      json.writeFieldName("at");
      PointJson.write(json, result.at().orElseThrow());
    }
    json.writeArrayFieldStart("probes");
    for (CapacityProbe probe : result.probes()) {
      json.writeStartObject();
      number(json, "load", probe.load());
      json.writeBooleanField("meets", probe.meets());
      json.writeBooleanField("certain", probe.certain());
      json.writeFieldName("figures");
      PointJson.write(json, probe.figures());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.close();
    out.write('\n');
  }

  private static void number(JsonGenerator json, String key, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeFieldName(key);
      json.writeNumber(FixedDecimal.of(value, DECIMALS));
    }
  }

  /** One line per load tried. */
  public static void writeProbes(Writer out, CapacityResult result) throws IOException {
    StringBuilder line = new StringBuilder(result.axis().word());
    line.append(",meets,certain,replications,stationary,limit");
    for (KeyFigure figure : KeyFigure.values()) {
      line.append(',').append(figure.key()).append(',').append(figure.key()).append("_half_width");
    }
    for (KeyFigure figure : ExpectedBands.FIGURES) {
      line.append(',').append(figure.key()).append("_expected_low");
      line.append(',').append(figure.key()).append("_expected_high");
    }
    out.write(line.append('\n').toString());
    for (CapacityProbe probe : result.probes()) {
      line.setLength(0);
      line.append(FixedDecimal.of(probe.load(), DECIMALS))
          .append(probe.meets() ? ",1" : ",0")
          .append(probe.certain() ? ",1," : ",0,")
          .append(probe.figures().replications())
          .append(probe.figures().stationary() ? ",1," : ",0,")
          .append(probe.figures().limit());
      for (KeyFigure figure : KeyFigure.values()) {
        append(line, probe.figures().value(figure), figure.decimals());
        append(line, probe.figures().halfWidth(figure), figure.decimals());
      }
      for (KeyFigure figure : ExpectedBands.FIGURES) {
        ErrorBand band = probe.figures().expected().get(figure);
        append(line, band == null ? Double.NaN : band.low(), DECIMALS);
        append(line, band == null ? Double.NaN : band.high(), DECIMALS);
      }
      out.write(line.append('\n').toString());
    }
  }

  private static void append(StringBuilder line, double value, int decimals) {
    line.append(',').append(Double.isFinite(value) ? FixedDecimal.of(value, decimals) : "");
  }
}
