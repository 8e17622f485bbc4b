package io.foretoken.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foretoken.scenario.figure.ReadableNumbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of a run: whole, alone, safe, and with the figures of the other files. */
class RunReportTest {
  private static final String HOSTILE = "</pre><script>alert(1)</script><img src=x onerror=y>";

  @TempDir Path folder;

  private Path run(String name, String... more) {
    Path out = folder.resolve(name);
    String[] arguments = new String[more.length + 4];
    arguments[0] = "run";
    arguments[1] = Path.of("..", "scenarios", "two-tenants.yaml").toString();
    arguments[2] = "--out";
    arguments[3] = out.toString();
    System.arraycopy(more, 0, arguments, 4, more.length);
    Cli run = Cli.run(arguments);
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    return out;
  }

  @Test
  void itIsOneWellFormedFileThatLoadsNothing() throws IOException {
    String page = Files.readString(run("a").resolve("report.html"));
    HtmlPage.assertStandsAlone(page);
    assertThat(page).contains("@media print", "prefers-color-scheme:dark", "max-width:599px");
  }

  @Test
  void whatUsersWriteIsText() throws IOException {
    Path out = run("b", "--set", "name=\"" + HOSTILE + "\"");
    String page = Files.readString(out.resolve("report.html"));
    HtmlPage.assertStandsAlone(page);
    assertThat(page).doesNotContain("<script>alert", "<img").contains("&lt;script&gt;alert(1)");
  }

  @Test
  void figuresAreThoseOfTheSummaryAndBytesDoNotChange() throws IOException {
    Path out = run("c");
    String page = Files.readString(out.resolve("report.html"));
    JsonNode summary = new ObjectMapper().readTree(out.resolve("summary.json").toFile());
    double ttft = summary.at("/total/ttft/p99").asDouble();
    double tokens = summary.at("/total/throughput/output_tokens_per_s").asDouble();
    assertThat(page)
        .contains(ReadableNumbers.time(ttft * 1e9), ReadableNumbers.number(tokens) + " <small>")
        .contains("chat", "analytics");
    assertThat(run("d").resolve("report.html")).hasSameBinaryContentAs(out.resolve("report.html"));
  }

  @Test
  void aPlotIsAPictureOfItsEnding() throws IOException {
    Path svg = folder.resolve("p.svg");
    Path png = folder.resolve("p.png");
    String scenario = Path.of("..", "scenarios", "quickstart.yaml").toString();
    assertThat(Cli.run("run", scenario, "--plot", svg.toString()).exit()).isEqualTo(ExitCode.OK);
    assertThat(Cli.run("run", scenario, "--plot", png.toString()).exit()).isEqualTo(ExitCode.OK);
    assertThat(Files.readString(svg)).startsWith("<svg").contains("Share of requests");
    assertThat(Files.readAllBytes(png)).startsWith(0x89, 'P', 'N', 'G');
    Cli again = Cli.run("run", scenario, "--plot", svg.toString());
    assertThat(again.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(again.err()).contains("--plot", "this file is there already", "--force");
    Cli other = Cli.run("run", scenario, "--plot", folder.resolve("p.gif").toString());
    assertThat(other.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(other.err()).contains("end it with .png or .svg");
    Cli nowhere = Cli.run("run", scenario, "--plot", folder.resolve("no/p.svg").toString());
    assertThat(nowhere.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(nowhere.err()).contains("there is no folder");
  }

  @Test
  void aFullDiskIsSaidSo() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "there is no /dev/full here");
    Path link = Files.createSymbolicLink(folder.resolve("full.svg"), full);
    Cli run =
        Cli.run(
            "run",
            Path.of("..", "scenarios", "quickstart.yaml").toString(),
            "--plot",
            link.toString(),
            "--force");
    assertThat(run.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("the picture cannot be written: No space left on device");
  }

  @Test
  void severalRunsAreShownWithTheirIntervals() throws IOException {
    Path out = run("e", "--replications", "2", "--set", "stop={duration: 20s, warmup: 5s}");
    String page = Files.readString(out.resolve("report.html"));
    JsonNode interval =
        new ObjectMapper()
            .readTree(out.resolve("summary.json").toFile())
            .at("/intervals/ttft_p99_s");
    assertThat(page)
        .contains("Over 2 runs")
        .contains(ReadableNumbers.time(interval.get("mean").asDouble() * 1e9))
        .contains("± " + ReadableNumbers.time(interval.get("half_width").asDouble() * 1e9));
  }
}
