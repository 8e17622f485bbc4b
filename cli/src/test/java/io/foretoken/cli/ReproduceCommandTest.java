package io.foretoken.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foretoken.input.yaml.LocatedNode;
import io.foretoken.input.yaml.LocatedYaml;
import io.foretoken.input.yaml.MapNode;
import io.foretoken.input.yaml.NodePath;
import io.foretoken.input.yaml.ScalarNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReproduceCommandTest {
  private static final String SCENARIO = Path.of("..", "scenarios", "quickstart.yaml").toString();

  @TempDir Path folder;

  private static String script(String... arguments) {
    Cli run = Cli.run(arguments);
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    return run.out();
  }

  /** The line of a script that begins so, with the lines that continue it. */
  private static String command(String script, String begin) {
    return script
        .replace(" \\\n", " ")
        .lines()
        .filter(line -> line.startsWith(begin))
        .findFirst()
        .orElseThrow(() -> new AssertionError(begin + " is not in " + script));
  }

  private static Map<String, String> knobs(String yaml) {
    Map<String, String> knobs = new TreeMap<>();
    collect(
        "", NodePath.get(LocatedYaml.parseMap(yaml, "y"), "fleet.0.engine").orElseThrow(), knobs);
    return knobs;
  }

  private static void collect(String path, LocatedNode node, Map<String, String> out) {
    if (node instanceof MapNode map) {
      map.entries().forEach(entry -> collect(path + "." + entry.key(), entry.value(), out));
    } else if (node instanceof ScalarNode scalar) {
      out.put(path, scalar.text());
    }
  }

  /** Reproduce, then init --from: the engine has the same knobs as the scenario. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{name: vllm, batching: {max_num_seqs: 64, max_num_batched_tokens: 4096},"
            + " memory: {gpu_memory_utilization: 0.8, enable_prefix_caching: false}}",
        "{name: sglang, batching: {max_running_requests: 64, chunked_prefill_size: 4096},"
            + " memory: {mem_fraction_static: 0.8, enable_prefix_caching: true}}",
        "{name: tensorrt-llm, batching: {max_batch_size: 64, max_num_tokens: 4096},"
            + " memory: {free_gpu_memory_fraction: 0.8, enable_prefix_caching: false}}"
      })
  void theServingCommandMakesTheSameEngine(String engine) throws IOException {
    Path scenario = folder.resolve("s.yaml");
    Files.writeString(
        scenario,
        "model: meta-llama/Llama-3.1-8B-Instruct\nfleet: [{gpu: h100, engine: "
            + engine
            + "}]\nworkload: {arrivals: 2/s, input_tokens: 100, output_tokens: 20}\n"
            + "stop: {requests: 50}\n");
    Path out = folder.resolve("out");
    script("reproduce", scenario.toString(), "--out", out.toString());
    String name = engine.substring("{name: ".length(), engine.indexOf(','));
    String begin =
        Map.of("vllm", "vllm serve", "sglang", "python -m sglang.launch", "tensorrt-llm", "trtllm")
            .get(name);
    String command =
        command(Files.readString(out.resolve("reproduce.sh")), begin)
            .replace("engine-options.yaml", out.resolve("engine-options.yaml").toString());
    String made = script("init", "--from", command, "--gpu", "h100");
    assertThat(knobs(made)).containsAllEntriesOf(knobs("fleet: [{engine: " + engine + "}]"));
    Path again = Files.writeString(folder.resolve("again.yaml"), made);
    assertThat(
            command(script("reproduce", again.toString(), "--set", "stop={requests: 50}"), begin))
        .isEqualTo(command(Files.readString(out.resolve("reproduce.sh")), begin));
  }

  /** Lognormal lengths are what no client can draw; it is said where they are left out. */
  @Test
  void theLoadAsEachClientCanBeToldIt() {
    String script = script("reproduce", SCENARIO, "--set", "stop={requests: 100}");
    assertThat(command(script, "vllm bench serve"))
        .contains("--random-input-len 800", "--random-output-len 250", "--request-rate 12")
        .contains("--num-prompts 100", "--save-detailed", "--ignore-eos")
        .doesNotContain("--burstiness", "--max-concurrency");
    assertThat(command(script, "python -m sglang.bench_serving"))
        .contains("--output-details", "--random-range-ratio 1");
    assertThat(command(script, "aiperf profile"))
        .contains("--arrival-pattern poisson", "--synthetic-input-tokens-stddev");
    assertThat(command(script, "guidellm benchmark"))
        .contains("--profile poisson", "prompt_tokens=800,prompt_tokens_stdev=");
    assertThat(script)
        .contains("# not said by vllm bench serve: lengths (input lognormal, output lognormal)");
    String even =
        script(
            "reproduce",
            SCENARIO,
            "--set",
            "stop={requests: 100}",
            "--set",
            "workload.arrivals={process: concurrent, concurrency: 16}",
            "--set",
            "workload.input_tokens={distribution: uniform, min: 80, max: 120}",
            "--set",
            "workload.output_tokens={distribution: uniform, min: 40, max: 60}");
    assertThat(command(even, "vllm bench serve"))
        .contains("--random-input-len 100", "--random-range-ratio 0.2", "--max-concurrency 16");
    assertThat(even).doesNotContain("not said by vllm bench serve");
  }

  /** Thresholds are the prediction times the upper end of its band; names are the engine's own. */
  @Test
  void alertsHaveThePredictedThresholdsUnderTheEnginesNames() throws IOException {
    Path out = folder.resolve("out");
    script("reproduce", SCENARIO, "--set", "stop={requests: 300}", "--out", out.toString());
    JsonNode summary =
        new ObjectMapper()
            .readTree(script("run", SCENARIO, "--set", "stop={requests: 300}", "--format", "json"));
    String alerts = Files.readString(out.resolve("alerts.yaml"));
    LocatedNode rules =
        NodePath.get(LocatedYaml.parseMap(alerts, "a"), "groups.0.rules").orElseThrow();
    assertThat(rules.describe()).isEqualTo("a list");
    String mean =
        alerts.lines().filter(line -> line.contains("_seconds_sum")).findFirst().orElseThrow();
    assertThat(mean).contains("vllm:time_to_first_token_seconds_sum[10m]");
    double threshold = Double.parseDouble(mean.substring(mean.lastIndexOf('>') + 1).strip());
    double predicted = summary.at("/total/ttft/mean").asDouble();
    assertThat(threshold / predicted).isBetween(1.0, 3.0);
    assertThat(alerts)
        .contains("vllm:num_requests_waiting", "vllm:kv_cache_usage_perc", "> 0.5\n")
        .contains("the objective is p99 within 500 ms");
    assertThat(
            script(
                "reproduce",
                SCENARIO,
                "--set",
                "stop={requests: 50}",
                "--set",
                "fleet.main.engine={name: sglang}"))
        .contains("sglang:time_to_first_token_seconds_bucket", "--enable-metrics")
        .doesNotContain("vllm:");
    assertThat(
            script(
                "reproduce",
                SCENARIO,
                "--set",
                "stop={requests: 50}",
                "--set",
                "fleet.main.engine={name: tensorrt-llm}"))
        .contains("trtllm_time_to_first_token_seconds_bucket", "return_perf_metrics");
  }

  @ParameterizedTest
  @ValueSource(strings = {"two-tenants", "gpt-oss-120b", "overload", "mixtral-moe"})
  void shippedScenariosMakeScriptsThatAShellCanRead(String name) throws Exception {
    Path scenario = Path.of("..", "scenarios", name + ".yaml");
    Path file = Files.writeString(folder.resolve("r.sh"), script("reproduce", scenario.toString()));
    Process shell = new ProcessBuilder("sh", "-n", file.toString()).inheritIO().start();
    assertThat(shell.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(shell.exitValue()).isZero();
    boolean plain = !List.of("two-tenants").contains(name);
    assertThat(Files.readString(file).contains("vllm bench serve")).isEqualTo(plain);
  }

  @Test
  void badInputIsRefused() {
    Cli none = Cli.run("reproduce", folder.resolve("none.yaml").toString());
    assertThat(none.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(none.err()).contains("there is no such file");
    Cli wrong = Cli.run("reproduce", SCENARIO, "--set", "fleet.main.gpus=h100");
    assertThat(wrong.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(wrong.err()).contains("did you mean \"gpu\"?");
  }
}
