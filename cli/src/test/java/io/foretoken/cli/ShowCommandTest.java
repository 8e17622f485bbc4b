package io.foretoken.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShowCommandTest {
  @Test
  void aGpuWithItsSourcesAndPrices() throws IOException {
    JsonNode gpu = json("show", "gpu", "H100", "--format", "json");
    assertThat(gpu.get("id").asText()).isEqualTo("h100-sxm-80gb");
    assertThat(gpu.get("memory_gb_per_second").asInt()).isEqualTo(3350);
    assertThat(gpu.get("confidence").asText()).isEqualTo("high");
    assertThat(gpu.get("source").asText()).isNotEmpty();
    assertThat(gpu.get("aliases").toString()).contains("H100-SXM");
    // Hopper multiplies in fp8, has no fp4 units
    assertThat(gpu.get("weight_formats").toString()).contains("fp8");
    assertThat(gpu.get("weight_formats_refused").toString()).isEqualTo("[\"nvfp4\"]");
    JsonNode price = gpu.get("prices").get(0);
    assertThat(price.get("currency").asText()).isEqualTo("USD");
    assertThat(price.get("as_of").asText()).startsWith("20");
    assertThat(price.get("provider").asText()).isNotEmpty();
  }

  @Test
  void aModelWithWhatFollowsFromItsDimensions() throws IOException {
    JsonNode model = json("show", "model", "llama-3.1-8b", "--format", "json");
    assertThat(model.get("parameters_total").asLong()).isEqualTo(8_030_261_248L);
    // 32 layers x 2 (key, value) x 8 heads x 128 elements x 2 bytes
    assertThat(model.get("kv_cache_bytes_per_token_bf16").asLong()).isEqualTo(131_072);
    assertThat(model.get("weights_gib").asDouble()).isEqualTo(14.96);
    assertThat(model.get("source").asText()).isNotEmpty();
  }

  @Test
  void anEngineWithItsOwnNamesForKnobs() throws IOException {
    JsonNode engine = json("show", "engine", "trtllm", "--format", "json");
    assertThat(engine.get("name").asText()).isEqualTo("tensorrt-llm");
    assertThat(engine.get("knob.memory_share").asText())
        .isEqualTo("memory.free_gpu_memory_fraction");
    JsonNode older = json("show", "engine", "vllm", "--engine-version", "0.15", "--format", "json");
    assertThat(older.get("version").asText()).isEqualTo("0.15");
  }

  @Test
  void everyEntryOfTheCataloguesCanBeShown() {
    for (String kind : new String[] {"gpu", "model", "engine"}) {
      Cli list = Cli.run("list", kind + "s");
      String[] names =
          list.out()
              .lines()
              .skip(1)
              .map(line -> line.split(" ", -1)[0])
              .distinct()
              .toArray(String[]::new);
      assertThat(names).hasSizeGreaterThan(3);
      for (String name : names) {
        Cli show = Cli.run("show", kind, name);
        assertThat(show.exit()).as(kind + " " + name + show.err()).isEqualTo(ExitCode.OK);
        assertThat(show.out()).contains("source");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "gpu, h1000, h100",
    "model, lama-3.1-8b, llama-3.1-8b",
    "engine, vlm, vllm",
    "engines, vllm, engine"
  })
  void anUnknownNameIsAskedAbout(String kind, String name, String nearest) {
    Cli show = Cli.run("show", kind, name);
    assertThat(show.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(show.err()).contains(nearest).doesNotContain("Exception");
  }

  @Test
  void listsNameTheShippedScenariosAndTheKindsOfWorkload() {
    assertThat(Cli.run("list", "scenarios").out())
        .contains("quickstart.yaml")
        .contains("what latency and what cost");
    assertThat(Cli.run("list", "workloads").out())
        .contains("poisson")
        .contains("lognormal")
        .contains("concurrent");
  }

  private static JsonNode json(String... arguments) throws IOException {
    Cli show = Cli.run(arguments);
    assertThat(show.exit()).as(show.err()).isEqualTo(ExitCode.OK);
    return new ObjectMapper().readTree(show.out());
  }
}
