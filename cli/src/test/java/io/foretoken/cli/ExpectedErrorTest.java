package io.foretoken.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Latencies and throughputs never come without the error to expect. */
class ExpectedErrorTest {
  private static final String BAND = "[+-][0-9.,]+ % \\.\\. [+-][0-9.,]+ %";
  private static final List<String> LATENCIES = List.of("TTFT", "TPOT", "ITL", "E2E");

  @TempDir Path folder;

  private static Cli run(String... more) {
    String[] all = {
      "run",
      "--model",
      "llama-3.1-8b",
      "--gpu",
      "h100",
      "--rate",
      "5/s",
      "--input",
      "500",
      "--output",
      "100"
    };
    String[] arguments = new String[all.length + more.length];
    System.arraycopy(all, 0, arguments, 0, all.length);
    System.arraycopy(more, 0, arguments, all.length, more.length);
    return Cli.run(arguments);
  }

  private static List<String> linesWith(String text, String start) {
    return text.lines().filter(line -> line.startsWith(start + " ")).toList();
  }

  @Test
  void everyLatencyAndThroughputOfTheTableHasOne() {
    String table = run().out();

    for (String latency : LATENCIES) {
      assertThat(linesWith(table, latency))
          .as(latency)
          .hasSize(1)
          .allSatisfy(line -> assertThat(line).matches(".*" + BAND + " +" + BAND));
    }
    for (String throughput : List.of("throughput", "per GPU")) {
      assertThat(linesWith(table, throughput))
          .hasSize(1)
          .allSatisfy(line -> assertThat(line).matches(".*expected " + BAND));
    }
    assertThat(table).contains("expected: where nine of ten measured runs are");
  }

  @Test
  void theSummaryHasOneForEveryStatistic() throws IOException {
    Path out = folder.resolve("out");
    run("--out", out.toString());
    JsonNode total = new ObjectMapper().readTree(out.resolve("summary.json").toFile()).get("total");
    JsonNode expected = total.get("expected_error");

    for (String latency : List.of("ttft", "tpot", "itl", "e2e", "client_queue")) {
      for (String statistic : List.of("mean", "p50", "p90", "p95", "p99")) {
        JsonNode band = expected.get(latency).get(statistic);
        assertThat(band.get("low").doubleValue()).isPositive();
        assertThat(band.get("high").doubleValue()).isGreaterThan(band.get("low").doubleValue());
      }
    }
    assertThat(expected.get("throughput").get("low").doubleValue()).isPositive();
    assertThat(expected.get("region").textValue()).isIn("light", "loaded", "near_saturation");
    assertThat(expected.get("extrapolates")).isEmpty();
  }

  @Test
  void theReportHasThemToo() throws IOException {
    Path out = folder.resolve("out");
    run("--out", out.toString());

    assertThat(Files.readString(out.resolve("report.html")))
        .contains("Expected\nmean", "Expected\np99", "Throughput: ");
  }

  /** A GPU whose operators were not measured, with a model of a family that was not run. */
  @Test
  void extrapolationIsSaid() {
    String table = run("--set", "fleet.main.gpu=l4", "--set", "model=gemma-2-2b").out();

    assertThat(table)
        .contains("extrapolates: operators of l4")
        .contains("no run of a gemma model was measured");
  }
}
