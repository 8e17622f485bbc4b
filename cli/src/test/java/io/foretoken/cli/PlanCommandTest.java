package io.foretoken.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(300)
class PlanCommandTest {
  private static final String DAY = "{name: day, days: mon-sun, hours: 8-20, rate: 60/s}";
  private static final String NIGHT = "{name: night, days: mon-sun, hours: 20-8, rate: 10/s}";
  private static final String L40S = "{gpu: l40s, term: on-demand, gpu_hour_usd: 1.00}";
  private static final String SCENARIO =
      """
      name: small
      model: llama-3.1-8b
      fleet: [{pool: main, gpu: h100, engine: {name: vllm, batching: {max_num_seqs: 64}}}]
      workload: {arrivals: 10/s, input_tokens: 400, output_tokens: 100}
      slo: {ttft: {p99: 500ms}, tpot: {p99: 40ms}}
      plan:
        forecast: {periods: [%s, %s]}
        candidates: {gpus: [h100, l40s], tensor: [1]}
        prices: [{gpu: h100, term: on-demand, gpu_hour_usd: 3.90}, %s]
      """
          .formatted(DAY, NIGHT, L40S);

  @TempDir private Path folder;

  private Cli plan(String scenario, String... more) throws IOException {
    Path file = Files.writeString(folder.resolve("small.yaml"), scenario);
    return Cli.run(
        Stream.concat(Stream.of("plan", file.toString()), Stream.of(more)).toArray(String[]::new));
  }

  private static JsonNode json(Path folder) throws IOException {
    return new ObjectMapper().readTree(folder.resolve("plan.json").toFile());
  }

  /**
   * What each size costs, from plan.csv, is the week's price; a month has 730.5 of the week's 168
   * hours.
   */
  @Test
  void moneyAddsUpFromTheFiles() throws IOException {
    Path out = folder.resolve("out");
    Cli run = plan(SCENARIO, "--out", out.toString());
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);

