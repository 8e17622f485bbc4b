package io.foretoken.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class MemoryCommandTest {
  @Test
  void whatFitsIsSaidInTheEnginesWords() throws IOException {
    Cli table = Cli.run("memory", "--model", "llama-3.1-8b", "--gpu", "h100");
    assertThat(table.exit()).isEqualTo(ExitCode.OK);
    assertThat(table.out())
        .contains("GPU KV cache size: ")
        .contains("Maximum concurrency for 2,048 tokens per request: ")
        .contains("smallest tensor parallelism that fits: 1");
    JsonNode json =
        new ObjectMapper()
            .readTree(
                Cli.run("memory", "--model", "llama-3.1-8b", "--gpu", "h100", "--format", "json")
                    .out());
    // 32 layers x 2 x 8 heads x 128 elements x 2 bytes = 131,072 bytes a token
    assertThat(json.at("/kv_groups/0/bytes_per_token").asLong()).isEqualTo(131_072);
    assertThat(json.get("kv_tokens").asLong())
        .isEqualTo(json.at("/kv_groups/0/blocks").asLong() * json.get("block_size").asLong());
    // 8.03e9 weights of 2 bytes
    assertThat(json.get("weight_bytes").asLong()).isBetween(16_050_000_000L, 16_080_000_000L);
  }

  @Test
  void whatDoesNotFitAnswersNo() {
    Cli run = Cli.run("memory", "--model", "llama-3.1-70b", "--gpu", "h100");
    assertThat(run.exit()).isEqualTo(ExitCode.ANSWER_IS_NO);
    assertThat(run.out()).contains("does not fit: short by").contains("that fits: 2");
  }

  @Test
  void everythingWrongIsSaidAtOnce() {
    Cli run =
        Cli.run(
            "memory",
            "--model",
            "lama-3",
            "--gpu",
            "h1000",
            "--tp",
            "x",
            "--engine",
            "vlm",
            "--memory-fraction",
            "7");
    assertThat(run.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err())
        .contains("lama-3")
        .contains("h1000")
        .contains("--tp")
        .contains("vllm")
        .contains("--memory-fraction");
  }

  @Test
  void tensorParallelismThatDoesNotDivideTheHeadsIsRefused() {
    Cli run = Cli.run("memory", "--model", "llama-3.1-8b", "--gpu", "h100", "--tp", "3");
    assertThat(run.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("--tp").contains("8");
  }
}
