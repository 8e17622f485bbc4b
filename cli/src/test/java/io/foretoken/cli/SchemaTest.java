package io.foretoken.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SchemaTest {
  private static final Path CHECKED_IN = Path.of("..", "docs", "scenario.schema.json");

  @Test
  void theCheckedInSchemaIsCurrent() throws IOException {
    assertThat(Files.readString(CHECKED_IN).strip())
        .as("renew it with: ./foretoken schema > docs/scenario.schema.json")
        .isEqualTo(SchemaCommand.schema().strip());
  }
}
