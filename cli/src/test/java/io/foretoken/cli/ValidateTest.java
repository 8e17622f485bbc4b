package io.foretoken.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command on a small suite of what ships, and on folders that are not in order. */
class ValidateTest {
  private static final String SMALL = "vllm-traces-rtx4090";

  @TempDir Path folder;

  @Test
  void withoutDataItComparesWithWhatShips() {
    Cli result = Cli.run("validate", "--suite", SMALL);

    assertThat(result.exit()).isEqualTo(ExitCode.OK);
    assertThat(result.out())
        .contains(SMALL + "  1 runs compared, 0 skipped")
        .contains("ttft_mean")
        .contains("llmservingsim")
        .contains("of 19,520 shared prompt tokens found in the prefix cache")
        .contains("roofline: 0 runs and 0 operators above it");
    assertThat(result.err()).contains("1 measured runs");
  }

  @Test
  void jsonAndCsvGoToStandardOutputAlone() throws IOException {
    Cli json = Cli.run("validate", "--suite", SMALL, "--format", "json");
    Cli csv = Cli.run("validate", "--suite", SMALL, "--format", "csv");

    JsonNode suite = new ObjectMapper().readTree(json.out()).get("suites").get(0);
    assertThat(suite.get("name").asText()).isEqualTo(SMALL);
    assertThat(suite.get("metrics").get("e2e_mean").get("runs").asInt()).isEqualTo(1);
    assertThat(csv.out()).startsWith("suite,run,gpu,model,engine,metric,measured,predicted,");
  }

  @Test
  void theFolderGetsEveryFileOrNone() {
    Path out = folder.resolve("out");
    Cli first = Cli.run("validate", "--suite", SMALL, "--out", out.toString());
    Cli again = Cli.run("validate", "--suite", SMALL, "--out", out.toString());
    Cli forced = Cli.run("validate", "--suite", SMALL, "--out", out.toString(), "--force");

    assertThat(first.exit()).isEqualTo(ExitCode.OK);
    assertThat(out.toFile().list())
        .containsExactlyInAnyOrder(
            "runs.csv", "validation.json", "errors.csv", "worst.csv", "skipped.csv", "report.html");
    assertThat(again.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(again.err()).contains("holds results already").contains("--force");
    assertThat(forced.exit()).isEqualTo(ExitCode.OK);
  }

  @Test
  void theReportStandsAloneAndSaysWhatTheFilesSay() throws IOException {
    Path out = folder.resolve("page");
    Cli run = Cli.run("validate", "--suite", SMALL, "--out", out.toString());
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    String page = Files.readString(out.resolve("report.html"));
    HtmlPage.assertStandsAlone(page);
    JsonNode figures =
        new ObjectMapper()
            .readTree(out.resolve("validation.json").toFile())
            .at("/suites/0/metrics");
    String worst = Files.readAllLines(out.resolve("worst.csv")).get(1);
    assertThat(page)
        .contains(
            "TTFT mean: predicted against measured",
            "Error by GPU",
            "Error by model",
            "Error by engine",
            "Error by load",
            "The worst ten runs",
            worst.split(",", -1)[1])
        .contains(
            String.format(Locale.ROOT, "%.1f %%", figures.at("/ttft_mean/median_ape").asDouble()));
    Path again = folder.resolve("again");
    Cli.run("validate", "--suite", SMALL, "--out", again.toString(), "--workers", "1");
    assertThat(again.resolve("report.html")).hasSameBinaryContentAs(out.resolve("report.html"));
  }

  @Test
  void anErrorAboveTheLimitIsANo() {
    Cli strict = Cli.run("validate", "--suite", SMALL, "--max-error", "tpot_mean=0.001");
    Cli mild = Cli.run("validate", "--suite", SMALL, "--max-error", "tpot_mean=1000");

    assertThat(strict.exit()).isEqualTo(ExitCode.ANSWER_IS_NO);
    assertThat(strict.err())
        .contains(SMALL + ": median error of tpot_mean is ")
        .contains(", more than 0.0 %");
    assertThat(mild.exit()).isEqualTo(ExitCode.OK);
  }

  @Test
  void argumentsThatCannotBeUsedSayWhatWouldDo() {
    refused("there is no suite \"vllm-trace\"", "validate", "--suite", "vllm-trace");
    refused("did you mean \"vllm-experiments\"?", "validate", "--suite", "vllm-experimnts");
    refused("there is no percentage", "validate", "--max-error", "tpot_mean");
    refused("did you mean \"ttft_mean\"?", "validate", "--max-error", "ttft_men=5");
    refused("give at least 1", "validate", "--workers", "0");
    refused("add --runner spark", "validate", "--spark-master", "local[2]");
    refused("there is no sweep runner \"sparc\"", "validate", "--runner", "sparc");
    refused("there is no folder", "validate", "--data", folder.resolve("none").toString());
    refused("there is no measured run in", "validate", "--data", folder.toString());
  }

  @Test
  void aFolderOfDamagedFilesIsBadInputAndOneReadableRunIsNot() throws IOException {
    Path set = Files.createDirectory(folder.resolve("vllm-experiments"));
    Files.writeString(set.resolve("experiments.csv"), "id,stage0_rate_rps,tp\nx,1\n");
    refused("the row has 2 fields, the header 3", "validate", "--data", folder.toString());

    Files.writeString(set.resolve("more.csv"), "id,stage0_rate_rps,output_tokens\ny,1,100\n");
    Cli result = Cli.run("validate", "--data", folder.toString());
    assertThat(result.exit()).isEqualTo(ExitCode.OK);
    assertThat(result.out())
        .contains("0 runs compared, 2 skipped")
        .contains("inputs only, no measurement");
  }

  private static void refused(String message, String... arguments) {
    Cli result = Cli.run(arguments);
    assertThat(result.exit()).as(message).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(result.err()).contains(message);
    assertThat(result.out()).isEmpty();
  }
}
