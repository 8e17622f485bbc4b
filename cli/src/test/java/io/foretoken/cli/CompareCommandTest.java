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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
  private static final String SCENARIO = Path.of("..", "scenarios", "quickstart.yaml").toString();
  private static final String[] SHORT = {
    "--set", "stop={requests: 300}", "--set", "workload.arrivals.rate=6/s"
  };

  @TempDir Path folder;

  /** A command's words with others behind them. */
  private static String[] with(String[] behind, String... command) {
    List<String> all = new ArrayList<>(Arrays.asList(command));
    all.addAll(Arrays.asList(behind));
    return all.toArray(String[]::new);
  }

  private static JsonNode json(String... arguments) throws IOException {
    Cli run = Cli.run(with(new String[] {"--format", "json"}, arguments));
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    return new ObjectMapper().readTree(run.out());
  }

  private static JsonNode figure(JsonNode comparison, String key) {
    for (JsonNode figure : comparison.get("figures")) {
      if (figure.get("figure").asText().equals(key)) {
        return figure;
      }
    }
    throw new AssertionError(key);
  }

  @Test
  void aScenarioAgainstItselfIsTheSameEverywhere() throws IOException {
    JsonNode same = json(with(SHORT, "compare", SCENARIO, SCENARIO, "--replications", "2"));
    assertThat(same.get("test").asText()).isEqualTo("paired t");
    for (JsonNode figure : same.get("figures")) {
      assertThat(figure.get("verdict").asText()).as(figure.toString()).isEqualTo("same");
    }
  }

  /** Twice the time to the client on the way adds to every TTFT: real, and of its size. */
  @Test
  void aRoundTripIsARealDifferenceOfItsLength() throws IOException {
    JsonNode comparison =
        json(
            with(
                SHORT,
                "compare",
                SCENARIO,
                SCENARIO,
                "--set-b",
                "workload.client.rtt=20ms",
                "--replications",
                "3"));
    JsonNode ttft = figure(comparison, "ttft_mean_s");
    assertThat(ttft.get("verdict").asText()).isEqualTo("real");
    assertThat(ttft.at("/difference/mean").asDouble()).isCloseTo(0.020, within(0.001));
    assertThat(figure(comparison, "usd_per_hour").get("verdict").asText()).isEqualTo("same");
  }

  @Test
  void resultsOfRunsAreComparedAsTheirScenariosAre() throws IOException {
    for (String name : List.of("a", "b")) {
      String requests = name.equals("a") ? "256" : "4";
      Cli run =
          Cli.run(
              with(
                  SHORT,
                  "run",
                  SCENARIO,
                  "--set",
                  "fleet.main.engine.batching.max_num_seqs=" + requests,
                  "--replications",
                  "3",
                  "--out",
                  folder.resolve(name).toString()));
      assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    }
    JsonNode results =
        json("compare", folder.resolve("a").toString(), folder.resolve("b").toString());
    JsonNode scenarios =
        json(
            with(
                SHORT,
                "compare",
                SCENARIO,
                SCENARIO,
                "--set-b",
                "fleet.main.engine.batching.max_num_seqs=4",
                "--replications",
                "3"));
    for (String key : List.of("ttft_p99_s", "output_tokens_per_s", "tpot_mean_s")) {
      JsonNode one = figure(results, key);
      JsonNode other = figure(scenarios, key);
      assertThat(one.get("verdict")).as(key).isEqualTo(other.get("verdict"));
      double size = Math.abs(other.at("/a/mean").asDouble());
      assertThat(one.at("/difference/mean").asDouble())
          .isCloseTo(other.at("/difference/mean").asDouble(), within(1e-6 * size + 2e-9));
    }
  }

  @Test
  void oneRunSaysNothingOfChance() throws IOException {
    for (String seed : List.of("1", "2")) {
      Cli.run(
          with(
              SHORT,
              "run",
              SCENARIO,
              "--seed",
              seed,
              "--out",
              folder.resolve("s" + seed).toString()));
    }
    Cli run = Cli.run("compare", folder.resolve("s1").toString(), folder.resolve("s2").toString());
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("one run", "One run says nothing of chance");
    JsonNode summary = new ObjectMapper().readTree(folder.resolve("s1/summary.json").toFile());
    JsonNode ttft =
        figure(
            json("compare", folder.resolve("s1").toString(), folder.resolve("s2").toString()),
            "ttft_p99_s");
    assertThat(ttft.at("/a/mean").asDouble()).isEqualTo(summary.at("/total/ttft/p99").asDouble());
  }

  @Test
  void badInputIsSaidOfBothAtOnce() throws IOException {
    Path old = Files.createDirectory(folder.resolve("old"));
    Files.writeString(old.resolve("summary.json"), "{\"schema\": \"foretoken/summary/0\"}");
    Cli run = Cli.run("compare", old.toString(), folder.resolve("none.yaml").toString());
    assertThat(run.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err())
        .contains("these results are of another version: foretoken/summary/0")
        .contains("none.yaml", "there is no such file")
        .doesNotContain("Exception");
    assertThat(Cli.run("compare", old.toString(), old.toString(), "--set", "seed=1").err())
        .contains("what they are");
    assertThat(Cli.run("compare", SCENARIO, SCENARIO, "--replications", "0").err())
        .contains("give a number from 1");
    assertThat(Cli.run("compare", SCENARIO).exit()).isEqualTo(ExitCode.BAD_INPUT);
  }
}
