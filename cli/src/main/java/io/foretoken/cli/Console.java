package io.foretoken.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Where a command speaks: results on {@link #out}, everything else on {@link #err}, both UTF-8
 * whatever the locale. Also knows whether somebody is watching.
 */
public final class Console {
  private static final int DEFAULT_COLUMNS = 80;

  private final TrackedOutput tracked;
  private final PrintStream out;
  private final PrintStream err;
  private final boolean outIsTerminal;
  private final boolean errIsTerminal;
  private final boolean colourAllowed;
  private final int columns;
  private final Cancellation cancellation = new Cancellation();

  /**
   * A console on given streams.
   *
   * @param out takes results; buffered, see {@link #flush}
   * @param err takes notes, progress and problems
   * @param outIsTerminal whether {@code out} is looked at by a person
   * @param errIsTerminal whether {@code err} is looked at by a person
   * @param colourAllowed false when the user has set NO_COLOR
   * @param columns width of the terminal in characters
   */
  Console(
      TrackedOutput out,
      PrintStream err,
      boolean outIsTerminal,
      boolean errIsTerminal,
      boolean colourAllowed,
      int columns) {
    this.tracked = out;
    this.out = new PrintStream(out, false, StandardCharsets.UTF_8);
    this.err = err;
    this.outIsTerminal = outIsTerminal;
    this.errIsTerminal = errIsTerminal;
    this.colourAllowed = colourAllowed;
    this.columns = columns;
  }

  /**
   * The process's own streams. Java cannot tell which of them are terminals; the launcher can, and
   * says so in {@code -Dforetoken.terminal=out,err} and {@code -Dforetoken.columns=N}.
   */
  static Console ofProcess() {
    List<String> terminals = List.of(System.getProperty("foretoken.terminal", "").split(","));
    return new Console(
        new TrackedOutput(new FileOutputStream(FileDescriptor.out)),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        terminals.contains("out"),
        terminals.contains("err"),
        colourAllowed(System.getenv()),
        Integer.getInteger("foretoken.columns", DEFAULT_COLUMNS));
  }

  /** No colour with NO_COLOR set to anything (no-color.org) or on a terminal without any. */
  static boolean colourAllowed(Map<String, String> environment) {
    return environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "").equals("dumb");
  }

  /** Takes results: tables, JSON, CSV. */
  public PrintStream out() {
    return out;
  }

  /** Takes what is not a result: notes, progress, problems. */
  public PrintStream err() {
    return err;
  }

  /** Styles for {@link #out}: none unless it is a terminal with colours. */
  public Paint outPaint() {
    return Paint.of(outIsTerminal && colourAllowed);
  }

  /** Styles for {@link #err}: none unless it is a terminal with colours. */
  public Paint errPaint() {
    return Paint.of(errIsTerminal && colourAllowed);
  }

  /** Width of the terminal in characters; 80 where there is none. */
  public int columns() {
    return columns;
  }

  /** What a command registers clean-up with, and asks whether it should stop. */
  public Cancellation cancellation() {
    return cancellation;
  }

  /**
   * A progress bar on {@link #err}, which draws nothing unless that is a terminal.
   *
   * @param doing what takes the time, such as {@code "simulating"}
   */
  public ProgressBar progress(String doing) {
    return new ProgressBar(err, doing, errIsTerminal, columns, System::nanoTime);
  }

  /** Pushes out what is buffered. */
  void flush() {
    out.flush();
    err.flush();
  }

  /** What kept results from reaching their reader, or empty. */
  String outputFailure() {
    return tracked.failure();
  }
}
