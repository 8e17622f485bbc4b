package io.foretoken.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Traces of the kit in validation/measure through the commands that read them. They were measured
 * on a CPU with tiny models, which only a catalogue of one's own knows: what is predicted says
 * nothing, that it is predicted does.
 */
class KitTracesTest {
  private static final Path VALIDATION = Path.of("..", "validation");
  private static final Path KIT =
      VALIDATION.resolve("src/test/resources/io/foretoken/validation/kit");
  private static final String OPEN =
      KIT.resolve("own/kit-cpu/fit/kit-tiny-open.json.gz").toString();
  private static final String CATALOG =
      VALIDATION.resolve("measure").resolve("tiny-catalog.yaml").toString();

  @TempDir private Path folder;

  @Test
  void compareReadsATraceWithTheScenarioBesideTheKit() {
    Cli run =
        Cli.run(
            "compare",
            OPEN,
            VALIDATION.resolve("measure").resolve("tiny-scenario.yaml").toString());

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("kit-tiny-open", "TTFT", "TPOT");
  }

  @Test
  void calibrateTakesTheDeploymentFromTheTrace() {
    Path profile = folder.resolve("profile.yaml");
    Cli run = Cli.run("calibrate", OPEN, "--catalog", CATALOG, "--out", profile.toString());

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).startsWith("kit-tiny on kit-cpu").contains("1 run, 40 requests");
    assertThat(profile).exists();
  }

  /** Three traces, one of them kept out of fits; without the catalogue nobody knows their GPU. */
  @Test
  void validateScoresThemWithTheCatalogueGiven() throws Exception {
    Path out = folder.resolve("out");
    Cli run =
        Cli.run(
            "validate", "--data", KIT.toString(), "--catalog", CATALOG, "--out", out.toString());

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("own  3 runs compared, 0 skipped");
    assertThat(Files.readString(out.resolve("runs.csv"))).contains("kit-cpu/kit-tiny-moe-closed");

    Cli without = Cli.run("validate", "--data", KIT.toString());
    assertThat(without.out()).doesNotContain("own  3 runs compared");
    Cli missing = Cli.run("validate", "--catalog", folder.resolve("none.yaml").toString());
    assertThat(missing.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(missing.err()).contains("none.yaml");
  }
}
