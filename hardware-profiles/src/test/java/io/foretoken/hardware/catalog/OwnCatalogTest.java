package io.foretoken.hardware.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.foretoken.hardware.model.ModelShape;
import io.foretoken.hardware.price.Price;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnCatalogTest {
  private static final Origin HERE = Origin.argument("--gpu x");

  /** The board of an imaginary vendor, in as few lines as the schema allows. */
  private static final String GPU =
      """
      schema_version: 1
      gpus:
      - id: h100-own
        aliases: [our H100]
        architecture: Hopper
        dense_tflops: {bf16: 989, fp8: 1979}
        memory_label_gb: 80
        visible_memory_gib: 79.6
        memory_gb_per_s: 3350
        scale_up: {link: NVLink4, gb_per_s_per_direction: 450, domain: 8}
        tdp_watts: 700
        source: measured here
        as_of: 2026-09-01
      """;

  private static final String MODEL =
      """
      schema_version: 1
      models:
      - id: our-8b
        aliases: [acme/Our-8B]
        layers: 32
        hidden: 4096
        vocab: 128256
        attention: {heads: 32, kv_heads: 8, head_dim: 128}
        mlp: {intermediate: 14336}
        max_context: 131072
        native_precision: bf16
        source: our own
        as_of: 2026-09
      """;

  private static final String PRICE =
      """
      schema_version: 1
      prices:
      - {gpu: H100, provider: Our Own DC, term: on-demand, per_gpu_hour: 1.10, currency: EUR, as_of: 2026-09-01, source: contract}
      """;

  @TempDir private Path folder;

  @Test
  void anOwnGpuIsFoundByItsNamesAndDerivesWhatItLeavesOut() throws IOException {
    GpuEntry own = catalog(GPU).gpu("OUR h100", HERE, "");
    assertThat(own.id()).isEqualTo("h100-own");
    assertThat(own.spec().bf16Tflops()).isEqualTo(989);
    assertThat(own.spec().confidence()).isEqualTo("medium");
    assertThat(own.spec().cudaTotalGib()).isEqualTo(79.6 * 0.988);
    assertThat(own.cudaTotalBasis()).startsWith("derived");
    assertThat(own.spec().l2Mib()).isNaN();
    assertThat(own.spec().multiprocessors()).isZero();
  }

  @Test
  void anOwnEntryWithAShippedIdTakesItsPlaceUnderAllItsNames() throws IOException {
    Catalog catalog = catalog(GPU.replace("h100-own", "h100-sxm-80gb"));
    assertThat(catalog.gpu("H100", HERE, "").spec().source()).isEqualTo("measured here");
    assertThat(catalog.gpu("our h100", HERE, "").spec().source()).isEqualTo("measured here");
    assertThat(catalog.gpus()).hasSize(47);
  }

  @Test
  void anOwnModelNeedsOnlyItsDimensions() throws IOException {
    ModelShape own = catalog(MODEL).model("acme/our-8b", HERE, "").shape();
    ModelShape llama = Catalog.shipped().model("llama-3.1-8b", HERE, "").shape();
    assertThat(own.attention()).isEqualTo(llama.attention());
    assertThat(own.layerKinds()).isEqualTo(llama.layerKinds());
    assertThat(own.dense()).isEqualTo(llama.dense());
  }

  @Test
  void aModelIsANameOrThePathOfItsConfig() throws IOException {
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"model_type": "llama", "num_hidden_layers": 32, "hidden_size": 4096,
         "num_attention_heads": 32, "num_key_value_heads": 8, "intermediate_size": 14336,
         "vocab_size": 128256, "max_position_embeddings": 131072, "torch_dtype": "bfloat16"}
        """);
    Catalog catalog = Catalog.shipped();
    ModelShape byName = catalog.modelOrConfig("llama-3.1-8b", folder, HERE, "model").shape();
    ModelShape byPath = catalog.modelOrConfig("./config.json", folder, HERE, "model").shape();
    assertThat(byPath.attention()).isEqualTo(byName.attention());
    assertThat(byPath.dense()).isEqualTo(byName.dense());
    BadInputException refused =
        catchThrowableOfType(
            BadInputException.class,
            () -> catalog.modelOrConfig("./\0.json", folder, HERE, "model"));
    assertThat(refused).hasMessageContaining("is no path");
  }

  @Test
  void anOwnPriceGoesBeforeTheShippedDefault() throws IOException {
    Optional<Price> price = catalog(PRICE).price("h100", Optional.empty(), Optional.empty());
    assertThat(price)
        .get()
        .extracting(Price::perGpuHour, Price::currency)
        .containsExactly(1.1, "EUR");
    assertThat(catalog(PRICE).price("h100", Optional.of("our own dc"), Optional.empty()))
        .isPresent();
    assertThat(catalog(PRICE).price("h100", Optional.empty(), Optional.of("spot")))
        .get()
        .extracting(Price::provider)
        .isEqualTo("crusoe");
  }

  @Test
  void aFolderIsReadFileByFile() throws IOException {
    Files.writeString(folder.resolve("a.yaml"), GPU);
    Files.writeString(folder.resolve("b.yml"), MODEL);
    Files.writeString(folder.resolve("notes.txt"), "not a catalogue");
    Catalog catalog = Catalog.with(List.of(folder));
    assertThat(catalog.findGpu("h100-own")).isPresent();
    assertThat(catalog.findModel("our-8b")).isPresent();
  }

  @Test
  void fp8BelowBf16IsRefused() throws IOException {
    assertThat(problems(GPU.replace("fp8: 1979", "fp8: 494")))
        .isEqualTo(
            """
            own.yaml:6:34: gpus[0].dense_tflops.fp8: fp8 has 494 TFLOPS, below the 989 of bf16
                fp8 units are at least as fast; leave the line out if the GPU has none""");
  }

  @Test
  void aSparseFp8PeakIsRefused() throws IOException {
    assertThat(problems(GPU.replace("fp8: 1979", "fp8: 3958")))
        .isEqualTo(
            """
            own.yaml:6:34: gpus[0].dense_tflops.fp8: fp8 has 3958 TFLOPS, bf16 only 989
                figures "with sparsity" are twice the dense ones: write 1979""");
  }

  @Test
  void peaksThatAreAllSparseAreRefusedBesideTheirArchitecture() throws IOException {
    assertThat(problems(GPU.replace("bf16: 989, fp8: 1979", "bf16: 1979, fp8: 3958")))
        .isEqualTo(
            """
            own.yaml:6:24: gpus[0].dense_tflops.bf16: 1979 TFLOPS, the fastest Hopper known does 989.4
                figures "with sparsity" are twice the dense ones: write 989.5
            own.yaml:6:35: gpus[0].dense_tflops.fp8: 3958 TFLOPS, the fastest Hopper known does 1979
                figures "with sparsity" are twice the dense ones: write 1979""");
  }

  @Test
  void bothDirectionsOfALinkAreRefused() throws IOException {
    assertThat(problems(GPU.replace("per_direction: 450", "per_direction: 900")))
        .isEqualTo(
            """
            own.yaml:10:53: gpus[0].scale_up.gb_per_s_per_direction: 900 GB/s, NVLink4 does 450 per direction
                datasheets add both directions: write 450""");
  }

  @Test
  void bothDirectionsOfPcieAreRefused() throws IOException {
    String pcie =
        GPU.replace(
            "  tdp_watts: 700\n",
            "  pcie: {generation: 5.0 x16, gb_per_s_per_direction: 128}\n  tdp_watts: 700\n");
    assertThat(problems(pcie))
        .startsWith(
            "own.yaml:11:55: gpus[0].pcie.gb_per_s_per_direction: 128 GB/s, PCIe 5.0 x16 does 63.008");
  }

  @Test
  void memoryInGbInsteadOfGibIsRefused() throws IOException {
    assertThat(problems(GPU.replace("gib: 79.6", "gib: 85.5")))
        .isEqualTo(
            """
            own.yaml:8:23: gpus[0].visible_memory_gib: the driver shows 85.5 GiB of a board sold with 80 GB
                this looks like GB (10^9 bytes): 85.5 GB are 79.63 GiB""");
  }

  @Test
  void aNameOfAnotherEntryIsRefused() throws IOException {
    assertThat(problems(GPU.replace("our H100", "H200")))
        .isEqualTo(
            """
            own.yaml:3:3: the name "H200" of h100-own belongs to h200-sxm-141gb of the shipped catalogue
                a name finds one GPU: leave it out in one of them""");
  }

  @Test
  void twoOwnEntriesWithOneAliasAreRefused() throws IOException {
    String second = GPU.substring(GPU.indexOf("- id")).replace("h100-own", "h100-other");
    assertThat(problems(GPU + second))
        .isEqualTo(
            """
            own.yaml:14:3: the name "our H100" of h100-other belongs to h100-own at own.yaml:3:3
                a name finds one GPU: leave it out in one of them""");
  }

  @Test
  void twoOwnEntriesWithOneIdAreRefused() throws IOException {
    assertThat(problems(GPU + GPU.substring(GPU.indexOf("- id"))))
        .contains("own.yaml:14:3: the GPU \"h100-own\" is here a second time");
  }

  @Test
  void aPriceWithoutItsDateIsRefused() throws IOException {
    assertThat(problems(PRICE.replace(" as_of: 2026-09-01,", "")))
        .startsWith("own.yaml:3:3: prices[0]: the key \"as_of\" is missing");
    assertThat(problems(PRICE.replace("2026-09-01", "last week")))
        .isEqualTo(
            """
            own.yaml:3:96: prices[0].as_of: found "last week"
                write the date as YYYY-MM-DD or YYYY-MM""");
  }

  @Test
  void aPriceOfAnUnknownGpuNamesTheNearest() throws IOException {
    assertThat(problems(PRICE.replace("gpu: H100", "gpu: H1000")))
        .startsWith("own.yaml:3:9: prices[0].gpu: unknown GPU \"H1000\"")
        .contains("did you mean");
  }

  @Test
  void aLowPriceIsNeverADefault() throws IOException {
    assertThat(problems(PRICE.replace("source:", "confidence: low, default: true, source:")))
        .contains("a price of low confidence is never a default");
  }

  @Test
  void dimensionsThatContradictEachOtherAreRefused() throws IOException {
    assertThat(problems(MODEL.replace("kv_heads: 8", "kv_heads: 5")))
        .startsWith(
            "own.yaml:8:36: models[0].attention.kv_heads: 32 heads cannot share 5 kv_heads");
    assertThat(
            problems(
                MODEL.replace(
                    "mlp:", "layer_kinds: {full: 20, window: 20, window_tokens: 128}\n  mlp:")))
        .startsWith("own.yaml:9:16: models[0].layer_kinds: 40 layers with attention of 32 layers");
    assertThat(problems(MODEL.replace("source:", "published: {total_b: 70}\n  source:")))
        .isEqualTo(
            """
            own.yaml:12:24: models[0].published.total_b: the dimensions give 8.03 billion parameters, not 70
                one of the two is of another model""");
  }

  @Test
  void unknownKeysNameTheNearest() throws IOException {
    assertThat(problems(MODEL.replace("max_context", "max_contxt")))
        .startsWith("own.yaml:10:3: models[0].max_contxt: unknown key \"max_contxt\"")
        .contains("did you mean \"max_context\"?");
  }

  @Test
  void allProblemsOfAllFilesAreReportedAtOnce() throws IOException {
    Files.writeString(folder.resolve("a.yaml"), GPU.replace("fp8: 1979", "fp8: 494"));
    Files.writeString(folder.resolve("b.yaml"), MODEL.replace("kv_heads: 8", "kv_heads: 5"));
    Files.writeString(folder.resolve("c.yaml"), "gpus: []\nprices: 7\n");
    BadInputException refused =
        catchThrowableOfType(BadInputException.class, () -> Catalog.with(List.of(folder)));
    assertThat(refused.problems()).hasSizeGreaterThanOrEqualTo(4);
    assertThat(refused).hasMessageContainingAll("a.yaml:6:34", "b.yaml:8:36", "c.yaml:2:9");
  }

  @Test
  void whatIsNoCatalogueIsRefused() throws IOException {
    assertThat(problems("schema_version: 1\n"))
        .contains("no entry is in the lists gpus, models and prices");
    assertThat(problems("schema_version: 2\ngpus: []\n")).contains("schema_version: found 2");
    assertThat(problems("- 1\n")).contains("found a list");
    assertThat(problems("schema_version: 1\ngpus: [7]\n")).contains("gpus[0]: found \"7\"");
    BadInputException missing =
        catchThrowableOfType(
            BadInputException.class, () -> Catalog.with(List.of(folder.resolve("none.yaml"))));
    assertThat(missing).hasMessageContaining("none.yaml: there is no such file");
  }

  private Catalog catalog(String text) throws IOException {
    Path file = folder.resolve("own.yaml");
    Files.writeString(file, text);
    return Catalog.with(List.of(file));
  }

  private String problems(String text) {
    return catchThrowableOfType(BadInputException.class, () -> catalog(text))
        .getMessage()
        .replace(folder + "/", "");
  }
}
