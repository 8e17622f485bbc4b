package io.foretoken.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.foretoken.hardware.catalog.CatalogFile;
import io.foretoken.input.bind.JsonSchema;
import io.foretoken.scenario.spec.ScenarioSpec;
import java.io.IOException;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code foretoken schema}: the JSON Schema of the files that people write, for editors. */
@picocli.CommandLine.Command(
    name = "schema",
    description =
        "Print the JSON Schema of scenario files or of catalogue files, for completion and checks"
            + " in editors; or their reference page.")
final class SchemaCommand implements Command {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "scenario|catalog",
      description = "Which files: ${COMPLETION-CANDIDATES}. Default: scenario.")
  private Kind kind = Kind.scenario;

  @Option(
      names = "--format",
      paramLabel = "json|markdown",
      description =
          "What to print: ${COMPLETION-CANDIDATES}; markdown is the reference page. Default: json.")
  private Format format = Format.json;

  /** Files that people write. */
  enum Kind {
    scenario(
        ScenarioSpec.class,
        """
        # Scenario reference

        Every key of a scenario file. Written by the program from the declarations that read it; renew it with
        `./foretoken schema --format markdown > docs/scenario-reference.md`. For completion and checks while typing, an
        editor reads `docs/scenario.schema.json`, which is made from the same.

        - Units are part of a value: `12/s`, `500ms`, `10min`, `80GiB`. A number without its unit is refused.
        - A key is optional unless it is marked **required**.
        - An unknown key is an error; the message names the nearest known one.
        - Paths in a file start at the file's folder and stay below it unless they are absolute; paths on the command
          line start at the working folder.
        - `--set fleet.main.replicas=2` sets any key from the command line; a pool is addressed by its name or number.
        - GPUs, models and engines: `./foretoken list gpus`, `./foretoken show gpu h100`. A model may also be the path of
          a Hugging Face `config.json`, or of the folder that it lies in.
        - GPUs, models and prices of your own stand in [catalogue files](catalog-reference.md), named by the key `catalog`
          or by the option `--catalog`.
        """),
    catalog(
        CatalogFile.class,
        """
        # Catalogue reference

        Every key of a file with GPUs, models and prices of your own. Written by the program from the declarations that
        read it; renew it with `./foretoken schema catalog --format markdown > docs/catalog-reference.md`. Editors read
        `docs/catalog.schema.json`, which is made from the same.

        - A scenario names such files, or folders of them, by its key `catalog`; every command takes them by `--catalog`.
        - An entry with the id of a shipped one takes its place, under all its names. Any other name may be taken once.
        - Your prices go before the shipped ones: the row marked `default: true`, else the newest on-demand row.
        - Peaks are dense ones (without structured sparsity), rates are decimal (10^9 B/s) and per direction, memory is
          binary (GiB). Entries that contradict themselves or known boards are refused with what was probably meant.
        """);

    private final Class<?> type;
    private final String intro;

    Kind(Class<?> type, String intro) {
      this.type = type;
      this.intro = intro;
    }

    /** The schema, indented. */
    String schema() throws IOException {
      return new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .writeValueAsString(JsonSchema.of(type));
    }

    /** The reference page. */
    String reference() {
      return ReferencePage.of(JsonSchema.of(type), intro);
    }
  }

  /** What is printed on standard output. */
  enum Format {
    json,
    markdown
  }

  @Override
  public ExitCode run(Console console) throws IOException {
    if (format == Format.markdown) {
      console.out().print(kind.reference());
    } else {
      console.out().println(kind.schema());
    }
    return ExitCode.OK;
  }
}
