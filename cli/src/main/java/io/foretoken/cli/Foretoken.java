package io.foretoken.cli;

import picocli.CommandLine;

/** What stands before every command: the program's name, its help and its version. */
@CommandLine.Command(
    name = "foretoken",
    description =
        "Predicts how an LLM serving deployment behaves before anyone buys or moves a GPU: latency,"
            + " throughput, goodput under an SLO, cost per token.",
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "Results go to standard output, notes and progress to standard error.",
      "Exit status: 0 done, 1 the answer is no, 2 bad input, 3 internal error, 130 interrupted."
    })
final class Foretoken {
  @CommandLine.Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = CommandLine.ScopeType.INHERIT,
      description = "Show this help and exit.")
  boolean help;

  @CommandLine.Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version and exit.")
  boolean version;
}
