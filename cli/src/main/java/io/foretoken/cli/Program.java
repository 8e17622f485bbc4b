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
  private final Map<String, Supplier<Command>> commands;

  /**
   * @param commands by the name that users type, see {@link Commands}
   */
  Program(Console console, Map<String, Supplier<Command>> commands) {
    this.console = console;
    this.commands = commands;
  }

  /**
   * Describes the command line to picocli. That takes time for every command and every option, so
   * only the command that the arguments name is described; all are where they name none, for help
   * and for the nearest name.
   */
  private CommandLine describe(String... args) {
    CommandLine commandLine = new CommandLine(new Foretoken());
    String first = args.length == 0 ? "" : args[0];
    if (commands.containsKey(first)) {
      commandLine.addSubcommand(first, commands.get(first).get());
    } else if (!first.equals("--version")) {
      commands.forEach((name, command) -> commandLine.addSubcommand(name, command.get()));
    }
    commandLine.setColorScheme(
        CommandLine.Help.defaultColorScheme(console.outPaint().colour() ? Ansi.ON : Ansi.OFF));
    commandLine.setUsageHelpAutoWidth(false);
    commandLine.setUsageHelpWidth(Math.min(Math.max(console.columns(), 60), 100));
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    return commandLine;
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
    ParseResult leaf = describe(args).parseArgs(args);
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
