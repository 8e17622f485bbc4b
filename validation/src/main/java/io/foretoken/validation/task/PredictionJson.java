package io.foretoken.validation.task;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.foretoken.scenario.expected.LoadSigns;
import io.foretoken.scenario.figure.Basis;
import io.foretoken.validation.measured.Metric;
import io.foretoken.validation.replay.EngineFigures;
import io.foretoken.validation.replay.EngineSteps;
import io.foretoken.validation.replay.OperatorRoofline;
import io.foretoken.validation.replay.Prediction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A prediction as a JSON object, for the way from one machine to another: every number is written
 * so that it is read back as it was, to the last bit. Fields have a fixed order and are read in it.
 */
final class PredictionJson {
  private final JsonParser json;

  private PredictionJson(JsonParser json) {
    this.json = json;
  }

  /**
   * Writes the object.
   *
   * @param withSteps whether with what engines did in their steps
   */
  static void write(JsonGenerator json, Prediction prediction, boolean withSteps)
      throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("figures");
    for (Map.Entry<Metric, Double> figure : prediction.figures().entrySet()) {
      json.writeNumberField(figure.getKey().key(), figure.getValue());
    }
    json.writeEndObject();
    json.writeStringField("model", prediction.model());
    json.writeStringField("gpu", prediction.gpu());
    json.writeStringField("engine", prediction.engine());
    json.writeStringField("provenance", prediction.provenance());
    json.writeBooleanField("overloaded", prediction.overloaded());
    json.writeNumberField("cached_tokens", prediction.cachedTokens());
    json.writeStringField("operator", prediction.roofline().operator());
    json.writeNumberField("operator_share", prediction.roofline().share());
    json.writeArrayFieldStart("assumptions");
    for (String assumption : prediction.assumptions()) {
      json.writeString(assumption);
    }
    json.writeEndArray();
    engines(json, prediction.engines());
    if (withSteps && prediction.steps().isPresent()) {
      steps(json, prediction.steps().get());
    }
    json.writeEndObject();
  }

  private static void engines(JsonGenerator json, EngineFigures engines) throws IOException {
    json.writeNumberField("replicas", engines.replicas());
    json.writeStringField("limit", engines.limit());
    json.writeNumberField("mfu", engines.mfu());
    json.writeNumberField("mbu", engines.mbu());
    json.writeNumberField("kv_peak", engines.kvPeak());
    json.writeNumberField("preemptions", engines.preemptions());
    json.writeNumberField("requests_per_s", engines.requestsPerSecond());
    json.writeNumberField("concurrency_peak", engines.concurrencyPeak());
    Basis basis = engines.basis();
    json.writeStringField("basis_gpu", basis.gpu());
    json.writeBooleanField("gpu_measured", basis.gpuMeasured());
    json.writeStringField("basis_engine", basis.engine());
    json.writeStringField("version", basis.version());
    json.writeStringField("kind", basis.model());
    json.writeStringField("family", basis.family());
    LoadSigns signs = engines.signs();
    json.writeBooleanField("open_loop", signs.openLoop());
    json.writeBooleanField("keeps_up", signs.keepsUp());
    json.writeNumberField("wait_share", signs.waitShare());
    json.writeNumberField("slot_share", signs.slotShare());
    json.writeNumberField("signs_kv_peak", signs.kvPeak());
    json.writeNumberField("running", signs.running());
  }

  private static void steps(JsonGenerator json, EngineSteps steps) throws IOException {
    json.writeObjectFieldStart("steps");
    series(json, "running", steps.running());
    series(json, "waiting", steps.waiting());
    series(json, "kv_blocks", steps.kvBlocks());
    json.writeNumberField("per_s", steps.perSecond());
    json.writeNumberField("decode_rows", steps.decodeRows());
    json.writeNumberField("computed_per_prompt", steps.computedPerPrompt());
    json.writeEndObject();
  }

  private static void series(JsonGenerator json, String name, double[] values) throws IOException {
    json.writeArrayFieldStart(name);
    for (double value : values) {
      json.writeNumber(value);
    }
    json.writeEndArray();
  }

  /**
   * Reads an object whose start is the current token.
   *
   * @throws IOException if it is not that of a prediction
   */
  static Prediction read(JsonParser json) throws IOException {
    return new PredictionJson(json).prediction();
  }

  private Prediction prediction() throws IOException {
    Map<Metric, Double> figures = figures();
    String model = text("model");
    String gpu = text("gpu");
    String engine = text("engine");
    String provenance = text("provenance");
    boolean overloaded = flag("overloaded");
    long cachedTokens = whole("cached_tokens");
    OperatorRoofline roofline = new OperatorRoofline(text("operator"), number("operator_share"));
    field("assumptions");
    List<String> assumptions = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      assumptions.add(json.getText());
    }
    EngineFigures engines = engines();
    Optional<EngineSteps> steps = Optional.empty();
    if (json.nextToken() == JsonToken.FIELD_NAME) {
      json.nextToken();
      steps =
          Optional.of(
              new EngineSteps(
                  series("running"),
                  series("waiting"),
                  series("kv_blocks"),
                  number("per_s"),
                  number("decode_rows"),
                  number("computed_per_prompt")));
      json.nextToken();
    }
    return new Prediction(
        figures,
        model,
        gpu,
        engine,
        provenance,
        overloaded,
        engines,
        steps,
        cachedTokens,
        roofline,
        List.copyOf(assumptions));
  }

  private Map<Metric, Double> figures() throws IOException {
    field("figures");
    Map<Metric, Double> figures = new EnumMap<>(Metric.class);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      Metric metric =
          Metric.named(key).orElseThrow(() -> new IOException("no figure is called " + key));
      json.nextToken();
      figures.put(metric, number());
    }
    return figures;
  }

  private EngineFigures engines() throws IOException {
    return new EngineFigures(
        (int) whole("replicas"),
        text("limit"),
        number("mfu"),
        number("mbu"),
        number("kv_peak"),
        whole("preemptions"),
        number("requests_per_s"),
        whole("concurrency_peak"),
        new Basis(
            text("basis_gpu"),
            flag("gpu_measured"),
            text("basis_engine"),
            text("version"),
            text("kind"),
            text("family")),
        new LoadSigns(
            flag("open_loop"),
            flag("keeps_up"),
            number("wait_share"),
            number("slot_share"),
            number("signs_kv_peak"),
            number("running")));
  }

  private double[] series(String name) throws IOException {
    field(name);
    List<Double> values = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      values.add(number());
    }
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private String text(String name) throws IOException {
    field(name);
    return json.getText();
  }

  private boolean flag(String name) throws IOException {
    field(name);
    return json.getBooleanValue();
  }

  private long whole(String name) throws IOException {
    field(name);
    return json.getLongValue();
  }

  private double number(String name) throws IOException {
    field(name);
    return number();
  }

  /** Jackson writes what is not finite as a string. */
  private double number() throws IOException {
    return json.currentToken() == JsonToken.VALUE_STRING
        ? Double.parseDouble(json.getText())
        : json.getDoubleValue();
  }

  /** Goes on to the value of the next field, which must be called so. */
  private void field(String name) throws IOException {
    if (json.nextToken() != JsonToken.FIELD_NAME || !json.currentName().equals(name)) {
      throw new IOException(
          "found " + json.currentName() + " where " + name + " of a prediction is wanted");
    }
    json.nextToken();
  }
}
