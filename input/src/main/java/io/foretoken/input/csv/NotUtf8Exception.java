package io.foretoken.input.csv;

import java.io.IOException;

/** Bytes that are no UTF-8, at a line and column, both from 1. */
final class NotUtf8Exception extends IOException {
  private static final long serialVersionUID = 1L;

  final int line;
  final int column;

  NotUtf8Exception(int line, int column) {
    super("not UTF-8 at " + line + ":" + column);
    this.line = line;
    this.column = column;
  }
}
