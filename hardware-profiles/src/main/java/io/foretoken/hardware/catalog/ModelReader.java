package io.foretoken.hardware.catalog;

import io.foretoken.hardware.model.ModelShape;
import io.foretoken.hardware.model.ModelShape.Attention;
import io.foretoken.hardware.model.ModelShape.DenseMlp;
import io.foretoken.hardware.model.ModelShape.Extras;
import io.foretoken.hardware.model.ModelShape.LayerKinds;
import io.foretoken.hardware.model.ModelShape.Mla;
import io.foretoken.hardware.model.ModelShape.Moe;
import io.foretoken.hardware.model.ParameterCount;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads one entry of a list of models and refuses what contradicts itself. */
final class ModelReader {
  static final List<String> PRECISIONS =
      List.of("bf16", "fp16", "fp8", "fp8_block", "int8", "int4", "nvfp4", "mxfp4");

  /** Vendors round (Kimi K2 by 2.6 %); beyond this the dimensions are of another model. */
  private static final double PUBLISHED_TOLERANCE = 0.1;

  private ModelReader() {}

  static ModelEntry read(Fields fields) {
    int before = fields.problems().size();
    ModelShape shape = shape(fields);
    Optional<Fields> published = fields.child("published");
    OptionalDouble total =
        published.map(p -> p.optionalNumber("total_b")).orElse(OptionalDouble.empty());
    OptionalDouble active =
        published.map(p -> p.optionalNumber("active_b")).orElse(OptionalDouble.empty());
    if (fields.problems().size() == before) {
      checkShape(fields, shape);
      total.ifPresent(billions -> checkTotal(published.get(), shape, billions));
    }
    Map<String, String> checkpoints = fields.textMap("checkpoints");
    checkpoints.forEach((name, precision) -> checkPrecision(fields, "checkpoints", precision));
    return new ModelEntry(
        shape,
        fields.texts("aliases"),
        checkpoints,
        total,
        active,
        EntryReader.confidence(fields),
        EntryReader.date(fields, false),
        fields.text("source"),
        fields.text("notes", ""));
  }

  private static ModelShape shape(Fields fields) {
    int layers = fields.count("layers");
    Optional<Fields> extras = fields.child("extras");
    String precision = fields.text("native_precision");
    if (!precision.isEmpty()) {
      checkPrecision(fields, "native_precision", precision);
    }
    return new ModelShape(
        EntryReader.id(fields),
        layers,
        fields.count("hidden"),
        fields.count("vocab"),
        fields.flag("tied_embeddings", false),
        fields
            .requiredChild("attention")
            .map(ModelReader::attention)
            .orElse(new Attention(1, 1, 1, 1, false, Optional.empty())),
        fields
            .child("layer_kinds")
            .map(ModelReader::layerKinds)
            .orElse(new LayerKinds(layers, 0, 0, 0, 0)),
        fields
            .requiredChild("mlp")
            .map(mlp -> denseMlp(mlp, layers))
            .orElse(new DenseMlp(layers, 1, true)),
        fields.child("moe").map(moe -> moe(moe, layers)),
        fields.count("max_context"),
        precision,
        extras.map(ModelReader::extras).orElse(Extras.NONE));
  }

  private static Attention attention(Fields fields) {
    int heads = fields.count("heads");
    int headDim = fields.count("head_dim");
    return new Attention(
        heads,
        fields.count("kv_heads", heads),
        headDim,
        fields.count("value_dim", headDim),
        fields.flag("qkv_bias", false),
        fields
            .child("mla")
            .map(
                mla ->
                    new Mla(
                        mla.count("q_lora_rank", 0),
                        mla.count("kv_lora_rank"),
                        mla.count("nope"),
                        mla.count("rope"))));
  }

  private static LayerKinds layerKinds(Fields fields) {
    return new LayerKinds(
        fields.count("full", 0),
        fields.count("window", 0),
        fields.count("linear", 0),
        fields.count("sparse", 0),
        fields.count("window_tokens", 0));
  }

