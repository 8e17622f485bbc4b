package io.foretoken.cli;

import picocli.CommandLine.Option;

/** The option of commands that print a table to look at, or JSON to go on with. */
final class TableOrJsonOption {
  @Option(
      names = "--format",
      paramLabel = "table|json",
      description = "What to print: ${COMPLETION-CANDIDATES}. Default: table.")
  private Format format = Format.table;

  /** What is printed on standard output. */
  enum Format {
    table,
    json
  }

  boolean isJson() {
    return format == Format.json;
  }
}