    JsonNode fleet = json(out).get("fleets").get("expected");
    double week = 0;
    for (String line : Files.readAllLines(out.resolve("plan.csv"))) {
      List<String> cells = List.of(line.split(",", -1));
      if (cells.get(0).equals("expected")) {
        double hours = Double.parseDouble(cells.get(4));
        double gpus = Double.parseDouble(cells.get(8));
        double usd = Double.parseDouble(cells.get(10));
        assertThat(Double.parseDouble(cells.get(11))).isCloseTo(hours * gpus * usd, within(1e-6));
        week += hours * gpus * usd;
      }
    }
    assertThat(week).isPositive();
    assertThat(fleet.get("usd_per_week").asDouble()).isCloseTo(week, within(1e-6));
    assertThat(fleet.get("usd_per_month").asDouble()).isCloseTo(week * 730.5 / 168, within(1e-5));
    // 60 requests/s for half of the week and 10 for the other, 100 output tokens each.
    double tokens = (60 + 10) * 3600 * 84 * 100;
    assertThat(fleet.get("usd_per_1m_output_tokens").asDouble())
        .isCloseTo(1e6 * week / tokens, within(1e-6));
  }

  @Test
  void theFleetsPeakHoldsWhenItIsRunAgain() throws IOException {
    Path out = folder.resolve("out");
    assertThat(plan(SCENARIO, "--out", out.toString()).exit()).isEqualTo(ExitCode.OK);

    Cli run = Cli.run("run", out.resolve("fleet.yaml").toString());

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .contains("SLO TTFT p99 <= 500 ms: holds")
        .contains("TPOT p99 <= 40.0 ms: holds");
    assertThat(out.resolve("serve.sh")).content().contains("vllm serve", "--max-num-seqs 64");
    String page = Files.readString(out.resolve("report.html"));
    HtmlPage.assertStandsAlone(page);
    assertThat(page)
        .contains("the cheapest fleet for the forecast", "Every candidate and why it lost");
  }

  @Test
  void theSameBytesForAnyNumberOfWorkers() throws IOException {
    Map<Integer, Map<String, String>> files = new TreeMap<>();
    for (int workers : new int[] {1, 3}) {
      Path out = folder.resolve("out" + workers);
      plan(SCENARIO, "--out", out.toString(), "--workers", String.valueOf(workers));
      Map<String, String> contents = new TreeMap<>();
      for (String name : List.of("plan.json", "plan.csv", "plan-candidates.csv", "report.html")) {
        contents.put(name, Files.readString(out.resolve(name)));
      }
      files.put(workers, contents);
    }
    assertThat(files.get(3)).isEqualTo(files.get(1));
  }

  @Test
  void twiceTheTrafficCostsMore() throws IOException {
    Path once = folder.resolve("once");
    Path twice = folder.resolve("twice");
    plan(SCENARIO, "--out", once.toString());
    plan(
        SCENARIO.replace("rate: 60/s", "rate: 120/s").replace("rate: 10/s", "rate: 20/s"),
        "--out",
        twice.toString());

    assertThat(json(twice).at("/fleets/expected/usd_per_month").asDouble())
        .isGreaterThan(json(once).at("/fleets/expected/usd_per_month").asDouble());
  }

  /** What is left out by its bound alone would not have been chosen. */
  @Test
  void noGpuAloneIsCheaperAndNoneHoldsMoreThanItsBound() throws IOException {
    Path both = folder.resolve("both");
    plan(SCENARIO, "--out", both.toString());
    double together = json(both).at("/fleets/expected/usd_per_month").asDouble();

    for (String gpu : List.of("h100", "l40s")) {
      Path alone = folder.resolve(gpu);
      plan(SCENARIO, "--gpus", gpu, "--out", alone.toString());
      assertThat(json(alone).at("/fleets/expected/usd_per_month").asDouble())
          .isGreaterThanOrEqualTo(together);
      for (JsonNode candidate : json(alone).get("candidates")) {
        assertThat(candidate.get("simulated").asBoolean()).isTrue();
        assertThat(candidate.get("capacity_per_s").asDouble())
            .isBetween(1.0, candidate.get("bound_per_s").asDouble());
      }
    }
  }

  @Test
  void aBudgetThatIsTooSmallIsNoAndSaysWhatWouldDo() throws IOException {
    Cli run = plan(SCENARIO, "--budget", "1500");

    assertThat(run.exit()).isEqualTo(ExitCode.ANSWER_IS_NO);
    assertThat(run.out())
        .contains("no fleet holds", "over the budget", "what would: raise the budget");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hours: 20-8| hours: 20-7| are of no period, the first at mon 07:00",
        "hours: 20-8| hours: 19-8| overlaps with day at mon 19:00",
        "rate: 60/s| rate: -60/s| found -60/s, which is negative",
        "gpu: l40s, term: on-demand| gpu: l40s, term: monthly| there is no term \"monthly\"",
        "gpu: l40s, term| gpu: h100-sxm-80gb, term| a second price of h100-sxm-80gb on-demand",
        "term: on-demand, gpu_hour_usd: 1.00| periods: [day], gpu_hour_usd: 1.00|"
            + " l40s has no price in period night, so no replica could run through it",
        "ttft: {p99: 500ms}| ttft: {p99: 1ms}| even at batch 1: nearest is h100-sxm-80gb, whose floor is"
      })
  void whatCannotBePlannedIsSaid(String found, String instead, String message) throws IOException {
    assertThat(SCENARIO).contains(found);
    Cli run = plan(SCENARIO.replace(found, instead));

    assertThat(run.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains(message).contains("small.yaml:");
  }

  @Test
  void aBudgetBelowTheCheapestReplicaIsSaid() throws IOException {
    Cli run = plan(SCENARIO, "--budget", "100");

    assertThat(run.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("below the cheapest replica: one of l40s on-demand costs $730");
  }
}
