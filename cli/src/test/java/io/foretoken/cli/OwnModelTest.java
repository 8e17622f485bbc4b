package io.foretoken.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A model by the path of its config.json, wherever a model is named. */
class OwnModelTest {
  @TempDir Path folder;

  @Test
  void aConfigurationGivesTheFiguresOfTheCatalogueModelThatItDescribes() throws IOException {
    OwnFiles.write(folder, "my-llama/config.json", OwnFiles.LLAMA_8B);
    Path named = OwnFiles.scenario(folder, "model: llama-3.1-8b", "model: llama-3.1-8b");
    Cli byName = Cli.run("run", named.toString(), "--format", "csv");
    Path described =
        OwnFiles.scenario(folder, "model: llama-3.1-8b", "model: ./my-llama/config.json");
    Cli byPath = Cli.run("run", described.toString(), "--format", "csv");
    Path inFolder = OwnFiles.scenario(folder, "model: llama-3.1-8b", "model: ./my-llama");
    Cli byFolder = Cli.run("run", inFolder.toString(), "--format", "csv");

    assertThat(byPath.exit()).as(byPath.err()).isEqualTo(ExitCode.OK);
    assertThat(byPath.out()).isEqualTo(byName.out());
    assertThat(byFolder.out()).isEqualTo(byName.out());
  }

  @Test
  void theOptionsTakePathsFromTheWorkingFolder() throws IOException {
    Path config = OwnFiles.write(folder, "my-llama/config.json", OwnFiles.LLAMA_8B);
    // 8.03e9 weights x 2 bytes = 14.96 GiB
    Cli memory = Cli.run("memory", "--model", config.toString(), "--gpu", "h100");
    assertThat(memory.exit()).as(memory.err()).isEqualTo(ExitCode.OK);
    assertThat(memory.out()).contains("my-llama (bf16)").contains("14.96");
    Cli show = Cli.run("show", "model", config.toString());
    assertThat(show.out()).contains("parameters_total").contains("8030261248");
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "hidden_size": 4096, | | hidden_size
          "hidden_size": 4096 | "hidden_size": "wide" | config.json:3:18
          "num_attention_heads": 32 | "num_attention_heads": 31 | num_attention_heads
          "num_key_value_heads": 8 | "num_key_value_heads": 5 | num_key_value_heads
          "model_type": "llama" | "model_type": "lama" | config.json:2:17
          "model_type": "llama" | "model_type": "mamba" | not modelled
          "torch_dtype" | "torch_dtype | config.json:
          """)
  void aConfigurationThatIsNoneSaysWhere(String good, String bad, String words) throws IOException {
    String text = OwnFiles.LLAMA_8B.replace(good, bad == null ? "" : bad);
    assertThat(text).isNotEqualTo(OwnFiles.LLAMA_8B);
    OwnFiles.write(folder, "my-llama/config.json", text);
    Path scenario =
        OwnFiles.scenario(folder, "model: llama-3.1-8b", "model: ./my-llama/config.json");
    refused(Cli.run("run", scenario.toString()), words);
  }

  @Test
  void aConfigurationOfHundredMegabytesIsNotRead() throws IOException {
    Path config = OwnFiles.write(folder, "my-llama/config.json", OwnFiles.LLAMA_8B);
    try (RandomAccessFile file = new RandomAccessFile(config.toFile(), "rw")) {
      file.setLength(100_000_000L);
    }
    Path scenario =
        OwnFiles.scenario(folder, "model: llama-3.1-8b", "model: ./my-llama/config.json");
    refused(Cli.run("run", scenario.toString()), "config.json");
  }

  @ParameterizedTest
  @CsvSource({
    "./nowhere/config.json, there is no file",
    "../config.json, leaves the scenario's folder"
  })
  void aPathThatLeadsNowhereOrOut(String path, String words) throws IOException {
    Path scenario = OwnFiles.scenario(folder, "model: llama-3.1-8b", "model: " + path);
    Cli run = Cli.run("run", scenario.toString());
    refused(run, words);
    assertThat(run.err()).contains("scenario.yaml:2:8");
  }

  private static void refused(Cli run, String words) {
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains(words).doesNotContain("Exception").doesNotContain("\tat ");
    assertThat(run.out()).isEmpty();
  }
}
