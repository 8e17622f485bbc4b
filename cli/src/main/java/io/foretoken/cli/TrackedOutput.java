package io.foretoken.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A buffered stream that remembers why writing failed. {@link java.io.PrintStream} only remembers
 * that it did, but a full disk has to be reported and a reader that has gone away has not.
 */
final class TrackedOutput extends OutputStream {
  private static final int BUFFER_BYTES = 1 << 16;

  private final OutputStream sink;
  private String failure = "";

  TrackedOutput(OutputStream sink) {
    this.sink = new BufferedOutputStream(sink, BUFFER_BYTES);
  }

  /** Why writing failed, or empty; also empty when the reader has closed the pipe. */
  String failure() {
    return failure.contains("Broken pipe") ? "" : failure;
  }

  @Override
  public void write(int b) throws IOException {
    attempt(() -> sink.write(b));
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    attempt(() -> sink.write(bytes, offset, length));
  }

  @Override
  public void flush() throws IOException {
    attempt(sink::flush);
  }

  private void attempt(Writing writing) throws IOException {
    try {
      writing.run();
    } catch (IOException e) {
      failure = String.valueOf(e.getMessage());
      throw e;
    }
  }

  private interface Writing {
    void run() throws IOException;
  }
}
