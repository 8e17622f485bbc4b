package io.foretoken.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * One line that says how far a command is: {@code simulating [=====> ] 42 % 1,234 requests, 3 s
 * left}. Drawn at most ten times a second, and only when somebody is watching; {@link #close}
 * removes it. Safe to call from several threads.
 */
public final class ProgressBar implements AutoCloseable {
  private static final long REDRAW_NANOS = 100_000_000L;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int BAR_WIDTH = 24;
  private static final String BACK_AND_ERASE = "\r\u001b[K";

  private final PrintStream err;
  private final String doing;
  private final boolean watched;
  private final int columns;
  private final LongSupplier nanoClock;
  private final long startNanos;
  private long nextDrawNanos;
  private boolean drawn;

  ProgressBar(PrintStream err, String doing, boolean watched, int columns, LongSupplier nanoClock) {
    this.err = err;
    this.doing = doing;
    this.watched = watched;
    this.columns = columns;
    this.nanoClock = nanoClock;
    this.startNanos = nanoClock.getAsLong();
    // A command that ends within one interval shows no bar at all.
    this.nextDrawNanos = startNanos + REDRAW_NANOS;
  }

  /**
   * Says how far the command is.
   *
   * @param fraction done so far, 0 to 1; values outside are cut, NaN means unknown
   * @param note what the number does not say, such as {@code "12 of 40 points"}; may be empty
   */
  public synchronized void update(double fraction, String note) {
    if (!watched) {
      return;
    }
    long now = nanoClock.getAsLong();
    if (now - nextDrawNanos < 0) {
      return;
    }
    nextDrawNanos = now + REDRAW_NANOS;
    String line = line(fraction, note, (now - startNanos) / NANOS_PER_SECOND);
    err.print(BACK_AND_ERASE + cut(line, columns - 1));
    err.flush();
    drawn = true;
  }

  @Override
  public void close() {
    clear();
  }

  /** Removes the line, for good. */
  public synchronized void clear() {
    if (drawn) {
      err.print(BACK_AND_ERASE);
      err.flush();
      drawn = false;
    }
    nextDrawNanos = Long.MAX_VALUE;
  }

  private String line(double fraction, String note, double elapsedSeconds) {
    StringBuilder line = new StringBuilder(doing);
    if (!Double.isNaN(fraction)) {
      double done = Math.min(1, Math.max(0, fraction));
      int filled = (int) (done * BAR_WIDTH);
      line.append(" [").append("=".repeat(filled)).append(filled < BAR_WIDTH ? ">" : "");
      line.append(" ".repeat(Math.max(0, BAR_WIDTH - filled - 1))).append("] ");
      line.append(String.format(Locale.ROOT, "%3d %%", (int) (done * 100)));
      if (done > 0) {
        double left = elapsedSeconds * (1 - done) / done;
        line.append(String.format(Locale.ROOT, ", %.0f s left", Math.ceil(left)));
      }
    }
    if (!note.isEmpty()) {
      line.append(", ").append(note);
    }
    return line.toString();
  }

  private static String cut(String line, int columns) {
    return line.length() <= columns ? line : line.substring(0, Math.max(0, columns));
  }
}
