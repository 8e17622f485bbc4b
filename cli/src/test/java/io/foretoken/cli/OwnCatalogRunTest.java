package io.foretoken.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GPUs, models and prices of a user's own, by option and by the scenario itself. */
class OwnCatalogRunTest {
  @TempDir Path folder;
  private Path catalog;

  @BeforeEach
  void writeCatalogue() throws IOException {
    catalog = OwnFiles.write(folder, "ours/cards.yaml", OwnFiles.CATALOG);
  }

  @Test
  void aCardOfOnesOwnRunsByOptionAndByTheScenariosKey() throws IOException {
    Path scenario = OwnFiles.scenario(folder, "gpu: h100", "gpu: card-of-ours");
    Cli unknown = Cli.run("run", scenario.toString());
    assertThat(unknown.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(unknown.err()).contains("unknown GPU \"card-of-ours\"");

    Cli byOption =
        Cli.run("run", scenario.toString(), "--catalog", folder.resolve("ours").toString());
    assertThat(byOption.exit()).as(byOption.err()).isEqualTo(ExitCode.OK);
    assertThat(byOption.out()).contains("our-card");

    Path naming =
        OwnFiles.scenario(
            folder,
            "model: llama-3.1-8b\nfleet:\n  - pool: main\n    gpu: h100",
            "catalog: [ours]\nmodel: llama-3.1-8b\nfleet:\n  - pool: main\n    gpu: our-card");
    Cli byKey = Cli.run("run", naming.toString());
    assertThat(byKey.exit()).as(byKey.err()).isEqualTo(ExitCode.OK);
    assertThat(byKey.out()).isEqualTo(byOption.out());
  }

  @Test
  void aPriceOfOnesOwnWins() throws IOException {
    Path scenario = OwnFiles.scenario(folder, "gpu: h100", "gpu: h100");
    assertThat(Cli.run("run", scenario.toString()).out()).doesNotContain("cellar");
    Cli own = Cli.run("run", scenario.toString(), "--catalog", catalog.toString());
    assertThat(own.out()).contains("cellar on-demand").contains("1.25").contains("2026-08");
    Cli show = Cli.run("show", "gpu", "h100", "--catalog", catalog.toString());
    // the first price is the one that scenarios take
    assertThat(show.out().lines().filter(line -> line.contains("on-demand")).findFirst())
        .hasValueSatisfying(line -> assertThat(line).startsWith("cellar"));
  }

  @Test
  void everyCommandThatNamesOneKnowsIt() {
    String file = catalog.toString();
    assertThat(Cli.run("list", "gpus", "--catalog", file).out()).contains("our-card");
    assertThat(Cli.run("show", "gpu", "our-card", "--catalog", file).out())
        .contains("measured here")
        .contains("card-of-ours")
        .contains("cellar");
    Cli memory =
        Cli.run("memory", "--model", "llama-3.1-8b", "--gpu", "our-card", "--catalog", file);
    assertThat(memory.exit()).as(memory.err()).isEqualTo(ExitCode.OK);
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          fp8: 1979 | fp8: 500 | 6:36 | below the 989 of bf16
          bf16: 989, fp8: 1979 | bf16: 1979, fp8: 3958 | 6:26 | sparsity
          gb_per_s_per_direction: 450 | gb_per_s_per_direction: 900 | 10:55 | both directions
          visible_memory_gib: 79.65 | visible_memory_gib: 85.5 | 8:25 | GiB
          card-of-ours | H100 SXM5 80GB | 3:5 | belongs to h100-sxm-80gb
          id: our-card | id: Our Card | 3:9 | lower-case
          0.5, currency: USD, as_of: "2026-08" | 0.5, currency: USD | 14:5 | as_of
          gpu: our-card, | gpu: our-cart, | 14:11 | our-card
          0.5, currency: USD | 0.5, currency: dollars | 14:68 | USD
          """)
  void aCatalogueThatContradictsItself(String good, String bad, String place, String words)
      throws IOException {
    String text = OwnFiles.CATALOG.replace(good, bad);
    assertThat(text).isNotEqualTo(OwnFiles.CATALOG);
    Path file = OwnFiles.write(folder, "bad.yaml", text);
    Path scenario = OwnFiles.scenario(folder, "gpu: h100", "gpu: our-card");
    Cli run = Cli.run("run", scenario.toString(), "--catalog", file.toString());
    assertThat(run.exit()).as(run.out()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err())
        .contains("bad.yaml:" + place)
        .contains(words)
        .doesNotContain("Exception")
        .doesNotContain("\tat ");
  }

  @Test
  void twoEntriesWithOneNameAcrossFiles() throws IOException {
    OwnFiles.write(folder, "ours/more.yaml", OwnFiles.CATALOG.replace("id: our-card", "id: other"));
    Cli list = Cli.run("list", "gpus", "--catalog", folder.resolve("ours").toString());
    assertThat(list.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(list.err())
        .contains("more.yaml:3:5")
        .contains("\"card-of-ours\" of other belongs to our-card")
        .contains("cards.yaml:3:5");
  }

  @Test
  void aCatalogueThatIsNotThereOrLeavesTheFolder() throws IOException {
    Path scenario =
        OwnFiles.scenario(
            folder, "model: llama-3.1-8b", "catalog: [none.yaml]\nmodel: llama-3.1-8b");
    assertThat(Cli.run("run", scenario.toString()).err()).contains("none.yaml");
    Path outside =
        OwnFiles.scenario(folder, "model: llama-3.1-8b", "catalog: [../x]\nmodel: llama-3.1-8b");
    Cli run = Cli.run("run", outside.toString());
    assertThat(run.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("scenario.yaml:2:11").contains("leaves the scenario's folder");
    Cli missing = Cli.run("list", "gpus", "--catalog", folder.resolve("nowhere").toString());
    assertThat(missing.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(missing.err()).contains("nowhere");
  }
}
