package io.foretoken.workload.trace;

import java.nio.file.Path;

/**
 * Reads one format of request traces, plain or gzip. A reader goes through the file once, row by
 * row, and hands every request to a {@link RequestTraceBuilder}.
 */
public interface RequestTraceReader {
  /** The format's name, as users write it. */
  String name();

  /** What a file of the format looks like, in a few words for messages. */
  String looksLike();

  /**
   * Whether a file is of this format.
   *
   * @param firstLine its first line that is not empty, without the line end
   */
  boolean recognises(String firstLine);

  /**
   * Reads a file to its end.
   *
   * @param file a file that can be read
   * @param rows receives the requests
   * @throws io.foretoken.input.problem.BadInputException with every bad line, up to a limit
   */
  void read(Path file, RequestTraceBuilder rows);
}
