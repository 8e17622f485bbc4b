package io.foretoken.validation.export;

import com.fasterxml.jackson.core.JsonGenerator;
import io.foretoken.scenario.export.FixedDecimal;
import io.foretoken.scenario.export.JsonPage;
import io.foretoken.validation.measured.Metric;
import io.foretoken.validation.score.ErrorSummary;
import io.foretoken.validation.score.PeerSummary;
import io.foretoken.validation.suite.RooflineCheck;
import io.foretoken.validation.suite.SuiteReport;
import io.foretoken.validation.suite.ValidationResult;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;

/** {@code validation.json}: errors and decisions by suite. Percentages as numbers: 6.7 is 6.7 %. */
public final class ValidationJson {
  private static final int DECIMALS = 4;

  private final JsonGenerator json;

  private ValidationJson(JsonGenerator json) {
    this.json = json;
  }

  /** Writes the content. */
  public static void write(Writer out, ValidationResult result) throws IOException {
    JsonGenerator json = JsonPage.on(out);
    new ValidationJson(json).document(result);
    json.close();
    out.write('\n');
  }

  private void document(ValidationResult result) throws IOException {
    json.writeStartObject();
    json.writeStringField("schema", "foretoken/validation/1");
    json.writeArrayFieldStart("suites");
    for (SuiteReport suite : result.suites()) {
      suite(suite);
    }
    json.writeEndArray();
    RooflineCheck check = RooflineCheck.of(result.scored());
    json.writeObjectFieldStart("roofline");
    json.writeNumberField("runs_above", check.runsAbove());
    json.writeNumberField("operators_above", check.operatorsAbove());
    number("largest_mfu", check.largestMfu());
    number("largest_mbu", check.largestMbu());
    number("largest_operator_share", check.largestOperator().share());
    json.writeStringField("largest_operator", check.largestOperator().operator());
    json.writeEndObject();
    json.writeEndObject();
  }

  private void suite(SuiteReport suite) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", suite.name());
    json.writeNumberField("runs", suite.scored().size());
    json.writeNumberField("skipped", suite.skipped().size());
    json.writeObjectFieldStart("metrics");
    for (Map.Entry<Metric, ErrorSummary> entry : suite.errors().entrySet()) {
      json.writeObjectFieldStart(entry.getKey().key());
      errors(entry.getValue());
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeObjectFieldStart("decisions");
    for (Map.Entry<String, Double> figure : suite.decisions().entrySet()) {
      decision(figure.getKey(), figure.getValue());
    }
    json.writeEndObject();
    json.writeObjectFieldStart("peers");
    String open = "";
    for (PeerSummary peer : suite.peers()) {
      if (!peer.simulator().equals(open)) {
        if (!open.isEmpty()) {
          json.writeEndObject();
        }
        json.writeObjectFieldStart(peer.simulator());
        open = peer.simulator();
      }
      json.writeObjectFieldStart(peer.metric().key());
      errors(peer.theirs());
      number("our_median_ape", peer.ours().medianApe());
      json.writeEndObject();
    }
    if (!open.isEmpty()) {
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeObjectFieldStart("skipped_by_reason");
    for (Map.Entry<String, Long> kind : suite.skipsByKind()) {
      json.writeNumberField(kind.getKey(), kind.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void errors(ErrorSummary errors) throws IOException {
    number("median_ape", errors.medianApe());
    number("mean_ape", errors.meanApe());
    number("p90_ape", errors.p90Ape());
    number("bias", errors.bias());
    json.writeNumberField("runs", errors.runs());
  }

  /** Counts are whole numbers. */
  private void decision(String name, double value) throws IOException {
    if (value == Math.rint(value)) {
      json.writeNumberField(name, (long) value);
    } else {
      number(name, value);
    }
  }

  private void number(String name, double value) throws IOException {
    json.writeFieldName(name);
    json.writeNumber(FixedDecimal.of(value, DECIMALS));
  }
}
