package io.foretoken.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code compare} of a benchmark file and a scenario. The numbers in the files are made up. */
class CompareTraceTest {
  private static final String SCENARIO = Path.of("..", "scenarios", "quickstart.yaml").toString();

  /** Ten requests of 20 tokens after the first, 100 us apart: no H100 reads 16 GB in that time. */
  private static final String TOO_FAST =
      "{\"backend\":\"vllm\",\"model_id\":\"meta-llama/Llama-3.1-8B-Instruct\",\"num_prompts\":10,"
          + "\"request_rate\":2.0,\"max_concurrency\":null,\"duration\":5.0,\"completed\":10,"
          + "\"total_input_tokens\":1000,\"total_output_tokens\":210,\"mean_ttft_ms\":90.0,"
          + "\"input_lens\":[100,100,100,100,100,100,100,100,100,100],"
          + "\"output_lens\":[21,21,21,21,21,21,21,21,21,21],"
          + "\"ttfts\":[0.09,0.09,0.09,0.09,0.09,0.09,0.09,0.09,0.09,0.09],"
          + "\"latencies\":[0.092,0.092,0.092,0.092,0.092,0.092,0.092,0.092,0.092,0.092],"
          + "\"start_times\":[0,0.5,1,1.5,2,2.5,3,3.5,4,4.5]}";

  @TempDir Path folder;

