package io.foretoken.validation.shipped;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.foretoken.validation.measured.BatchLoad;
import io.foretoken.validation.measured.ClosedLoad;
import io.foretoken.validation.measured.ExactLoad;
import io.foretoken.validation.measured.Load;
import io.foretoken.validation.measured.MeasuredRun;
import io.foretoken.validation.measured.Metric;
import io.foretoken.validation.measured.PeerFigure;
import io.foretoken.validation.measured.Setup;
import io.foretoken.validation.measured.StagedLoad;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/** Writes a measured run as a line of the shipped suite. */
final class ShippedRunWriter {
  private static final int DECIMALS = 9;

  private final JsonGenerator json;
  private final boolean isExact;

  private ShippedRunWriter(JsonGenerator json, boolean isExact) {
    this.json = json;
    this.isExact = isExact;
  }

  /** Writes one line with its line end. */
  static void write(Writer out, MeasuredRun run) throws IOException {
    JsonGenerator json = new JsonFactory().createGenerator(out);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    new ShippedRunWriter(json, false).run(run);
    json.close();
    out.write('\n');
  }

  /** Writes the object with every number as it is, to the last bit. */
  static void writeExactly(JsonGenerator json, MeasuredRun run) throws IOException {
    new ShippedRunWriter(json, true).run(run);
  }

  private void run(MeasuredRun run) throws IOException {
    json.writeStartObject();
    json.writeStringField("suite", run.suite());
    json.writeStringField("run", run.id());
    json.writeObjectFieldStart("source");
    json.writeStringField("repository", run.source().repository());
    json.writeStringField("commit", run.source().commit());
    json.writeStringField("licence", run.source().licence());
    json.writeEndObject();
    setup(run.setup());
    json.writeObjectFieldStart("load");
    load(run.load());
    json.writeEndObject();
    json.writeObjectFieldStart("figures");
    for (Map.Entry<Metric, Double> figure : run.figures().entrySet()) {
      number(figure.getKey().key(), figure.getValue());
    }
    json.writeEndObject();
    json.writeArrayFieldStart("peers");
    for (PeerFigure peer : run.peers()) {
      json.writeStartObject();
      json.writeStringField("simulator", peer.simulator());
      json.writeStringField("metric", peer.metric().key());
      number("error_percent", peer.errorPercent());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeStringField("regime", run.regime().key());
    json.writeBooleanField("in_sample", run.inSample());
    json.writeArrayFieldStart("assumptions");
    for (String assumption : run.assumptions()) {
      json.writeString(assumption);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void setup(Setup setup) throws IOException {
    json.writeObjectFieldStart("setup");
    json.writeStringField("model", setup.model());
    json.writeStringField("weights", setup.weights());
    json.writeStringField("kv_cache", setup.kvCache());
    json.writeStringField("gpu", setup.gpu());
    json.writeNumberField("replicas", setup.replicas());
    json.writeNumberField("tensor", setup.tensor());
    json.writeNumberField("pipeline", setup.pipeline());
    json.writeNumberField("data", setup.data());
    json.writeNumberField("expert", setup.expert());
    json.writeStringField("engine", setup.engine());
    json.writeStringField("version", setup.version());
    json.writeObjectFieldStart("knobs");
    for (Map.Entry<String, String> knob : setup.knobs().entrySet()) {
      json.writeStringField(knob.getKey(), knob.getValue());
    }
    json.writeEndObject();
    json.writeBooleanField("api", setup.api());
    json.writeEndObject();
  }

  private void load(Load load) throws IOException {
    if (load instanceof ExactLoad exact) {
      json.writeStringField("kind", "exact");
      json.writeNumberField("max_in_flight", exact.maxInFlight());
      json.writeArrayFieldStart("arrival_s");
      for (long nanos : exact.arrivalNanos()) {
        json.writeNumber(BigDecimal.valueOf(nanos, DECIMALS).stripTrailingZeros().toPlainString());
      }
      json.writeEndArray();
      integers("input_tokens", exact.inputTokens());
      integers("output_tokens", exact.outputTokens());
      integers("shared_tokens", exact.sharedTokens());
    } else if (load instanceof StagedLoad staged) {
      staged(staged);
    } else if (load instanceof ClosedLoad closed) {
      json.writeStringField("kind", "closed");
      json.writeNumberField("concurrency", closed.concurrency());
      json.writeNumberField("requests", closed.requests());
      json.writeNumberField("input_tokens", closed.inputTokens());
      json.writeNumberField("output_tokens", closed.outputTokens());
      json.writeBooleanField("drawn", closed.drawn());
    } else if (load instanceof BatchLoad batch) {
      json.writeStringField("kind", "batch");
      json.writeNumberField("requests", batch.requests());
      json.writeNumberField("input_tokens", batch.inputTokens());
      json.writeNumberField("output_tokens", batch.outputTokens());
    }
  }

  private void staged(StagedLoad load) throws IOException {
    json.writeStringField("kind", "staged");
    json.writeNumberField("max_in_flight", load.maxInFlight());
    number("timeout_seconds", load.timeoutSeconds());
    json.writeArrayFieldStart("stages");
    for (StagedLoad.Stage stage : load.stages()) {
      json.writeStartObject();
      json.writeNumberField("requests", stage.requests());
      number("seconds", stage.seconds());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("prompts");
    for (StagedLoad.PromptKind kind : load.prompts()) {
      json.writeStartObject();
      number("share", kind.share());
      json.writeNumberField("min", kind.min());
      number("mean", kind.mean());
      json.writeNumberField("max", kind.max());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField("output_tokens", load.outputTokens());
    json.writeNumberField("distinct_prompts", load.distinctPrompts());
    json.writeNumberField("groups", load.groups());
    json.writeNumberField("group_tokens", load.groupTokens());
  }

  private void integers(String name, int[] values) throws IOException {
    json.writeArrayFieldStart(name);
    for (int value : values) {
      json.writeNumber(value);
    }
    json.writeEndArray();
  }

  private void number(String name, double value) throws IOException {
    json.writeFieldName(name);
    number(value);
  }

  private void number(double value) throws IOException {
    if (isExact) {
      json.writeNumber(value);
      return;
    }
    BigDecimal rounded =
        new BigDecimal(value).setScale(DECIMALS, RoundingMode.HALF_EVEN).stripTrailingZeros();
    json.writeNumber(rounded.toPlainString());
  }
}
