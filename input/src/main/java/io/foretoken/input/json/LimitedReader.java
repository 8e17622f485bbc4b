package io.foretoken.input.json;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Ends the reading of a text that is longer than is allowed, be it unpacked from a small file. */
final class LimitedReader extends FilterReader {
  private final long maxChars;
  private long read;

  /** The text is longer than is allowed. */
  static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLongException(String message) {
      super(message);
    }
  }

  LimitedReader(Reader in, long maxChars) {
    super(in);
    this.maxChars = maxChars;
  }

  @Override
  public int read() throws IOException {
    char[] one = new char[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    int count = super.read(target, offset, length);
    read += Math.max(0, count);
    if (read > maxChars) {
      throw new TooLongException("more than " + maxChars + " characters");
    }
    return count;
  }
}
