package io.foretoken.validation.calibrate;

import com.fasterxml.jackson.core.JsonGenerator;
import io.foretoken.scenario.export.JsonPage;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** A calibration as JSON. */
public final class CalibrationJson {
  private static final MathContext DIGITS = new MathContext(6);

  private CalibrationJson() {}

  /** Writes it, a line end after it; {@code out} stays open. */
  public static void write(Writer out, CalibrationResult result) throws IOException {
    try (JsonGenerator json = JsonPage.on(out)) {
      json.writeStartObject();
      json.writeNumberField("schema", 1);
      json.writeStringField("model", result.model());
      json.writeStringField("gpu", result.gpu());
      json.writeStringField("engine", result.profile().name() + " " + result.profile().version());
      strings(json, "runs", result.runs());
      json.writeNumberField("requests", result.requests());
      json.writeArrayFieldStart("constants");
      for (CalibratedConstant constant : result.constants()) {
        constant(json, constant);
      }
      json.writeEndArray();
      errors(json, "fitted", result.fitted());
      errors(json, "held_back", result.held());
      json.writeStringField("division", result.heldBack());
      json.writeObjectFieldStart("range");
      pair(json, "requests_per_s", result.range().leastRate(), result.range().mostRate());
      pair(json, "running", result.range().leastRunning(), result.range().mostRunning());
      pair(json, "context_tokens", result.range().leastContext(), result.range().mostContext());
      json.writeEndObject();
      number(json, "misfit", result.misfit());
      strings(json, "warnings", result.warnings());
      json.writeEndObject();
    }
    out.write('\n');
  }

  private static void constant(JsonGenerator json, CalibratedConstant constant) throws IOException {
    json.writeStartObject();
    json.writeStringField("path", constant.path());
    number(json, "before", constant.before());
    number(json, "value", constant.value());
    pair(json, "interval", constant.low(), constant.high());
    json.writeStringField("standing", constant.standing().key());
    if (!constant.tradesWith().isEmpty()) {
      json.writeStringField("trades_with", constant.tradesWith());
    }
    json.writeEndObject();
  }

  private static void errors(JsonGenerator json, String name, List<ErrorLine> lines)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (ErrorLine line : lines) {
      json.writeStartObject();
      json.writeStringField("figure", line.metric().key());
      json.writeNumberField("runs", line.runs());
      number(json, "before_percent", line.beforePercent());
      number(json, "after_percent", line.afterPercent());
      number(json, "worst_percent", line.worstPercent());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void strings(JsonGenerator json, String name, List<String> texts)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private static void pair(JsonGenerator json, String name, double low, double high)
      throws IOException {
    json.writeArrayFieldStart(name);
    json.writeNumber(plain(low));
    json.writeNumber(plain(high));
    json.writeEndArray();
  }

  private static void number(JsonGenerator json, String name, double value) throws IOException {
    json.writeFieldName(name);
    json.writeNumber(plain(value));
  }

  private static String plain(double value) {
    return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
  }
}
