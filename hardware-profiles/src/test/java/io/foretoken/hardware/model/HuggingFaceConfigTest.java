package io.foretoken.hardware.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.catalog.ModelEntry;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.yaml.LocatedJson;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * configs/ holds the shape-giving fields of published configurations, with the spellings and the
 * omissions of each architecture. The catalogue's rows come from other sources, so that agreement
 * checks both.
 */
class HuggingFaceConfigTest {
  private static final String LLAMA =
      """
      {
        "model_type": "llama",
        "num_hidden_layers": 32,
        "hidden_size": 4096,
        "num_attention_heads": 32,
        "num_key_value_heads": 8,
        "intermediate_size": 14336,
        "vocab_size": 128256,
        "max_position_embeddings": 131072,
        "torch_dtype": "bfloat16"
      }
      """;

  @TempDir private Path folder;

  static Stream<Path> configs() throws IOException, URISyntaxException {
    Path configs =
        Path.of(Objects.requireNonNull(HuggingFaceConfigTest.class.getResource("configs")).toURI());
    List<Path> files;
    try (Stream<Path> listing = Files.list(configs)) {
      files = listing.sorted().toList();
    }
    assertThat(files).hasSizeGreaterThan(35);
    return files.stream();
  }

  @ParameterizedTest
  @MethodSource("configs")
  void aPublishedConfigurationGivesTheShapeOfTheCatalogue(Path file) {
    String id = file.getFileName().toString().replace(".json", "");
    ModelEntry entry = Catalog.shipped().model(id, Origin.argument(id), "");
    ModelShape read = HuggingFaceConfig.parse(LocatedJson.read(file), id);
    assertThat(read).isEqualTo(entry.shape());
  }

  @Test
  void theIdIsTheNameOfTheFolder() throws IOException {
    Path config = Files.createDirectory(folder.resolve("My_Model")).resolve("config.json");
    Files.writeString(config, LLAMA);
    assertThat(HuggingFaceConfig.read(config).id()).isEqualTo("my-model");
    assertThat(HuggingFaceConfig.read(config.getParent()))
        .isEqualTo(HuggingFaceConfig.read(config));
  }

  @Test
  void aPathIsToldFromAName() {
    assertThat(Stream.of("./my/config.json", "config.json", "../m", "/models/x"))
        .allMatch(HuggingFaceConfig::isPath);
    assertThat(Stream.of("llama-3.1-8b", "meta-llama/Llama-3.1-8B"))
        .noneMatch(HuggingFaceConfig::isPath);
  }

  @Test
  void aMissingFieldIsNamedWithItsOtherSpellings() {
    assertThat(messageOf(LLAMA.replace("\"num_hidden_layers\": 32,", "")))
        .isEqualTo(
            """
            config.json:1:1: the field "num_hidden_layers" is missing
                other spellings: n_layer, n_layers, num_layers""");
  }

  @Test
  void allMissingFieldsAreReportedAtOnce() {
    assertThat(messageOf("{\"model_type\": \"llama\"}"))
        .contains(
            "\"num_hidden_layers\"",
            "\"hidden_size\"",
            "\"num_attention_heads\"",
            "\"intermediate_size\"",
            "\"vocab_size\"",
            "\"max_position_embeddings\"");
  }

  @Test
  void aFieldMissingInATextTowerIsLookedForThere() {
    assertThat(
            messageOf(
                """
                {"model_type": "llava", "hidden_size": 4096,
                 "text_config": {"model_type": "llama", "num_hidden_layers": 2, "vocab_size": 9,
                  "num_attention_heads": 32, "intermediate_size": 9, "max_position_embeddings": 9}}
                """))
        .startsWith("config.json:2:17: text_config: the field \"hidden_size\" is missing");
  }

  @Test
  void headsThatDoNotDivideTheWidthAreRefused() {
    assertThat(
            messageOf(LLAMA.replace("\"num_attention_heads\": 32", "\"num_attention_heads\": 48")))
        .isEqualTo(
            """
            config.json:5:26: num_attention_heads: 48 heads do not divide the hidden size of 4096
                correct one of them, or add "head_dim\"""");
  }

  @Test
  void keyValueHeadsThatDoNotDivideTheHeadsAreRefused() {
    assertThat(messageOf(LLAMA.replace("\"num_key_value_heads\": 8", "\"num_key_value_heads\": 5")))
        .startsWith(
            "config.json:6:26: num_key_value_heads: 5 key-value heads do not divide 32 heads");
  }

  @Test
  void aListOfLayersOfAnotherLengthIsRefused() {
    String config =
        LLAMA
            .replace("llama", "gpt_oss")
            .replace(
                "\"vocab_size\"",
                "\"num_local_experts\": 8, \"num_experts_per_tok\": 2, \"sliding_window\": 128,"
                    + " \"layer_types\": [\"sliding_attention\", \"full_attention\"],"
                    + " \"vocab_size\"");
    assertThat(messageOf(config)).contains("layer_types: 2 entries for 32 layers");
  }

