package io.foretoken.cli;

/** Entry point of the program. Everything that can be tested without a process is elsewhere. */
public final class Main {
  private Main() {}

  /** Runs the command that {@code args} name and ends the process with an {@link ExitCode}. */
  public static void main(String[] args) {
    Console console = Console.ofProcess();
    Cancellation cancellation = console.cancellation();
    Thread onInterrupt = new Thread(() -> Program.interrupted(console), "interrupted");
    Runtime.getRuntime().addShutdownHook(onInterrupt);
    ExitCode exit = new Program(console, Commands.builtIn()).run(args);
    cancellation.commandEnded();
    System.exit(exit.code());
  }
}
