package io.foretoken.input.problem;

/**
 * Where a value was written: a place in a file, a whole file, or a command-line argument. Prints as
 * {@code file.yaml:12:7}, {@code file.yaml} or {@code --set workload.arrivals.rate=12/s}.
 *
 * @param source the file's name as the user gave it, or the argument's text
 * @param line from 1; 0 when the origin is a whole file or an argument
 * @param column from 1, in characters; 0 when {@code line} is 0
 */
public record Origin(String source, int line, int column) {

  /** A place in a file; line and column count from 1. */
  public static Origin at(String source, int line, int column) {
    return new Origin(source, line, column);
  }

  /** A file as a whole, for what concerns no single line of it. */
  public static Origin file(String source) {
    return new Origin(source, 0, 0);
  }

  /** A command-line argument as the user typed it, such as {@code --seed 7}. */
  public static Origin argument(String text) {
    return new Origin(text, 0, 0);
  }

  /** Whether this names a line, and not a whole file or an argument. */
  public boolean hasPosition() {
    return line > 0;
  }

  @Override
  public String toString() {
    return hasPosition() ? source + ":" + line + ":" + column : source;
  }
}
