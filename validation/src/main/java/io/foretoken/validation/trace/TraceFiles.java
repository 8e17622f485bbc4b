package io.foretoken.validation.trace;

import com.fasterxml.jackson.core.JsonGenerator;
import io.foretoken.scenario.export.CsvText;
import io.foretoken.scenario.export.FixedDecimal;
import io.foretoken.scenario.export.JsonPage;
import io.foretoken.validation.benchmark.BenchmarkRun;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** A comparison of a benchmark run and a scenario as JSON and as CSV; times in seconds. */
public final class TraceFiles {
  /** Name and version of the JSON format. */
  public static final String SCHEMA = "foretoken/trace-comparison/1";

  private static final String FIGURES =
      "figure,measured,measured_uncertainty,predicted,error_percent,expected_low,expected_high,"
          + "within_expected,origin\n";
  private static final String REQUESTS =
      "request,sent_s,predicted_sent_s,input_tokens,output_tokens,ttft_s,predicted_ttft_s,tpot_s,"
          + "predicted_tpot_s,e2e_s,predicted_e2e_s\n";
  private static final int DECIMALS = 9;

  private TraceFiles() {}

  /** One line per figure. */
  public static void writeCsv(Writer out, TraceComparison comparison) throws IOException {
    out.write(FIGURES);
    for (TraceFigure figure : comparison.figures()) {
      out.write(
          String.join(
              ",",
              figure.key(),
              decimal(figure.measured()),
              decimal(figure.uncertainty()),
              decimal(figure.predicted()),
              FixedDecimal.of(figure.errorPercent(), 3),
              figure.expected().map(band -> decimal(band.low())).orElse(""),
              figure.expected().map(band -> decimal(band.high())).orElse(""),
              figure.holds().map(Object::toString).orElse(""),
              CsvText.quoted(figure.origin())));
      out.write('\n');
    }
  }

  /** One line per request, in the order in which the simulation sent them. */
  public static void writeRequests(Writer out, TraceComparison comparison) throws IOException {
    out.write(REQUESTS);
    for (TraceRequest request : comparison.requests()) {
      out.write(
          String.join(
              ",",
              Integer.toString(request.number()),
              decimal(request.sentSeconds()),
              decimal(request.predictedSentSeconds()),
              Integer.toString(request.inputTokens()),
              Integer.toString(request.outputTokens()),
              decimal(request.ttft()),
              decimal(request.predictedTtft()),
              decimal(request.tpot()),
              decimal(request.predictedTpot()),
              decimal(request.e2e()),
              decimal(request.predictedE2e())));
      out.write('\n');
    }
  }

  private static String decimal(double value) {
    return Double.isFinite(value) ? FixedDecimal.of(value, DECIMALS) : "";
  }

  /** Everything but the requests. */
  public static void writeJson(Writer out, TraceComparison comparison) throws IOException {
    BenchmarkRun run = comparison.run();
    JsonGenerator json = JsonPage.on(out);
    json.writeStartObject();
    json.writeStringField("schema", SCHEMA);
    json.writeObjectFieldStart("measured");
    json.writeStringField("run", run.id());
    json.writeStringField("file", run.source().file());
    json.writeStringField("sha256", run.source().sha256());
    json.writeStringField("format", run.source().format());
    json.writeNumberField("answered", run.counts().answered());
    json.writeNumberField("failed", run.counts().failed());
    json.writeNumberField("empty", run.counts().empty());
    json.writeNumberField("inconsistent", run.counts().inconsistent());
    json.writeEndObject();
    json.writeObjectFieldStart("predicted");
    json.writeStringField("scenario", comparison.scenario().name());
    json.writeStringField("model", comparison.scenario().model());
    json.writeStringField("gpu", comparison.scenario().facts().gpu());
    json.writeNumberField("gpus", comparison.scenario().facts().gpus());
    json.writeStringField("engine", comparison.scenario().engine());
    json.writeStringField("provenance", comparison.scenario().facts().provenance());
    json.writeEndObject();
    json.writeArrayFieldStart("figures");
    for (TraceFigure figure : comparison.figures()) {
      figure(json, figure);
    }
    json.writeEndArray();
    texts(json, "physics", comparison.findings());
    texts(json, "notes", comparison.notes());
    json.writeEndObject();
    json.close();
    out.write('\n');
  }

  private static void figure(JsonGenerator json, TraceFigure figure) throws IOException {
    json.writeStartObject();
    json.writeStringField("figure", figure.key());
    json.writeStringField("origin", figure.origin());
    number(json, "measured", figure.measured(), DECIMALS);
    if (figure.uncertainty() > 0) {
      number(json, "measured_uncertainty", figure.uncertainty(), DECIMALS);
    }
    number(json, "predicted", figure.predicted(), DECIMALS);
    number(json, "error_percent", figure.errorPercent(), 3);
    if (figure.expected().isPresent()) {
      json.writeObjectFieldStart("expected");
      number(json, "low", figure.expected().get().low(), DECIMALS);
      number(json, "high", figure.expected().get().high(), DECIMALS);
      json.writeBooleanField("holds", figure.holds().orElseThrow());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void number(JsonGenerator json, String key, double value, int decimals)
      throws IOException {
    json.writeFieldName(key);
    json.writeNumber(FixedDecimal.of(value, decimals));
  }

  private static void texts(JsonGenerator json, String key, List<String> texts) throws IOException {
    json.writeArrayFieldStart(key);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }
}