  private static JsonNode json(String... arguments) throws IOException {
    Cli run = Cli.run(arguments);
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    return new ObjectMapper().readTree(run.out());
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Path simulated(String... sets) {
    Path out = folder.resolve("run");
    String[] command = new String[4 + 2 * sets.length];
    List<String> first = List.of("run", SCENARIO, "--out", out.toString());
    first.toArray(command);
    for (int i = 0; i < sets.length; i++) {
      command[4 + 2 * i] = "--set";
      command[5 + 2 * i] = sets[i];
    }
    assertThat(Cli.run(command).exit()).isEqualTo(ExitCode.OK);
    return out.resolve("requests.csv");
  }

  /** The simulator's own requests, sent to the same deployment: the very same times again. */
  @Test
  void aSimulatedRunIsItsOwnPrediction() throws IOException {
    Path requests = simulated("stop={requests: 300}");
    Path out = folder.resolve("out");
    JsonNode comparison =
        json("compare", requests.toString(), SCENARIO, "--out", out.toString(), "--format", "json");
    assertThat(comparison.get("schema").asText()).isEqualTo("foretoken/trace-comparison/1");
    assertThat(comparison.at("/measured/answered").asInt()).isEqualTo(300);
    assertThat(comparison.get("figures")).hasSizeGreaterThan(15);
    for (JsonNode figure : comparison.get("figures")) {
      assertThat(figure.get("error_percent").asDouble())
          .as(figure.toString())
          .isCloseTo(0, within(0.001));
    }
    assertThat(comparison.get("physics")).isEmpty();
    assertThat(out.toFile().list())
        .containsExactlyInAnyOrder(
            "comparison.json", "comparison.csv", "residuals.csv", "report.html");
    assertThat(Files.readAllLines(out.resolve("residuals.csv"))).hasSize(301);
    String page = Files.readString(out.resolve("report.html"));
    HtmlPage.assertStandsAlone(page);
    assertThat(page)
        .contains("TTFT over time", "Share of requests within a TTFT", "foretoken-requests")
        .contains(comparison.at("/measured/sha256").asText());
  }

  /** Requests that come when others are answered: sent again as a loop, not at their times. */
  @Test
  void aClosedLoopIsToldByItsConcurrency() throws IOException {
    Path requests =
        simulated(
            "stop={requests: 200}", "workload.arrivals={process: concurrent, concurrency: 8}");
    JsonNode slower =
        json(
            "compare",
            SCENARIO,
            requests.toString(),
            "--concurrency",
            "8",
            "--set",
            "fleet.main.gpu=a100-sxm-80gb",
            "--format",
            "json");
    JsonNode same =
        json("compare", requests.toString(), SCENARIO, "--concurrency", "8", "--format", "json");
    for (JsonNode figure : same.get("figures")) {
      assertThat(figure.get("error_percent").asDouble())
          .as(figure.toString())
          .isCloseTo(0, within(0.001));
    }
    double throughput = 0;
    for (JsonNode figure : slower.get("figures")) {
      throughput =
          figure.get("figure").asText().equals("output_tokens_per_s")
              ? figure.get("error_percent").asDouble()
              : throughput;
    }
    assertThat(throughput).isBetween(-70.0, -20.0);
  }

  @Test
  void aRunFasterThanTheHardwareSaysSo() throws IOException {
    Path fast = file("fast.json", TOO_FAST);
    Cli run = Cli.run("compare", fast.toString(), SCENARIO);
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .contains("faster than the hardware allows: 10 of 10 requests make tokens faster")
        .contains("1 x h100-sxm-80gb", "speculative decoding")
        .doesNotContain("first token sooner");
  }

  @Test
  void aggregatesAreComparedUnderTheToolsOwnNames() throws IOException {
    Path summary = file("sum.json", TOO_FAST.replaceAll("\"input_lens\".*", "\"burstiness\":1.0}"));
    Cli run = Cli.run("compare", summary.toString(), SCENARIO);
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("mean_ttft_ms").doesNotContain("over time");
    assertThat(run.err()).contains("requests are not listed: Poisson arrivals");
  }

  @Test
  void badInputIsSaidOfFileAndScenarioAtOnce() throws IOException {
    Path two = file("two.jsonl", TOO_FAST + "\n" + TOO_FAST);
    refused("the file holds 2 runs", "compare", two.toString(), SCENARIO);
    refused("give a number from 1 to 2", "compare", two.toString(), SCENARIO, "--run", "3");
    assertThat(Cli.run("compare", two.toString(), SCENARIO, "--run", "2").exit())
        .isEqualTo(ExitCode.OK);
    Path cut = file("cut.json", TOO_FAST.substring(0, 400));
    refused("cut.json:1:401: the JSON ends too early", "compare", cut.toString(), "none.yaml");
    refused("none.yaml: there is no such file", "compare", cut.toString(), "none.yaml");
    Path other = file("other.json", "{\"a\": 1}");
    refused("no benchmark result of a known format", "compare", other.toString(), SCENARIO);
    Path wrongModel =
        file("w.json", TOO_FAST.replace("meta-llama/Llama-3.1-8B-Instruct", "qwen3-8b"));
    refused("the run is of the model qwen3-8b", "compare", wrongModel.toString(), SCENARIO);
    Path long1 =
        file("long.json", TOO_FAST.replace("\"input_lens\":[100", "\"input_lens\":[900000"));
    refused("cannot be served by the scenario", "compare", long1.toString(), SCENARIO);
    refused("replayed once", "compare", two.toString(), SCENARIO, "--replications", "3");
    refused("no benchmark file is compared", "compare", SCENARIO, SCENARIO, "--rate", "3/s");
  }

  /** Two scenarios as a page too. */
  @Test
  void aComparisonOfScenariosHasAReport() throws IOException {
    Path out = folder.resolve("ab");
    Cli run =
        Cli.run(
            "compare",
            SCENARIO,
            SCENARIO,
            "--set",
            "stop={requests: 200}",
            "--set-b",
            "workload.client.rtt=20ms",
            "--replications",
            "2",
            "--out",
            out.toString());
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(out.toFile().list())
        .containsExactlyInAnyOrder("comparison.json", "comparison.csv", "report.html");
    String page = Files.readString(out.resolve("report.html"));
    HtmlPage.assertStandsAlone(page);
    assertThat(page).contains("B relative to A", "TTFT mean", "real");
  }

  private static void refused(String message, String... arguments) {
    Cli result = Cli.run(arguments);
    assertThat(result.exit()).as(message).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(result.err()).contains(message).doesNotContain("Exception");
    assertThat(result.out()).isEmpty();
  }
}
