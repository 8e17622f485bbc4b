package io.foretoken.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaTest {
  private static final Path DOCS = Path.of("..", "docs");

  @ParameterizedTest
  @EnumSource(SchemaCommand.Kind.class)
  void theCheckedInSchemaIsCurrent(SchemaCommand.Kind kind) throws IOException {
    assertThat(Files.readString(DOCS.resolve(kind + ".schema.json")).strip())
        .as("renew it with: ./foretoken schema %s > docs/%s.schema.json", kind, kind)
        .isEqualTo(kind.schema().strip());
  }

  @ParameterizedTest
  @EnumSource(SchemaCommand.Kind.class)
  void theCheckedInReferencePageIsCurrent(SchemaCommand.Kind kind) throws IOException {
    assertThat(Files.readString(DOCS.resolve(kind + "-reference.md")).strip())
        .as(
            "renew it with: ./foretoken schema %s --format markdown > docs/%s-reference.md",
            kind, kind)
        .isEqualTo(kind.reference().strip());
  }

  @Test
  void theCommandPrintsThem() throws IOException {
    assertThat(Cli.run("schema").out()).isEqualTo(SchemaCommand.Kind.scenario.schema() + "\n");
    assertThat(Cli.run("schema", "catalog", "--format", "markdown").out())
        .isEqualTo(SchemaCommand.Kind.catalog.reference());
  }

  @Test
  void theReferencePageHasEveryKindOfKey() {
    assertThat(SchemaCommand.Kind.scenario.reference())
        .contains("## Top level")
        .contains("| `model` | text | **required** |")
        .contains("## `fleet[].engine.memory`")
        .contains("| `gpu_memory_utilization` | number, from 0.01, at most 1 |")
        .contains("### `process: poisson`")
        .contains("| `rate` | rate, such as `12/s` | **required** |")
        .contains("| `window` | `steady`, `whole` |")
        .contains("| `drain` | `true` or `false` | `true` |")
        .contains("| `ttft` | map to time, such as `500ms` |");
    assertThat(SchemaCommand.Kind.catalog.reference())
        .contains("| `gpus` | list of see `gpus[]` |")
        .contains("## `gpus[].dense_tflops`")
        .contains("| `per_gpu_hour` | number, above 0 | **required** |");
  }
}
