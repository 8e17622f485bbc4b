package io.foretoken.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs against measured data, where that is at hand; nothing here was fitted to it. */
class MeasuredRunTest {
  @TempDir Path folder;

  @Test
  void qwen3OnH100AtFourRequestsASecond() throws IOException {
    Path requests = data("vllm-perrequest-qwen3-14b-h100/requests/pr-rate-agg04-vanilla.csv.gz");
    StringBuilder trace = new StringBuilder("arrival_s,input_tokens,output_tokens\n");
    double ttft = 0;
    double tpot = 0;
    List<String> lines = lines(requests);
    List<String> bySend =
        lines.subList(1, lines.size()).stream()
            .sorted(Comparator.comparingDouble(line -> Double.parseDouble(line.split(",", -1)[1])))
            .toList();
    for (String line : bySend) {
      // t_arrival_ms,t_send_ms,input_tokens,output_tokens,ttft_ms,e2e_ms
      String[] cells = line.split(",", -1);
      double sent = Double.parseDouble(cells[1]) / 1000;
      trace.append(String.format(Locale.ROOT, "%.6f,%s,%s%n", sent, cells[2], cells[3]));
      double first = Double.parseDouble(cells[4]);
      ttft += first;
      tpot += (Double.parseDouble(cells[5]) - first) / (Integer.parseInt(cells[3]) - 1);
    }
    int count = lines.size() - 1;
    Files.writeString(folder.resolve("trace.csv"), trace);
    Path scenario =
        Files.writeString(
            folder.resolve("scenario.yaml"),
            """
            model: Qwen/Qwen3-14B
            fleet:
              - gpu: h100-sxm-80gb
                engine:
                  name: vllm
                  version: "0.23"
                  batching: {max_num_seqs: 256, max_num_batched_tokens: 8192}
                  memory: {num_gpu_blocks_override: 18038, max_model_len: 40960}
            workload: {trace: {file: trace.csv}}
            """);
    Cli run = Cli.run("run", scenario.toString(), "--format", "json");
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    JsonNode total = new ObjectMapper().readTree(run.out()).get("total");
    double measuredTpot = tpot / count;
    double measuredTtft = ttft / count;
    assertThat(measuredTpot).isCloseTo(13.6, within(0.1));
    assertThat(total.at("/tpot/mean").asDouble() * 1000)
        .isCloseTo(measuredTpot, within(0.2 * measuredTpot));
    assertThat(total.at("/ttft/mean").asDouble() * 1000)
        .isCloseTo(measuredTtft, within(0.4 * measuredTtft));
  }

  @Test
  void theAzureConversationHourCompletes() throws IOException {
    Path trace = data("request-traces/AzureLLMInferenceTrace_conv.csv.gz");
    Cli run =
        Cli.run(
            "run",
            Path.of("..", "scenarios", "azure-conversation.yaml").toString(),
            "--set",
            "workload.trace.file=" + trace,
            "--format",
            "json");
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    JsonNode requests = new ObjectMapper().readTree(run.out()).at("/total/requests");
    assertThat(requests.get("sent").asInt()).isEqualTo(19_366);
    assertThat(requests.get("finished").asInt()).isEqualTo(19_366);
    assertThat(requests.get("refused").asInt()).isZero();
    assertThat(requests.get("unfinished").asInt()).isZero();
  }

  private static Path data(String name) {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve("shared/data"))) {
      folder = folder.getParent();
    }
    Assumptions.assumeTrue(
        folder != null, "the measured data is not beside the repository: nothing to compare with");
    return folder.resolve("shared/data").resolve(name);
  }

  private static List<String> lines(Path gzip) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(gzip)), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }
}
