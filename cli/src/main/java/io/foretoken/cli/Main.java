package io.foretoken.cli;

import java.util.Map;
import java.util.function.Supplier;

/** Entry point of the program. Everything that can be tested without a process is elsewhere. */
public final class Main {
  private Main() {}

  /** Runs the command that {@code args} name and ends the process with an {@link ExitCode}. */
  public static void main(String[] args) {
    runAndExit(Console.ofProcess(), Commands.builtIn(), args);
  }

  /**
   * Runs one of the given commands and ends the process. On Ctrl-C the JVM runs the hook beside the
   * command and then ends with 130 by itself, whatever the command returns by then.
   */
  static void runAndExit(Console console, Map<String, Supplier<Command>> commands, String... args) {
    Thread onInterrupt = new Thread(() -> Program.interrupted(console), "interrupted");
    Runtime.getRuntime().addShutdownHook(onInterrupt);
    ExitCode exit = new Program(console, commands).run(args);
    console.cancellation().commandEnded();
    System.exit(exit.code());
  }
}
