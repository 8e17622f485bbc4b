package io.foretoken.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped scenario of two classes: what it says of each, and what the order does to them. */
class TwoTenantsTest {
  private static final String SCENARIO = Path.of("..", "scenarios", "two-tenants.yaml").toString();

  @TempDir static Path folder;
  private static JsonNode priority;
  private static JsonNode fcfs;
  private static String table;

  @BeforeAll
  static void run() throws IOException {
    Cli run = Cli.run("run", SCENARIO, "--out", folder.resolve("a").toString());
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    table = run.out();
    priority = new ObjectMapper().readTree(folder.resolve("a/summary.json").toFile());
    Cli other =
        Cli.run(
            "run", SCENARIO, "--format", "json", "--set", "fleet.main.engine.batching.queue=fcfs");
    fcfs = new ObjectMapper().readTree(other.out());
  }

  @Test
  void chatWaitsLessWhenItGoesFirstAndBatchWaitsMore() {
    assertThat(ttft(priority, 0)).isLessThan(0.7 * ttft(fcfs, 0));
    assertThat(ttft(priority, 1)).isGreaterThan(ttft(fcfs, 1));
  }

  private static double ttft(JsonNode summary, int number) {
    return summary.at("/classes/" + number + "/ttft/p99").asDouble();
  }

  @Test
  void classesAddUpToTheTotal() {
    for (String key : List.of("sent", "finished", "timed_out", "attempts")) {
      long sum = 0;
      for (JsonNode each : priority.get("classes")) {
        sum += each.at("/requests/" + key).asLong();
      }
      assertThat(sum).as(key).isEqualTo(priority.at("/total/requests/" + key).asLong());
    }
    double goodput = 0;
    double tokens = 0;
    for (JsonNode each : priority.get("tenants")) {
      goodput += each.at("/slo/goodput_requests_per_s").asDouble();
      tokens += each.at("/throughput/output_tokens_per_s").asDouble();
    }
    assertThat(goodput)
        .isCloseTo(priority.at("/total/slo/goodput_requests_per_s").asDouble(), within(1e-5));
    assertThat(tokens)
        .isCloseTo(priority.at("/total/throughput/output_tokens_per_s").asDouble(), within(1e-5));
  }

  // classes + idle = window GPU-hours x price
  @Test
  void costOfClassesAndOfIdleTimeIsWhatThePeriodCost() {
    double sum = priority.at("/total/cost/window_idle_usd").asDouble();
    double parts = 0;
    for (JsonNode each : priority.get("classes")) {
      sum += each.at("/cost/window_usd").asDouble();
      parts += each.at("/cost/share_of_busy").asDouble();
    }
    double paid =
        priority.at("/total/cost/window_gpu_hours").asDouble()
            * priority.at("/total/cost/usd_per_gpu_hour").asDouble();
    assertThat(sum).isCloseTo(paid, within(1e-7));
    assertThat(parts).isCloseTo(1, within(1e-5));
  }

  @Test
  void tableHasALineForEachClass() {
    assertThat(table.lines().filter(line -> line.startsWith("class "))).hasSize(1);
    assertThat(table.lines().filter(line -> line.startsWith("chat "))).hasSize(1);
    assertThat(table.lines().filter(line -> line.startsWith("batch ")))
        .hasSize(2); // and "batch mean"
    assertThat(table).contains("idle time is").doesNotContain("tenant ");
  }

  @Test
  void filesNameClassAndTenant() throws IOException {
    List<String> requests = Files.readAllLines(folder.resolve("a/requests.csv"));
    assertThat(requests.get(0)).endsWith(",tenant,attempts,retry_s").startsWith("id,class,");
    assertThat(requests.stream().skip(1))
        .allMatch(
            line ->
                (line.contains(",chat,") && line.contains(",support,"))
                    || (line.contains(",batch,") && line.contains(",analytics,")));
    List<String> bases = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("a/cost.csv"))) {
      bases.add(line.substring(0, line.indexOf(',')));
    }
    assertThat(bases)
        .containsExactly(
            "basis", "reserved", "full_utilisation", "idle", "class", "class", "tenant", "tenant");
  }

  /** Chat goes first, so that it keeps up while batch asks for more than there is. */
  @Test
  void classThatKeepsUpHasItsFiguresWhileAnotherIsSaturated() throws IOException {
    String[] overload = {
      "run",
      SCENARIO,
      "--set",
      "workload.arrivals.rate=34/s",
      "--set",
      "classes.chat.share=0.2",
      "--set",
      "classes.batch.share=0.8"
    };
    Cli shown = Cli.run(overload);
    assertThat(shown.exit()).as(shown.err()).isEqualTo(ExitCode.OK);
    Cli written =
        Cli.run(
            Stream.concat(Arrays.stream(overload), Stream.of("--format", "json"))
                .toArray(String[]::new));
    JsonNode summary = new ObjectMapper().readTree(written.out());

    assertThat(summary.at("/total/stationary").asBoolean()).isFalse();
    assertThat(summary.at("/classes/0/stationary").asBoolean()).isTrue();
    assertThat(summary.at("/classes/1/stationary").asBoolean()).isFalse();
    assertThat(line(shown.out(), "chat ")).doesNotContain("saturated");
    assertThat(line(shown.out(), "batch ")).contains("saturated");
  }

  private static String line(String table, String beginning) {
    return table.lines().filter(line -> line.startsWith(beginning)).findFirst().orElseThrow();
  }

  @Test
  void requireSloLooksAtEveryClass() {
    assertThat(
            Cli.run("run", SCENARIO, "--require-slo", "--set", "classes.batch.slo.e2e.p95=1ms")
                .exit())
        .isEqualTo(ExitCode.ANSWER_IS_NO);
  }
}
