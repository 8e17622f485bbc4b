package io.foretoken.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.foretoken.input.bind.JsonSchema;
import io.foretoken.scenario.spec.ScenarioSpec;
import java.io.IOException;

/** {@code foretoken schema}: the JSON Schema of scenarios, for editors. */
@picocli.CommandLine.Command(
    name = "schema",
    description = "Print the JSON Schema of scenario files, for completion and checks in editors.")
final class SchemaCommand implements Command {
  @Override
  public ExitCode run(Console console) throws IOException {
    console.out().println(schema());
    return ExitCode.OK;
  }

  /** The schema, indented. */
  static String schema() throws IOException {
    return new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValueAsString(JsonSchema.of(ScenarioSpec.class));
  }
}
