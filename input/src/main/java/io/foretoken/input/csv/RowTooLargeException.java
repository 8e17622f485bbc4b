package io.foretoken.input.csv;

/** A row that breaks a limit. */
final class RowTooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  final long line;

  RowTooLargeException(long line, String what) {
    super(what);
    this.line = line;
  }
}
