package io.foretoken.hardware.model;

import io.foretoken.hardware.model.ModelShape.Attention;
import io.foretoken.hardware.model.ModelShape.DenseMlp;
import io.foretoken.hardware.model.ModelShape.Extras;
import io.foretoken.hardware.model.ModelShape.LayerKinds;
import io.foretoken.hardware.model.ModelShape.Moe;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Problems;
import io.foretoken.input.yaml.LocatedJson;
import io.foretoken.input.yaml.LocatedNode;
import io.foretoken.input.yaml.MapNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the shape of a model from the {@code config.json} that its checkpoint carries on Hugging
 * Face. Of a model with several towers the text tower is read; layers for multi-token prediction
 * are left out. Fields that do not concern the shape are ignored.
 */
public final class HuggingFaceConfig {
  /** The largest file read, in bytes. Real ones stay below 1 MB. */
  public static final long MAX_BYTES = 16_000_000;

  private static final String[] LAYERS = {"num_hidden_layers", "n_layer", "n_layers", "num_layers"};
  private static final List<String> TEXT_TOWERS =
      List.of("text_config", "llm_config", "language_config");

  private HuggingFaceConfig() {}

  /**
   * Whether a model is meant by path and not by name: it ends with {@code .json}, or starts with
   * {@code ./}, {@code ../} or {@code /}.
   */
  public static boolean isPath(String model) {
    return model.endsWith(".json")
        || model.startsWith("./")
        || model.startsWith("../")
        || model.startsWith("/");
  }

  /**
   * Reads a file, or the {@code config.json} in a folder. The shape's id is the name of the folder
   * that the file lies in.
   *
   * @throws BadInputException with every missing field, contradiction and unfit value; for an
   *     architecture that is unknown or not modelled; for a file that is no JSON or above {@link
   *     #MAX_BYTES}
   */
  public static ModelShape read(Path path) {
    Path file = Files.isDirectory(path) ? path.resolve("config.json") : path;
    return parse(LocatedJson.read(file, MAX_BYTES), id(file));
  }

  /**
   * Reads a parsed file.
   *
   * @param id the shape's id
   * @throws BadInputException as {@link #read}
   */
  static ModelShape parse(LocatedNode node, String id) {
    Problems problems = new Problems();
    if (!(node instanceof MapNode map)) {
      problems.add(node.origin(), "", "found " + node.describe(), "a config.json is an object");
      throw new BadInputException(problems.list());
    }
    ConfigFields whole = new ConfigFields(map, "", problems);
    ConfigFields text =
        TEXT_TOWERS.stream().flatMap(name -> whole.child(name).stream()).findFirst().orElse(whole);
    String modelType = modelType(text, whole);
    Optional<Architecture> architecture = Architecture.of(modelType);
    if (architecture.isEmpty()) {
      refuse(text.has("model_type") ? text : whole, modelType);
      throw new BadInputException(problems.list());
    }
    ModelShape shape = shape(id, modelType, architecture.get(), text, whole);
    problems.throwIfAny();
    return shape;
  }

  private static String modelType(ConfigFields text, ConfigFields whole) {
    return text.text("model_type")
        .or(() -> whole.text("model_type"))
        .or(
            () ->
                whole
                    .texts("architectures")
                    .filter(names -> !names.isEmpty())
                    .map(names -> Architecture.ofClass(names.get(0)).orElse(names.get(0))))
        .orElse("");
  }

  private static void refuse(ConfigFields fields, String modelType) {
    if (modelType.isEmpty()) {
      fields.missing("model_type");
      return;
    }
    Optional<String> reason = Architecture.notModelled(modelType);
    fields.problem(
        "model_type",
        reason
            .map(name -> "\"" + modelType + "\" has " + name + ", which is not modelled")
            .orElse("unknown architecture \"" + modelType + "\""),
        reason.isPresent() ? "" : Architecture.known(modelType));
  }

  private static ModelShape shape(
      String id,
      String modelType,
      Architecture architecture,
      ConfigFields text,
      ConfigFields whole) {
    int layers = text.count(LAYERS);
    int hidden = text.count("hidden_size", "n_embd", "n_embed", "d_model");
    Attention attention = ConfigAttention.read(text, modelType, architecture, hidden);
    Optional<Moe> moe = ConfigExperts.read(text, architecture, layers);
    int denseLayers = layers - moe.map(Moe::layers).orElse(0);
    int maxContext = maxContext(text, modelType);
    LayerKinds kinds = ConfigLayers.read(text, architecture, layers, maxContext);
    ConfigPrecision precision = ConfigPrecision.read(text, whole, moe.isPresent());
    boolean tied =
        text.has("tie_word_embeddings")
            ? text.flag("tie_word_embeddings", false)
            : whole.flag("tie_word_embeddings", architecture.tied());
    Extras extras =
        new Extras(
            architecture.biases(),
            modelType.equals("opt") ? maxContext + 2 : 0,
            false,
            0,
            ConfigAttention.indexerWeights(text, hidden),
            ConfigAttention.windowKvHeads(text, attention),
            0,
            precision.parts());
    return new ModelShape(
        id,
        layers,
        hidden,
        ConfigAttention.isGemma3(modelType)
            ? text.countOr(262_208, "vocab_size")
            : text.count("vocab_size"),
        tied,
        attention,
        kinds,
        new DenseMlp(
            denseLayers,
            denseLayers > 0 ? intermediate(text, modelType, hidden) : 0,
            architecture.gated()),
        moe,
        maxContext,
        precision.format(),
        extras);
  }

  /** Width of the dense MLP; the first Qwen counts both halves of its gated MLP. */
  private static int intermediate(ConfigFields text, String modelType, int hidden) {
    boolean fourTimes = List.of("falcon", "bloom", "gpt2", "gptj").contains(modelType);
    String[] spellings = {
      "intermediate_size_mlp",
      "dense_intermediate_size",
      "intermediate_size",
      "ffn_hidden_size",
      "ffn_dim",
      "n_inner"
    };
    if (fourTimes) {
      return text.optionalCount(spellings).orElse(4 * hidden);
    }
    if (!text.has(spellings)) {
      text.missing("intermediate_size");
      return 1;
    }
    int width = text.count(spellings);
    return modelType.equals("qwen") ? width / 2 : width;
  }

  private static int maxContext(ConfigFields text, String modelType) {
    if (modelType.equals("cohere") && text.has("model_max_length")) {
      return text.count("model_max_length");
    }
    String[] spellings = {
      "max_position_embeddings",
      "n_positions",
      "max_seq_len",
      "seq_length",
      "max_sequence_length",
      "n_ctx",
      "model_max_length"
    };
    if (modelType.equals("falcon") || modelType.equals("bloom")) {
      return text.optionalCount(spellings).orElse(2048);
    }
    if (ConfigAttention.isGemma3(modelType)) {
      return text.optionalCount(spellings).orElse(131_072);
    }
    return text.count(spellings);
  }

  private static String id(Path file) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    String name =
        folder == null || folder.getFileName() == null
            ? file.toString()
            : folder.getFileName().toString();
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]", "-");
  }
}