  private static DenseMlp denseMlp(Fields fields, int layers) {
    return new DenseMlp(
        fields.count("layers", layers),
        fields.count("intermediate", 0),
        fields.flag("gated", true));
  }

  private static Moe moe(Fields fields, int layers) {
    return new Moe(
        fields.count("layers", layers),
        fields.count("experts"),
        fields.count("top_k"),
        fields.count("intermediate"),
        fields.count("shared_intermediate", 0),
        fields.flag("gated", true));
  }

  private static Extras extras(Fields fields) {
    String quantized = fields.text("quantized", "all");
    if (!quantized.equals("all") && !quantized.equals("experts")) {
      fields.problem("quantized", "found \"" + quantized + "\"", "write all or experts");
    }
    return new Extras(
        fields.flag("biases", false),
        fields.count("position_rows", 0),
        fields.flag("output_gate", false),
        fields.longCount("linear_layer_weights", 0),
        fields.longCount("sparse_layer_weights", 0),
        fields.count("window_kv_heads", 0),
        fields.count("expert_input", 0),
        quantized);
  }

  private static void checkPrecision(Fields fields, String key, String precision) {
    if (!PRECISIONS.contains(precision)) {
      fields.problem(
          key, "found \"" + precision + "\"", "known formats: " + String.join(", ", PRECISIONS));
    }
  }

  private static void checkShape(Fields fields, ModelShape shape) {
    Attention attention = shape.attention();
    LayerKinds kinds = shape.layerKinds();
    if (attention.kvHeads() < 1 || attention.heads() % attention.kvHeads() != 0) {
      fields.problem(
          "attention",
          attention.heads() + " heads cannot share " + attention.kvHeads() + " kv_heads",
          "kv_heads must divide heads");
    }
    attention
        .mla()
        .filter(mla -> mla.nope() + mla.rope() != attention.headDim())
        .ifPresent(
            mla ->
                fields.problem(
                    "attention",
                    "head_dim is "
                        + attention.headDim()
                        + ", but nope + rope are "
                        + (mla.nope() + mla.rope()),
                    "with latent attention head_dim = nope + rope"));
    int mixers = kinds.full() + kinds.window() + kinds.linear() + kinds.sparse();
    if (mixers < 1 || mixers > shape.layers()) {
      fields.problem(
          "layer_kinds", mixers + " layers with attention of " + shape.layers() + " layers", "");
    }
    if (kinds.window() > 0 && kinds.windowTokens() < 1) {
      fields.problem("layer_kinds", "window layers without window_tokens", "");
    }
    int feedForward = shape.dense().layers() + shape.moe().map(Moe::layers).orElse(0);
    if (feedForward > shape.layers()) {
      fields.problem(
          "mlp",
          feedForward + " layers with MLP or experts of " + shape.layers() + " layers",
          "layers of mlp and of moe add up to those of the model");
    }
    if (shape.dense().layers() > 0 && shape.dense().intermediate() < 1) {
      fields.problem("mlp", "\"intermediate\" is missing", "");
    }
    shape
        .moe()
        .filter(moe -> moe.topK() > moe.experts())
        .ifPresent(
            moe ->
                fields.problem(
                    "moe",
                    "a token visits " + moe.topK() + " of " + moe.experts() + " experts",
                    ""));
  }

  private static void checkTotal(Fields published, ModelShape shape, double billions) {
    double computed = ParameterCount.of(shape).total() / 1e9;
    if (Math.abs(computed / billions - 1) > PUBLISHED_TOLERANCE) {
      published.problem(
          "total_b",
          "the dimensions give "
              + Math.round(computed * 100) / 100.0
              + " billion parameters, not "
              + GpuReader.text(billions),
          "one of the two is of another model");
    }
  }
}
