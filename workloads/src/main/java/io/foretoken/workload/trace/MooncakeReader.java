package io.foretoken.workload.trace;

import io.foretoken.input.file.TextLines;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.problem.Problems;
import java.nio.file.Path;

/**
 * {@code mooncake}: the traces of kvcache-ai/Mooncake (FAST 2025), a JSON object a line: timestamp
 * in milliseconds, input_length, output_length, and hash_ids, one per started block of 512 prompt
 * tokens (equal ids are equal blocks after equal blocks). A line without hash_ids shares nothing.
 */
final class MooncakeReader implements RequestTraceReader {
  /** Tokens that a hash id stands for. */
  static final int BLOCK_TOKENS = 512;

  private static final int MAX_PROBLEMS = 20;
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final String TIMESTAMP = "timestamp";
  private static final String INPUT = "input_length";
  private static final String OUTPUT = "output_length";
  private static final String HASHES = "hash_ids";

  @Override
  public String name() {
    return "mooncake";
  }

  @Override
  public String looksLike() {
    return "JSON lines with timestamp, input_length, output_length, hash_ids";
  }

  @Override
  public boolean recognises(String firstLine) {
    return firstLine.startsWith("{")
        && firstLine.contains("\"" + INPUT + "\"")
        && firstLine.contains("\"" + OUTPUT + "\"");
  }

  @Override
  public void read(Path file, RequestTraceBuilder rows) {
    Problems problems = new Problems();
    try (TextLines lines = TextLines.open(file)) {
      for (String text = lines.next(); text != null; text = lines.next()) {
        Origin line = Origin.at(file.toString(), lines.line(), 1);
        if (problems.size() >= MAX_PROBLEMS) {
          problems.add(
              Problem.of(
                  line,
                  "reading stopped here after " + problems.size() + " problems",
                  "correct these first"));
          break;
        }
        if (rows.isFull()) {
          problems.add(CsvTraceRows.tooLong(line));
          break;
        }
        if (!text.isBlank()) {
          read(new JsonLine(text, line, problems), rows);
        }
      }
    } catch (BadInputException e) {
      problems.addAll(e);
    }
    problems.throwIfAny();
  }

  private static void read(JsonLine line, RequestTraceBuilder rows) {
    long nanos = line.scaled(TIMESTAMP, NANOS_PER_MILLI, RequestTraceBuilder.MAX_NANOS);
    int input = line.whole(INPUT, 1, RequestTraceBuilder.MAX_TOKENS);
    int output = line.whole(OUTPUT, 0, RequestTraceBuilder.MAX_TOKENS);
    long[] ids = line.wholes(HASHES);
    if (!line.isBad() && ids.length > 0 && ids.length != blocks(input)) {
      line.problem(
          HASHES,
          "found "
              + ids.length
              + " ids, but "
              + input
              + " tokens start "
              + blocks(input)
              + " blocks of "
              + BLOCK_TOKENS,
          "write one id per started block");
    }
    if (!line.isBad() && nanos < rows.lastArrivalNanos()) {
      line.problem(
          TIMESTAMP,
          "found an arrival that is earlier than the one before it",
          "sort the lines by timestamp");
    }
    if (line.isBad()) {
      return;
    }
    rows.add(nanos, input, output);
    if (ids.length > 0) {
      rows.promptBlocks(ids, BLOCK_TOKENS);
    }
  }

  private static int blocks(int tokens) {
    return (tokens + BLOCK_TOKENS - 1) / BLOCK_TOKENS;
  }
}
