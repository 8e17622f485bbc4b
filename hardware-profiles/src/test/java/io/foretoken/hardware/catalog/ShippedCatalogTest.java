package io.foretoken.hardware.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foretoken.hardware.model.ModelShape;
import io.foretoken.input.bind.JsonSchema;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problems;
import io.foretoken.input.yaml.ListNode;
import io.foretoken.input.yaml.LocatedNode;
import io.foretoken.input.yaml.LocatedYaml;
import io.foretoken.input.yaml.MapNode;
import io.foretoken.input.yaml.ScalarNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShippedCatalogTest {
  private static final Origin HERE = Origin.at("scenario.yaml", 12, 7);

  private final Catalog catalog = Catalog.shipped();

  @Test
  void everyEntryCanBeReadWithoutAProblem() {
    assertThat(catalog.gpus()).hasSize(47);
    assertThat(catalog.models()).hasSize(99);
    assertThat(catalog.prices()).hasSize(86);
  }

  @ParameterizedTest
  @CsvSource({
    "h100-sxm-80gb, h100-sxm-80gb",
    "H100, h100-sxm-80gb",
    "H100-80GB-SXM, h100-sxm-80gb",
    "NVIDIA H100 80GB HBM3, h100-sxm-80gb",
    "H200-SXM, h200-sxm-141gb",
    "a100, a100-sxm-80gb",
    "NVIDIA L40S, l40s",
    "rtx4090, rtx-4090",
    "NVIDIA GeForce RTX 4090, rtx-4090",
    "mi300x, mi300x"
  })
  void aGpuIsFoundByIdAndByEverySpelling(String name, String id) {
    assertThat(catalog.gpu(name, HERE, "").id()).isEqualTo(id);
  }

  @ParameterizedTest
  @CsvSource({
    "meta-llama/Llama-3.1-8B-Instruct, llama-3.1-8b",
    "llama-3.1-8b-instruct, llama-3.1-8b",
    "LLAMA-3.1-8B, llama-3.1-8b",
    "meta-llama/Meta-Llama-3.1-70B, llama-3.1-70b",
    "Qwen/Qwen3-14B, qwen3-14b",
    "Qwen/Qwen3-32B, qwen3-32b",
    "meta-llama/Llama-2-7b-hf, llama-2-7b",
    "meta-llama/Llama-2-70b-hf, llama-2-70b",
    "mistralai/Mistral-7B-Instruct-v0.3, mistral-7b-v0.3",
    "deepseek-ai/DeepSeek-V3, deepseek-v3",
    "openai/gpt-oss-120b, gpt-oss-120b"
  })
  void aModelIsFoundByIdAndByEverySpelling(String name, String id) {
    assertThat(catalog.model(name, HERE, "").id()).isEqualTo(id);
  }

  @Test
  void aCheckpointInAnotherFormatIsTheSameModelInThatFormat() {
    ModelShape base = catalog.model("qwen3-32b", HERE, "").shape();
    ModelShape fp8 = catalog.model("Qwen/Qwen3-32B-FP8", HERE, "").shape();
    assertThat(base.nativePrecision()).isEqualTo("bf16");
    assertThat(fp8).isEqualTo(base.withPrecision("fp8_block", "all"));
  }

  @Test
  void theDatasheetOfTheH100IsDenseAndPerDirection() {
    GpuSpec h100 = catalog.gpu("h100", HERE, "").spec();
    assertThat(h100.bf16Tflops()).isEqualTo(989.4);
    assertThat(h100.fp8Tflops()).hasValue(1978.9);
    assertThat(h100.fp4Tflops()).isEmpty();
    assertThat(h100.visibleMemoryGib()).isEqualTo(79.65);
    assertThat(h100.cudaTotalGib()).isEqualTo(79.15);
    assertThat(h100.memoryGbPerSecond()).isEqualTo(3350);
    assertThat(h100.scaleUpGbPerSecondPerDirection()).isEqualTo(450);
    assertThat(h100.scaleUpIsPcie()).isFalse();
    assertThat(h100.scaleUpDomain()).isEqualTo(8);
    assertThat(h100.multiprocessors()).isEqualTo(132);
  }

  @Test
  void cardsWithoutUnitsForAFormatSaySo() {
    assertThat(catalog.gpu("a100", HERE, "").spec().fp8Tflops()).isEmpty();
    // The V100 has no bf16; its fp16 rate stands in.
    assertThat(catalog.gpu("v100-sxm-32gb", HERE, "").spec().bf16Tflops()).isEqualTo(125);
    assertThat(catalog.gpu("l40s", HERE, "").spec().scaleUpIsPcie()).isTrue();
  }

  @Test
  void memoryThatCudaSeesIsMeasuredOrSaysHowItWasDerived() {
    assertThat(catalog.gpus())
        .allSatisfy(
            gpu -> {
              double share = gpu.spec().cudaTotalGib() / gpu.spec().visibleMemoryGib();
              assertThat(share).isBetween(0.97, 1.0);
              assertThat(gpu.cudaTotalBasis()).isNotBlank();
            });
    assertThat(catalog.gpu("h200", HERE, "").spec().cudaTotalGib()).isEqualTo(139.8);
    // Not measured: boards with GDDR6 take the share of the L40S, 44.39 of 44.99 GiB.
    GpuEntry a40 = catalog.gpu("a40", HERE, "");
    assertThat(a40.cudaTotalBasis())
        .isEqualTo("derived: visible x 0.9867, the ratio of l40s (same memory type)");
    assertThat(a40.spec().cudaTotalGib()).isEqualTo(44.39);
  }

  @Test
  void everyEntrySaysHowSureItIsFromWhenAndFromWhere() {
    assertThat(catalog.gpus())
        .allSatisfy(
            gpu -> {
              assertThat(gpu.spec().confidence()).isIn("high", "medium", "low");
              assertThat(gpu.spec().source()).isNotBlank();
              assertThat(gpu.asOf()).matches("20\\d\\d-\\d\\d");
            });
    assertThat(catalog.models())
        .allSatisfy(
            model -> {
              assertThat(model.confidence()).isIn("high", "medium");
              assertThat(model.source()).isNotBlank();
              assertThat(model.asOf()).matches("20\\d\\d-\\d\\d");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpus.yaml", "models.yaml"})
  void theQuickCutOfAFileFindsWhatAFullParseFinds(String file) {
    List<LocatedNode> entries = entries(file);
    List<ShippedFile.Chunk> chunks = ShippedFile.read(file);
    assertThat(chunks).hasSameSizeAs(entries);
    for (int i = 0; i < chunks.size(); i++) {
      MapNode entry = (MapNode) entries.get(i);
      List<String> names = new ArrayList<>();
      ((ListNode) entry.get("aliases")).items().forEach(name -> names.add(text(name)));
      if (entry.get("checkpoints") instanceof MapNode checkpoints) {
        names.addAll(checkpoints.keys());
      }
      assertThat(chunks.get(i).id()).isEqualTo(text(entry.get("id")));
      assertThat(chunks.get(i).names()).isEqualTo(names);
    }
  }

  @Test
  void shippedEntriesPassTheChecksOfUsersEntries() {
    Problems problems = new Problems();
    List<GpuEntry> gpus = catalog.gpus();
    for (LocatedNode entry : entries("gpus.yaml")) {
      GpuChecks.check(Row.bind(entry, GpuRow.class, "gpus", problems).orElseThrow(), gpus);
    }
    for (LocatedNode entry : entries("models.yaml")) {
      ModelChecks.check(Row.bind(entry, ModelRow.class, "models", problems).orElseThrow());
    }
    for (LocatedNode entry : entries("prices.yaml")) {
      PriceRow.check(Row.bind(entry, PriceRow.class, "prices", problems).orElseThrow());
    }
    assertThat(problems.list()).isEmpty();
  }

  @Test
  void theSchemaOfCatalogueFilesNamesTheKeysOfUsersEntries() {
    assertThat(JsonSchema.of(CatalogFile.class).toString())
        .contains("visible_memory_gib", "gb_per_s_per_direction", "kv_heads", "per_gpu_hour");
  }

  private static List<LocatedNode> entries(String file) {
    MapNode whole = LocatedYaml.parseMap(ShippedFile.text(file), file);
    return ((ListNode) whole.get(file.replace(".yaml", ""))).items();
  }

  private static String text(LocatedNode node) {
    return ((ScalarNode) node).text();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpus.yaml", "models.yaml"})
  void noNameFindsTwoEntries(String file) {
    Map<String, String> owner = new HashMap<>();
    for (ShippedFile.Chunk chunk : ShippedFile.read(file)) {
      assertThat(owner.put(Names.canonical(chunk.id()), chunk.id())).isNull();
      for (String name : chunk.names()) {
        assertThat(owner.put(Names.canonical(name), chunk.id())).as(name).isNull();
      }
    }
  }

  @Test
  void linearAndSparseAttentionAreNamedAsNotModelled() {
    Map<String, List<String>> refused = new TreeMap<>();
    for (ModelEntry model : catalog.models()) {
      if (!model.shape().notModelled().isEmpty()) {
        refused.put(model.id(), model.shape().notModelled());
      }
    }
    assertThat(refused.keySet())
        .containsExactly(
            "deepseek-v3.2",
            "glm-5",
            "glm-5.2",
            "mimo-v2-flash",
            "minimax-m3",
            "nemotron-3-nano-30b-a3b",
            "nemotron-3-super-120b-a12b",
            "nemotron-h-56b",
            "qwen3-next-80b-a3b",
            "qwen3.5-122b-a10b",
            "qwen3.5-27b",
            "qwen3.5-35b-a3b",
            "qwen3.5-397b-a17b");
    assertThat(refused).containsEntry("glm-5", List.of("sparse attention"));
    assertThat(refused).containsEntry("qwen3.5-27b", List.of("linear attention"));
    assertThat(refused)
        .containsEntry("mimo-v2-flash", List.of("key-value heads that differ between layers"));
  }

  @Test
  void anUnknownGpuNamesTheNearestAndWhereItWasWritten() {
    assertThatThrownBy(() -> catalog.gpu("h100-sxn-80gb", HERE, "fleet.main.gpu"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("scenario.yaml:12:7: fleet.main.gpu: unknown GPU \"h100-sxn-80gb\"")
        .hasMessageContaining("did you mean \"h100-sxm-80gb\"?");
  }

  @Test
  void anUnknownModelNamesTheNearest() {
    assertThatThrownBy(() -> catalog.model("lama-3.1-8b", HERE, "model"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("did you mean \"llama-3.1-8b\"?");
  }
}
