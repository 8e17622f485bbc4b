package io.foretoken.validation.benchmark;

/**
 * Reads one format of benchmark files, plain or gzip. Everything it hands on is in seconds and
 * counts tokens of output per request without the first where it says TPOT; every figure of the
 * file keeps its own name and definition.
 */
public interface BenchmarkReader {
  /** The format's name. */
  String name();

  /** What a file of the format looks like, in a few words for messages. */
  String looksLike();

  /**
   * How to get a file with an entry for each request from the same tool, for messages; a sentence
   * that begins with a verb.
   */
  String perRequest();

  /** Whether the file is of this format, by what is in it. */
  boolean recognises(BenchmarkFile file);

  /**
   * Reads the runs of a file to its end.
   *
   * @throws io.foretoken.input.problem.BadInputException with everything that is wrong, up to a
   *     limit
   */
  void read(BenchmarkFile file, BenchmarkRuns out);
}
