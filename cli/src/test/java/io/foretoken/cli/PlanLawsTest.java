package io.foretoken.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What must hold of a plan as a whole, whatever it is made of. */
@Tag("slow")
@Timeout(300)
class PlanLawsTest {
  @TempDir private Path folder;

  private static String priced(double h100, double l40s, double a100) {
    return String.format(
        Locale.ROOT,
        """
        name: laws
        model: llama-3.1-8b
        fleet: [{pool: main, gpu: h100, engine: {name: vllm, batching: {max_num_seqs: 64}}}]
        workload: {arrivals: 10/s, input_tokens: 400, output_tokens: 100}
        slo: {ttft: {p99: 500ms}, tpot: {p99: 40ms}}
        plan:
          forecast: {periods: [{name: day, hours: 8-20, rate: 60/s}, {name: night, hours: 20-8, rate: 10/s}]}
          candidates: {gpus: [a100, h100, l40s], tensor: [1], weights: [bf16, fp8]}
          prices: [{gpu: h100, gpu_hour_usd: %s}, {gpu: l40s, gpu_hour_usd: %s}, {gpu: a100, gpu_hour_usd: %s}]
          verify_requests: 2000
        """,
        h100,
        l40s,
        a100);
  }

  private JsonNode plan(String name, String scenario, String... more) throws IOException {
    Path file = Files.writeString(folder.resolve(name + ".yaml"), scenario);
    Path out = folder.resolve(name);
    Cli run =
        Cli.run(
            Stream.concat(
                    Stream.of("plan", file.toString(), "--out", out.toString()), Stream.of(more))
                .toArray(String[]::new));
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    return new ObjectMapper().readTree(out.resolve("plan.json").toFile());
  }

  private static double monthly(JsonNode plan) {
    return plan.at("/fleets/expected/usd_per_month").asDouble();
  }

  /**
   * With prices at which each of the three GPUs is the cheapest once: searching the capacity of
   * every candidate finds the fleet that bounds had led to, and no capacity is above its bound.
   */
  @ParameterizedTest
  @CsvSource({"3.90, 1.00, 2.00", "1.50, 1.00, 2.00", "3.90, 2.50, 0.70"})
  void searchingEveryCandidateFindsTheSameFleet(double h100, double l40s, double a100)
      throws IOException {
    String scenario = priced(h100, l40s, a100);
    JsonNode pruned = plan("pruned", scenario);
    JsonNode all = plan("all", scenario, "--exhaustive");

    assertThat(all.get("fleets")).isEqualTo(pruned.get("fleets"));
    for (JsonNode candidate : all.get("candidates")) {
      if (candidate.has("bound_per_s")) {
        assertThat(candidate.get("simulated").asBoolean()).isTrue();
        assertThat(candidate.get("capacity_per_s").asDouble())
            .as("%s", candidate.get("candidate"))
            .isLessThanOrEqualTo(candidate.get("bound_per_s").asDouble());
      }
    }
  }

  /** First the GPU that is taken, then one that is not, then so far that it is taken instead. */
  @Test
  void aCheaperGpuNeverMakesTheFleetDearer() throws IOException {
    double before = monthly(plan("before", priced(3.90, 1.00, 2.00)));

    assertThat(monthly(plan("taken", priced(3.90, 0.90, 2.00)))).isLessThan(before);
    assertThat(monthly(plan("other", priced(3.90, 1.00, 1.80)))).isEqualTo(before);
    assertThat(monthly(plan("instead", priced(1.50, 1.00, 2.00)))).isLessThan(before);
  }

  /**
   * The H100 is nearly free, but there is one: the rest is of other GPUs. Each kind has its own
   * files, and under its part of the traffic it meets the objective when it is run again.
   */
  @Test
  void everyKindOfAMixedFleetIsStartedAndRunAgain() throws IOException {
    String scenario =
        priced(0.10, 1.00, 2.00) + "  availability: [{gpu: h100, gpus: 1}]\n  headroom: none\n";
    JsonNode plan = plan("mixed", scenario);

    assertThat(plan.get("start")).hasSizeGreaterThan(1);
    List<String> names = new ArrayList<>();
    double rate = 0;
    for (JsonNode start : plan.get("start")) {
      String kind = start.get("candidate").asText().replace(' ', '-');
      Path fleet = folder.resolve("mixed").resolve("fleet-" + kind + ".yaml");
      names.add(fleet.getFileName().toString());
      names.add("serve-" + kind + ".sh");
      assertThat(folder.resolve("mixed").resolve("serve-" + kind + ".sh"))
          .content()
          .contains("vllm serve");
      Cli run = Cli.run("run", fleet.toString());
      assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
      assertThat(run.out())
          .contains("SLO TTFT p99 <= 500 ms: holds")
          .contains("TPOT p99 <= 40.0 ms: holds");
      String arrivals = Files.readString(fleet).replaceAll("(?s).*arrivals: ([0-9.]+)/s.*", "$1");
      rate += Double.parseDouble(arrivals);
    }
    assertThat(rate).isBetween(59.999, 60.001);
    assertThat(files("mixed")).containsAll(names).doesNotContain("fleet.yaml", "serve.sh");

    // Another plan in the same folder takes all of them away.
    plan("mixed", priced(3.90, 1.00, 2.00), "--force");
    assertThat(files("mixed"))
        .contains("fleet.yaml", "serve.sh")
        .doesNotContainAnyElementsOf(names);
  }

  private List<String> files(String name) {
    return Stream.of(folder.resolve(name).toFile().listFiles()).map(File::getName).toList();
  }

  /** Two classes with rates of their own, 6 and 4 of the 10 that are written. */
  @Test
  void classesWithRatesOfTheirOwnRiseAndSpike() throws IOException {
    String scenario =
        priced(3.90, 1.00, 2.00)
            .replace("workload: {arrivals: 10/s, ", "workload: {")
            .replace(
                "slo:",
                "classes: [{name: chat, rate: 6/s}, {name: batch, rate: 4/s, workload:"
                    + " {output_tokens: 150}}]\nslo:")
            .replace("rate: 60/s}", "rate: 60/s, spike: {factor: 1.1, duration: 2min}}");
    JsonNode plan = plan("classes", scenario);

    List<String> kinds = new ArrayList<>();
    for (JsonNode load : plan.at("/verification/loads")) {
      kinds.add(load.get("kind").asText());
      assertThat(load.get("requests").asLong()).as("%s", load).isGreaterThan(1000);
      assertThat(load.get("holds").asBoolean()).as("%s", load).isTrue();
    }
    assertThat(kinds).contains("rise", "spike");
  }
}
