package io.foretoken.cli;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** From arguments to an exit code: finds the command, runs it, turns what it throws into words. */
final class Program {
  private final Console console;
  private final CommandLine commandLine;

  /**
   * @param commands by the name that users type, see {@link Commands}
   */
  Program(Console console, Map<String, Supplier<Command>> commands) {
    this.console = console;
    commandLine = new CommandLine(new Foretoken());
    commands.forEach((name, command) -> commandLine.addSubcommand(name, command.get()));
    commandLine.setColorScheme(
        CommandLine.Help.defaultColorScheme(console.outPaint().colour() ? Ansi.ON : Ansi.OFF));
    commandLine.setUsageHelpAutoWidth(false);
    commandLine.setUsageHelpWidth(Math.min(Math.max(console.columns(), 60), 100));
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
  }

  /** Does what the arguments say. Never throws. */
  ExitCode run(String... args) {
    ExitCode exit;
    try {
      exit = parseAndRun(args);
    } catch (ParameterException e) {
      exit = Failures.ofArguments(e, console);
    } catch (Throwable e) {
      exit = Failures.of(e, List.of(args), console);
    }
    console.flush();
    return Failures.ofOutput(exit, console);
  }

  private ExitCode parseAndRun(String... args) throws Exception {
    ParseResult leaf = commandLine.parseArgs(args);
    while (leaf.hasSubcommand()) {
      leaf = leaf.subcommand();
    }
    CommandLine chosen = leaf.commandSpec().commandLine();
    if (leaf.isUsageHelpRequested()) {
      chosen.usage(console.out());
      return ExitCode.OK;
    }
    if (leaf.isVersionHelpRequested()) {
      chosen.printVersionHelp(console.out());
      return ExitCode.OK;
    }
    if (chosen.getCommand() instanceof Command command) {
      return command.run(console);
    }
    chosen.usage(console.err());
    return ExitCode.BAD_INPUT;
  }

  /** What happens on Ctrl-C, while the command still runs on its own thread. */
  static void interrupted(Console console) {
    if (console.cancellation().cancel()) {
      console.err().println("foretoken: interrupted");
      console.err().flush();
    }
  }
}
