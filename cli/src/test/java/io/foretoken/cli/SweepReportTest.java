package io.foretoken.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.scenario.figure.ReadableNumbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepReportTest {
  private static final String SCENARIO =
      Path.of("..", "scenarios", "batch-size-sweep.yaml").toString();
  private static final String KNOB = "fleet.main.engine.batching.max_num_seqs=";

  @TempDir Path folder;

  private Path sweep(String name, String... more) {
    Path out = folder.resolve(name);
    String[] arguments = {"sweep", SCENARIO, "--set", "stop={requests: 300}", "--out", ""};
    arguments[5] = out.toString();
    String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    Cli run = Cli.run(all);
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    return out;
  }

  @Test
  void oneKnobIsACurveOfThroughputAndTtftWithTheTableOfItsPoints() throws IOException {
    Path out = sweep("a", "--param", KNOB + "8,32,128");
    String page = Files.readString(out.resolve("report.html"));
    HtmlPage.assertStandsAlone(page);
    assertThat(page)
        .contains("Throughput and time to first token against max_num_seqs")
        .contains("Throughput per GPU against speed per user")
        .contains("SLO: TTFT p99 ≤ 500 ms", "load full");
    List<String> lines = Files.readAllLines(out.resolve("points.csv"));
    int column = Arrays.asList(lines.get(0).split(",", -1)).indexOf("output_tokens_per_s");
    for (String line : lines.subList(1, 4)) {
      double tokens = Double.parseDouble(line.split(",", -1)[column]);
      assertThat(page).contains(">" + ReadableNumbers.number(tokens) + "</td>");
    }
    assertThat(sweep("b", "--param", KNOB + "8,32,128", "--workers", "1").resolve("report.html"))
        .hasSameBinaryContentAs(out.resolve("report.html"));
  }

  @Test
  void twoKnobsAreTwoPanelsWithALineForEachValueOfTheOther() throws IOException {
    Path out =
        sweep(
            "c",
            "--param",
            KNOB + "8,32",
            "--param",
            "workload.arrivals.rate=2/s,4/s,6/s",
            "--load",
            "at-rate");
    String page = Files.readString(out.resolve("report.html"));
    HtmlPage.assertStandsAlone(page);
    assertThat(page)
        .contains("Throughput against rate", "Time to first token against rate")
        .contains(">max_num_seqs 8</text>", ">max_num_seqs 32</text>");
  }

  @Test
  void pointsThatFailAndWordsAsValuesStillGiveAPage() throws IOException {
    Path out = sweep("d", "--param", "fleet.main.gpu=h100,l4", "--param", "name=<b>x</b>");
    String page = Files.readString(out.resolve("report.html"));
    HtmlPage.assertStandsAlone(page);
    assertThat(page).contains("&lt;b&gt;x&lt;/b&gt;").doesNotContain("<b>x</b>");
  }
}
