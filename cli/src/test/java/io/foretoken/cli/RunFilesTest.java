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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures recomputed from the files that a run writes. */
class RunFilesTest {
  private static final String[] SCENARIO = {
    "run",
    "--model",
    "llama-3.1-8b",
    "--gpu",
    "h100",
    "--rate",
    "8/s",
    "--input",
    "600",
    "--output",
    "80",
    "--set",
    "slo.ttft.p99=60ms",
    "--set",
    "workload.client.rtt=3ms",
    "--set",
    "prices.gpu_hour_usd=2.5",
    "--set",
    "fleet.main.replicas=2",
    "--set",
    "stop.requests=400"
  };

  @TempDir static Path folder;
  private static JsonNode summary;
  private static List<Map<String, String>> requests;
  private static List<Map<String, String>> series;
  private static List<Map<String, String>> costs;

  @BeforeAll
  static void run() throws IOException {
    Path out = folder.resolve("a");
    Cli run = Cli.run(withOut(out));
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    summary = new ObjectMapper().readTree(out.resolve("summary.json").toFile());
    requests = table(out.resolve("requests.csv"));
    series = table(out.resolve("timeseries.csv"));
    costs = table(out.resolve("cost.csv"));
  }

  @Test
  void sameScenarioAndSeedGiveTheSameBytes() throws IOException {
    Path again = folder.resolve("b");
    Cli.run(withOut(again));
    for (String file : List.of("summary.json", "requests.csv", "timeseries.csv", "cost.csv")) {
      assertThat(again.resolve(file)).hasSameBinaryContentAs(folder.resolve("a").resolve(file));
    }
    Path other = folder.resolve("c");
    String[] seeded = Arrays.copyOf(withOut(other), SCENARIO.length + 4);
    seeded[SCENARIO.length + 2] = "--seed";
    seeded[SCENARIO.length + 3] = "2";
    Cli.run(seeded);
    assertThat(Files.readString(other.resolve("requests.csv")))
        .isNotEqualTo(Files.readString(folder.resolve("a/requests.csv")));
  }

  @Test
  void littlesLawHoldsBetweenRequestsAndTimeSeries() {
    // mean in flight x time = sum of latencies, up to the nine decimals of the columns
    double area = 0;
    for (Map<String, String> row : series) {
      area += number(row, "in_flight") * (number(row, "end_s") - number(row, "start_s"));
    }
    double latencies = sum(requests, "e2e_s");
    assertThat(area).isCloseTo(latencies, within(1e-6 * latencies));
  }

  @Test
  void thePartsOfTtftSumToIt() {
    for (Map<String, String> row : requests) {
      double parts = 0;
      for (String part :
          List.of(
              "ingest_s",
              "wait_step_s",
              "wait_slots_s",
              "wait_kv_s",
              "wait_budget_s",
              "wait_batch_s",
              "wait_delay_s",
              "prefill_s",
              "stream_s")) {
        parts += number(row, part);
      }
      assertThat(parts).isCloseTo(number(row, "ttft_s"), within(1e-8));
    }
  }

  @Test
  void latenciesInTheSummaryAreThoseOfTheRequests() {
    double[] ttft = requests.stream().mapToDouble(row -> number(row, "ttft_s")).sorted().toArray();
    assertThat(summary.at("/total/ttft/mean").asDouble())
        .isCloseTo(Arrays.stream(ttft).average().orElseThrow(), within(1e-8));
    // NumPy's rule at p90 of 400 values: position 0.9 x 399 = 359.1
    double p90 = ttft[359] + 0.1 * (ttft[360] - ttft[359]);
    assertThat(summary.at("/total/ttft/p90").asDouble()).isCloseTo(p90, within(1e-8));
    for (Map<String, String> row : requests) {
      double tpot =
          (number(row, "e2e_s") - number(row, "ttft_s")) / (number(row, "output_tokens") - 1);
      assertThat(number(row, "tpot_s")).isCloseTo(tpot, within(1e-9));
    }
  }

  @Test
  void throughputIsTokensOfCompletedRequestsOverTheWindow() {
    double seconds = summary.at("/total/window/seconds").asDouble();
    assertThat(summary.at("/total/throughput/output_tokens_per_s").asDouble())
        .isCloseTo(sum(requests, "output_tokens") / seconds, within(1e-5));
    assertThat(summary.at("/total/throughput/input_tokens_per_s").asDouble())
        .isCloseTo(sum(requests, "input_tokens") / seconds, within(1e-4));
    double last = requests.stream().mapToDouble(row -> number(row, "finished_s")).max().orElse(0);
    double first = requests.stream().mapToDouble(row -> number(row, "sent_s")).min().orElse(0);
    assertThat(seconds).isCloseTo(last - first, within(1e-8));
  }

  @Test
  void costIsPriceTimesGpuHoursOverTokens() {
    double hours = 2 * summary.at("/total/window/seconds").asDouble() / 3600;
    double perMillion = 2.5 * hours / (sum(requests, "output_tokens") / 1e6);
    Map<String, String> reserved = costs.get(0);
    assertThat(reserved.get("basis")).isEqualTo("reserved");
    assertThat(number(reserved, "window_gpu_hours")).isCloseTo(hours, within(1e-8));
    assertThat(number(reserved, "usd_per_1m_output_tokens"))
        .isCloseTo(perMillion, within(1e-5 * perMillion));
    assertThat(number(reserved, "usd_per_hour")).isEqualTo(5.0);
    double full = number(costs.get(1), "usd_per_1m_output_tokens");
    assertThat(full).isPositive().isLessThan(number(reserved, "usd_per_1m_output_tokens"));
  }

  @Test
  void goodputCountsRequestsWithinTheThreshold() {
    long good = requests.stream().filter(row -> number(row, "ttft_s") <= 0.060).count();
    assertThat(summary.at("/total/slo/good_requests").asLong()).isEqualTo(good);
    assertThat(summary.at("/total/slo/terms/0/attained").asDouble())
        .isCloseTo(good / 400.0, within(1e-6));
  }

  @Test
  void requireSloAnswersNo() {
    String[] arguments = Arrays.copyOf(SCENARIO, SCENARIO.length + 3);
    arguments[SCENARIO.length] = "--set";
    arguments[SCENARIO.length + 1] = "slo.ttft.p99=1ms";
    arguments[SCENARIO.length + 2] = "--require-slo";
    assertThat(Cli.run(arguments).exit()).isEqualTo(ExitCode.ANSWER_IS_NO);
  }

  private static String[] withOut(Path out) {
    String[] arguments = Arrays.copyOf(SCENARIO, SCENARIO.length + 2);
    arguments[SCENARIO.length] = "--out";
    arguments[SCENARIO.length + 1] = out.toString();
    return arguments;
  }

  private static double sum(List<Map<String, String>> rows, String column) {
    return rows.stream().mapToDouble(row -> number(row, column)).sum();
  }

  private static double number(Map<String, String> row, String column) {
    return Double.parseDouble(row.get(column));
  }

  private static List<Map<String, String>> table(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    String[] header = lines.get(0).split(",", -1);
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      Map<String, String> row = new HashMap<>();
      for (int column = 0; column < header.length; column++) {
        row.put(header[column], cells[column]);
      }
      rows.add(row);
    }
    return rows;
  }
}
