package io.foretoken.cli;

/**
 * The program run in this process, as a user would run it.
 *
 * @param exit how it ended
 * @param out standard output
 * @param err standard error
 */
record Cli(ExitCode exit, String out, String err) {
  static Cli run(String... arguments) {
    RecordedConsole recorded = new RecordedConsole();
    ExitCode exit = new Program(recorded.console(), Commands.builtIn()).run(arguments);
    return new Cli(exit, recorded.out(), recorded.err());
  }
}
