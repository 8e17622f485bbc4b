package io.foretoken.cli;

import io.foretoken.input.problem.BadInputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What people read when a command does not end well, and the exit code that goes with it. */
final class Failures {
  private static final long MEBIBYTE = 1L << 20;

  private Failures() {}

  /** Arguments that picocli could not match. */
  static ExitCode ofArguments(ParameterException failure, Console console) {
    CommandLine where = failure.getCommandLine();
    String command = where.getCommandSpec().qualifiedName();
    say(console, command, failure.getMessage());
    if (failure instanceof UnmatchedArgumentException unmatched) {
      List<String> nearest = unmatched.getSuggestions();
      if (!nearest.isEmpty()) {
        console.err().println("Did you mean " + String.join(" or ", nearest) + "?");
      }
    }
    console.err().println("'" + command + " --help' lists what there is.");
    return ExitCode.BAD_INPUT;
  }

  /** Anything that a command threw. */
  static ExitCode of(Throwable failure, List<String> args, Console console) {
    if (failure instanceof CancellationException || console.cancellation().isCancelled()) {
      return ExitCode.INTERRUPTED;
    }
    if (failure instanceof BadInputException bad) {
      console.err().println(bad.getMessage());
      return ExitCode.BAD_INPUT;
    }
    if (failure instanceof UncheckedIOException unchecked) {
      return of(unchecked.getCause(), args, console);
    }
    if (failure instanceof FileSystemException file) {
      say(console, "foretoken", describe(file));
      return ExitCode.BAD_INPUT;
    }
    if (failure instanceof OutOfMemoryError) {
      long heapMib = Runtime.getRuntime().maxMemory() / MEBIBYTE;
      say(
          console,
          "foretoken",
          "out of memory: the heap of "
              + heapMib
              + " MiB is full. Simulate fewer requests, or give more memory:"
              + " FORETOKEN_JAVA_OPTS=-Xmx"
              + 2 * heapMib
              + "m ./foretoken ...");
      return ExitCode.INTERNAL_ERROR;
    }
    say(
        console,
        "foretoken",
        "internal error: " + oneLine(failure) + " (" + writeDetails(failure, args) + ")");
    return ExitCode.INTERNAL_ERROR;
  }

  /** Results that could not be written to standard output (a full disk, say). */
  static ExitCode ofOutput(ExitCode exit, Console console) {
    String reason = console.outputFailure();
    if (reason.isEmpty()) {
      return exit;
    }
    say(console, "foretoken", "cannot write to standard output: " + reason);
    return exit == ExitCode.INTERRUPTED ? exit : ExitCode.BAD_INPUT;
  }

  private static void say(Console console, String who, String what) {
    console.err().println(console.errPaint().bad(who + ":") + " " + what);
  }

  private static String describe(FileSystemException failure) {
    if (failure instanceof NoSuchFileException) {
      return failure.getFile() + ": no such file or folder";
    }
    if (failure instanceof AccessDeniedException) {
      return failure.getFile() + ": permission denied";
    }
    String reason = failure.getReason();
    return failure.getFile() + ": " + (reason == null ? oneLine(failure) : reason);
  }

  private static String oneLine(Throwable failure) {
    String text = failure.toString().strip();
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end).strip();
  }

  /** Puts what a developer needs into a temporary file; says where, or why not. */
  private static String writeDetails(Throwable failure, List<String> args) {
    StringWriter text = new StringWriter();
    PrintWriter writer = new PrintWriter(text);
    writer.println("foretoken " + Version.number());
    writer.println("java " + Runtime.version() + ", " + System.getProperty("os.name"));
    writer.println("arguments " + args);
    failure.printStackTrace(writer);
    try {
      Path file = Files.createTempFile("foretoken-error-", ".txt");
      Files.writeString(file, text.toString());
      return "details in " + file;
    } catch (IOException e) {
      return "details could not be written: " + e.getMessage();
    }
  }
}
