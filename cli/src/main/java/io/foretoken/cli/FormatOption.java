package io.foretoken.cli;

import picocli.CommandLine.Option;

/** The option that chooses what a command prints: a table to look at, or files to go on with. */
final class FormatOption {
  @Option(
      names = "--format",
      paramLabel = "table|json|csv",
      description = "What to print: ${COMPLETION-CANDIDATES}. Default: table.")
  private Format format = Format.table;

  /** What is printed on standard output. */
  enum Format {
    table,
    json,
    csv
  }

  Format chosen() {
    return format;
  }
}
