package io.foretoken.input.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Decodes UTF-8 strictly, without a byte order mark, and keeps count of what the CSV parser does
 * not tell: the place of bytes that are no UTF-8, and the number of double quotes seen.
 */
final class Utf8Reader extends Reader {
  private static final int BUFFER_SIZE = 16_384;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final InputStream in;
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER_SIZE).limit(0);
  private final CharBuffer decoded = CharBuffer.allocate(BUFFER_SIZE).limit(0);
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private boolean begun;
  private boolean endOfInput;
  private int line = 1;
  private int column = 1;
  private long quotes;

  Utf8Reader(InputStream in) {
    this.in = in;
  }

  /** How many double quotes were decoded so far, at least those of every field handed out. */
  long quotes() {
    return quotes;
  }

  /** Whether the end of the input was handed out. */
  boolean ended() {
    return endOfInput && !bytes.hasRemaining() && !decoded.hasRemaining();
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    if (!decoded.hasRemaining() && !decodeMore()) {
      return -1;
    }
    int count = Math.min(length, decoded.remaining());
    decoded.get(target, offset, count);
    return count;
  }

  private boolean decodeMore() throws IOException {
    decoded.clear();
    while (decoded.position() == 0 && !(endOfInput && !bytes.hasRemaining())) {
      if (!endOfInput) {
        fill();
      }
      CoderResult result = decoder.decode(bytes, decoded, endOfInput);
      if (!begun && decoded.position() > 0) {
        begun = true;
        if (decoded.get(0) == BYTE_ORDER_MARK) {
          decoded.flip().position(1);
          decoded.compact();
        }
      }
      if (result.isError()) {
        count();
        throw new NotUtf8Exception(line, column);
      }
    }
    count();
    decoded.flip();
    return decoded.hasRemaining();
  }

  private void fill() throws IOException {
    bytes.compact();
    int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
    if (count < 0) {
      endOfInput = true;
    } else {
      bytes.position(bytes.position() + count);
    }
    bytes.flip();
  }

  private void count() {
    char[] chars = decoded.array();
    for (int i = 0; i < decoded.position(); i++) {
      char c = chars[i];
      column++;
      if (c == '\n') {
        line++;
        column = 1;
      } else if (c == '"') {
        quotes++;
      }
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
