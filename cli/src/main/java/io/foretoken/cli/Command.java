package io.foretoken.cli;

/**
 * One command of the command line. A class that implements it carries picocli's annotations for its
 * name and options and has a line in {@link Commands}.
 */
public interface Command {
  /**
   * Does the work.
   *
   * @param console where results, notes and progress go, and where clean-up for Ctrl-C is
   *     registered
   * @return how the program ends
   * @throws Exception bad input as {@code BadInputException} or {@code
   *     java.nio.file.FileSystemException} (exit 2), anything else as an internal error (exit 3)
   */
  ExitCode run(Console console) throws Exception;
}