  @Test
  void moreExpertsPerTokenThanExpertsAreRefused() {
    String config =
        LLAMA
            .replace("llama", "mixtral")
            .replace(
                "\"vocab_size\"",
                "\"num_local_experts\": 8, \"num_experts_per_tok\": 9, \"vocab_size\"");
    assertThat(messageOf(config)).contains("num_experts_per_tok: a token visits 9 of 8 experts");
  }

  @Test
  void unfitValuesAreRefusedWhereTheyStand() {
    assertThat(messageOf(LLAMA.replace("\"hidden_size\": 4096", "\"hidden_size\": \"4096\"")))
        .startsWith("config.json:4:18: hidden_size: found \"4096\"");
    assertThat(messageOf(LLAMA.replace("\"vocab_size\": 128256", "\"vocab_size\": -1")))
        .startsWith("config.json:8:17: vocab_size: found \"-1\"");
    assertThat(messageOf(LLAMA.replace("\"vocab_size\": 128256", "\"vocab_size\": 99999999999")))
        .startsWith("config.json:8:17: vocab_size: found");
    assertThat(messageOf(LLAMA.replace("\"vocab_size\": 128256", "\"vocab_size\": [1]")))
        .startsWith("config.json:8:17: vocab_size: found a list");
  }

  @Test
  void anUnknownArchitectureNamesTheNearest() {
    assertThat(messageOf(LLAMA.replace("llama", "qwen33")))
        .startsWith("config.json:2:17: model_type: unknown architecture \"qwen33\"")
        .contains("did you mean \"qwen3\"?");
  }

  @Test
  void anArchitectureThatIsNotModelledSaysWhy() {
    assertThat(messageOf(LLAMA.replace("llama", "qwen3_next")))
        .isEqualTo(
            "config.json:2:17: model_type: \"qwen3_next\" has linear attention, which is not"
                + " modelled");
  }

  @Test
  void anUnknownQuantisationIsRefused() {
    String config =
        LLAMA.replace(
            "\"vocab_size\"",
            "\"quantization_config\": {\"quant_method\": \"hqq\"}, \"vocab_size\"");
    assertThat(messageOf(config))
        .contains("quantization_config.quant_method: unknown quantisation \"hqq\"");
  }

  @Test
  void quantisedCheckpointsTellTheirFormat() {
    assertThat(formatOf("{\"quant_method\": \"awq\", \"bits\": 4}")).isEqualTo("int4");
    assertThat(formatOf("{\"quant_method\": \"gptq\", \"bits\": 8}")).isEqualTo("int8");
    assertThat(formatOf("{\"quant_method\": \"fp8\"}")).isEqualTo("fp8");
    assertThat(formatOf("{\"quant_method\": \"fp8\", \"weight_block_size\": [128, 128]}"))
        .isEqualTo("fp8_block");
    assertThat(formatOf("{\"quant_method\": \"modelopt\", \"quant_algo\": \"NVFP4\"}"))
        .isEqualTo("nvfp4");
    assertThat(
            formatOf(
                "{\"quant_method\": \"compressed-tensors\", \"config_groups\": {\"group_0\":"
                    + " {\"weights\": {\"num_bits\": 8, \"type\": \"float\","
                    + " \"strategy\": \"channel\"}}}}"))
        .isEqualTo("fp8");
  }

  @Test
  void aFileOf100MegabytesIsRefusedUnread() throws IOException {
    Path file = folder.resolve("config.json");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(100_000_000);
    }
    BadInputException refused =
        catchThrowableOfType(BadInputException.class, () -> HuggingFaceConfig.read(file));
    assertThat(refused)
        .hasMessageContaining("config.json: the file is too large: 100,000,000 bytes");
  }

  @Test
  void whatIsNoObjectIsRefused() {
    assertThat(messageOf("[1]")).startsWith("config.json:1:1: found a list");
    assertThat(messageOf("{}")).contains("the field \"model_type\" is missing");
    assertThat(messageOf("{\"model_type\": \"llama\"")).contains("the JSON ends too early");
  }

  private static String formatOf(String quantization) {
    String config =
        LLAMA.replace(
            "\"vocab_size\"", "\"quantization_config\": " + quantization + ", \"vocab_size\"");
    return HuggingFaceConfig.parse(LocatedJson.parse(config, "config.json"), "m").nativePrecision();
  }

  private static String messageOf(String config) {
    return catchThrowableOfType(
            BadInputException.class,
            () -> HuggingFaceConfig.parse(LocatedJson.parse(config, "config.json"), "m"))
        .getMessage();
  }
}
