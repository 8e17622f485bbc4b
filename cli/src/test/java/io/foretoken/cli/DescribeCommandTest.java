package io.foretoken.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescribeCommandTest {
  /** Three requests, 1 s and 3 s apart. */
  private static final String TRACE =
      """
      TIMESTAMP,ContextTokens,GeneratedTokens
      2023-11-16 18:15:46.0000000,100,10
      2023-11-16 18:15:47.0000000,200,20
      2023-11-16 18:15:50.0000000,600,30
      """;

  @TempDir Path folder;

  @Test
  void aTraceByItsFigures() throws IOException {
    Path trace = OwnFiles.write(folder, "trace.csv", TRACE);
    JsonNode figures =
        new ObjectMapper()
            .readTree(Cli.run("describe", trace.toString(), "--format", "json").out());
    assertThat(figures.get("requests").asInt()).isEqualTo(3);
    // two gaps in 4 s
    assertThat(figures.at("/arrivals/rate_per_s").asDouble()).isEqualTo(0.5);
    // gaps of 1 s and 3 s: mean 2, deviation 1
    assertThat(figures.at("/arrivals/gap_variation").asDouble()).isEqualTo(0.5);
    assertThat(figures.at("/arrivals/burstiness").asDouble()).isEqualTo(4);
    assertThat(figures.at("/input_tokens/mean").asDouble()).isEqualTo(300);
    assertThat(figures.at("/output_tokens/p50").asDouble()).isEqualTo(20);
    Cli table = Cli.run("describe", trace.toString());
    assertThat(table.out()).contains("azure-llm").contains("0.500/s").contains("burstiness 4.00");
  }

  @Test
  void theWorkloadItWritesCanBeRun() throws IOException {
    Path trace = OwnFiles.write(folder, "trace.csv", TRACE);
    Path section = folder.resolve("workload.yaml");
    Cli describe = Cli.run("describe", trace.toString(), "--out", section.toString());
    assertThat(describe.exit()).as(describe.err()).isEqualTo(ExitCode.OK);
    Path scenario =
        OwnFiles.write(
            folder,
            "scenario.yaml",
            "model: llama-3.1-8b\nfleet: [{gpu: h100}]\nstop: {requests: 300}\n"
                + Files.readString(section));
    Cli run = Cli.run("run", scenario.toString(), "--format", "json");
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(Cli.run("describe", trace.toString(), "--out", section.toString()).exit())
        .isEqualTo(ExitCode.BAD_INPUT);
  }

  @ParameterizedTest
  @CsvSource({
    "TIMESTAMP, TIMESTMP, known",
    "'200,20', 'many,20', trace.csv:3:",
    "'200,20', '-200,20', trace.csv:3:",
    "2023-11-16 18:15:47, 16/11/2023, trace.csv:3:"
  })
  void aTraceThatIsNone(String good, String bad, String words) throws IOException {
    Path trace = OwnFiles.write(folder, "trace.csv", TRACE.replace(good, bad));
    Cli describe = Cli.run("describe", trace.toString());
    assertThat(describe.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(describe.err()).contains(words).doesNotContain("Exception");
  }

  @Test
  void aFormatThatIsNotKnown() throws IOException {
    Path trace = OwnFiles.write(folder, "trace.csv", TRACE);
    Cli describe = Cli.run("describe", trace.toString(), "--trace-format", "azure");
    assertThat(describe.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(describe.err()).contains("azure-llm");
  }

  /** Figures of the traces' own publications, where the traces are at hand. */
  @Test
  void publicTracesHaveTheFiguresOfTheirPublications() throws IOException {
    Path data = Path.of("..", "..", "shared", "data", "request-traces");
    Assumptions.assumeTrue(
        Files.isDirectory(data), "no public traces in shared/data/request-traces: skipped");
    try (Stream<Path> files = Files.list(data)) {
      List<Path> traces = files.filter(file -> file.toString().endsWith(".gz")).sorted().toList();
      assertThat(traces).isNotEmpty();
      for (Path trace : traces) {
        Cli describe =
            Cli.run(
                "describe",
                trace.toString(),
                "--format",
                "json",
                "--force",
                "--out",
                folder.resolve("w.yaml").toString());
        assertThat(describe.exit()).as(trace + describe.err()).isEqualTo(ExitCode.OK);
        JsonNode figures = new ObjectMapper().readTree(describe.out());
        if (trace.toString().contains("Trace_conv")) {
          // published: 19,366 requests, mean input 1,155, mean output 211 (Splitwise, ISCA 2024)
          assertThat(figures.get("requests").asInt()).isEqualTo(19_366);
          assertThat(figures.at("/input_tokens/mean").asDouble()).isCloseTo(1155, within(1.0));
          assertThat(figures.at("/output_tokens/mean").asDouble()).isCloseTo(211, within(1.0));
        }
      }
    }
  }
}
