package io.foretoken.input.csv;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordWrapper;
import java.util.Arrays;

/**
 * Takes the fields of a row as FastCSV finds them and lays their characters end to end in one
 * array. The same arrays are used again for the next row.
 */
final class RowCollector extends AbstractBaseCsvCallbackHandler<RowCollector> {
  private final CsvLimits limits;
  private final Utf8Reader source;
  private long line;
  private int count;
  private char[] chars = new char[1024];
  private int[] ends = new int[64];
  private boolean[] quoted = new boolean[64];
  private long quotesClosed;

  RowCollector(CsvLimits limits, Utf8Reader source) {
    this.limits = limits;
    this.source = source;
  }

  @Override
  protected void handleBegin(long startingLine) {
    line = startingLine;
    count = 0;
  }

  @Override
  protected void handleField(int index, char[] buffer, int offset, int length, boolean isQuoted) {
    int begin = index == 0 ? 0 : ends[index - 1];
    if (index >= limits.maxFields()) {
      throw new RowTooLargeException(line, "has more than " + limits.maxFields() + " fields");
    }
    if (length > limits.maxRowChars() - begin) {
      throw new RowTooLargeException(
          line, "is longer than " + limits.maxRowChars() + " characters");
    }
    if (begin + length > chars.length) {
      chars = Arrays.copyOf(chars, Math.max(begin + length, chars.length * 2));
    }
    if (index >= ends.length) {
      ends = Arrays.copyOf(ends, index * 2);
      quoted = Arrays.copyOf(quoted, index * 2);
    }
    System.arraycopy(buffer, offset, chars, begin, length);
    ends[index] = begin + length;
    quoted[index] = isQuoted;
    count = index + 1;
    if (source.quotes() > 0) {
      int inside = quotesIn(index);
      quotesClosed += isQuoted ? 2 + 2L * inside : inside;
    }
  }

  @Override
  protected RecordWrapper<RowCollector> buildRecord() {
    return wrapRecord(this);
  }

  /** Whether the last field of this row begins with a quote that the file never closes. */
  boolean endsUnclosed() {
    return quotesClosed > source.quotes() || (source.ended() && quotesClosed < source.quotes());
  }

  int count() {
    return count;
  }

  /** The line on which the row begins, from 1. */
  int line() {
    return (int) Math.min(line, Integer.MAX_VALUE);
  }

  char[] chars() {
    return chars;
  }

  int begin(int field) {
    return field == 0 ? 0 : ends[field - 1];
  }

  int end(int field) {
    return ends[field];
  }

  String text(int field) {
    return new String(chars, begin(field), end(field) - begin(field));
  }

  /**
   * The line on which a field begins; later than the row's when a field before it has line breaks.
   */
  int lineOf(int field) {
    int fieldLine = line();
    for (int i = 0; i < begin(field); i++) {
      fieldLine += chars[i] == '\n' ? 1 : 0;
    }
    return fieldLine;
  }

  /** The column at which a field begins, from 1, counting quotes and commas before it. */
  int columnOf(int field) {
    int column = 1;
    for (int f = 0; f < field; f++) {
      int begin = begin(f);
      int lineBreak = -1;
      for (int i = begin; i < end(f); i++) {
        lineBreak = chars[i] == '\n' ? i : lineBreak;
      }
      int from = lineBreak < 0 ? begin : lineBreak + 1;
      int opening = quoted[f] && lineBreak < 0 ? 1 : 0;
      int doubled = 0;
      for (int i = from; quoted[f] && i < end(f); i++) {
        doubled += chars[i] == '"' ? 1 : 0;
      }
      int width = opening + (end(f) - from) + doubled + (quoted[f] ? 1 : 0) + 1;
      column = lineBreak < 0 ? column + width : 1 + width;
    }
    return column;
  }

  private int quotesIn(int field) {
    int inside = 0;
    for (int i = begin(field); i < end(field); i++) {
      inside += chars[i] == '"' ? 1 : 0;
    }
    return inside;
  }
}
