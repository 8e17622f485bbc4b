package io.foretoken.scenario.sweep;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.scenario.export.ResultFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * What a sweep has done so far, in a file that survives a process that is killed at any moment: a
 * line for the sweep, then one for every point that is done, in the order in which they ended. Each
 * line carries a checksum, is written at once and never changed. A line that does not fit its
 * checksum is passed over: its point is simulated again.
 *
 * <pre>
 * {"crc32":"5f0a3c11","journal":1,"version":"0.1.0","sweep":"9c1f...","scenario":"chat"}
 * {"crc32":"8d2e77a0","key":"41aa...","result":{"figures":{...}}}
 * </pre>
 *
 * <p>One process at a time writes it. Safe for several threads.
 */
public final class SweepJournal implements AutoCloseable {
  private static final long MOST_BYTES = Integer.MAX_VALUE - 64L;
  private static final Pattern LINE = Pattern.compile("\\{\"crc32\":\"([0-9a-f]{8})\",(.*)\\}");
  private static final Pattern HEADER =
      Pattern.compile(
          "\"journal\":1,\"version\":\"((?:[^\"\\\\]|\\\\.)*)\",\"sweep\":\"([0-9a-f]{64})\","
              + "\"scenario\":\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern POINT =
      Pattern.compile("\"key\":\"([0-9a-f]{64})\",\"result\":(\\{.*\\})");
  private static final Pattern ENDED =
      Pattern.compile(
          "\\{\"point\":.*,\"key\":\"([0-9a-f]{64})\",\"load\":\"[a-z-]+\","
              + "(\"(?:figures|failure)\":.*)\\}");

  private final Path file;
  private final FileChannel channel;
  private final Map<String, String> results = new HashMap<>();
  private final List<String> notes = new ArrayList<>();

  private SweepJournal(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Whether a folder holds the journal of a sweep that has not ended. */
  public static boolean isIn(Path folder) {
    return Files.exists(folder.resolve(ResultFile.JOURNAL.fileName()));
  }

  /**
   * Opens the journal in a folder, which must exist, and reads what is there; begins one where
   * there is none.
   *
   * @param origin where the user named the folder, for problems
   * @throws BadInputException if it cannot be read or written, belongs to another sweep or version,
   *     or another process is writing it
   */
  public static SweepJournal open(Path folder, SweepPlan plan, boolean resume, Origin origin) {
    Path file = folder.resolve(ResultFile.JOURNAL.fileName());
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
      requireAlone(channel, file);
      SweepJournal journal = new SweepJournal(file, channel);
      if (resume) {
        journal.readEnded(folder.resolve(ResultFile.POINTS_JSON.fileName()));
      }
      journal.read(plan);
      return journal;
    } catch (IOException e) {
      close(channel);
      throw new BadInputException(
          Problem.of(
              origin,
              file + " cannot be used: " + reason(e),
              "choose a folder where you may write"));
    } catch (RuntimeException e) {
      close(channel);
      throw e;
    }
  }

  private static void close(FileChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        // What went wrong before matters more.
        return;
      }
    }
  }

  private static void requireAlone(FileChannel channel, Path file) throws IOException {
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      throw new BadInputException(
          Problem.of(
              Origin.file(file.toString()),
              "another sweep is writing this journal",
              "wait until it has ended, or choose another folder"));
    }
  }

  private void read(SweepPlan plan) throws IOException {
    long size = channel.size();
    if (size > MOST_BYTES) {
      throw new IOException("it is larger than 2 GB");
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) size);
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
      // until all is there
    }
    String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    int end = text.indexOf('\n');
    if (end < 0) {
      // Not even the first line was complete: nothing was done.
      if (!text.isEmpty() && !text.startsWith("{")) {
        throw notAJournal();
      }
      channel.truncate(0);
      append(header(plan));
      return;
    }
    checkHeader(text.substring(0, end), plan);
    int line = 2;
    int start = end + 1;
    for (end = text.indexOf('\n', start); end >= 0; end = text.indexOf('\n', start)) {
      readPoint(text.substring(start, end), line++);
      start = end + 1;
    }
    if (start < text.length()) {
      notes.add(file + ":" + line + " is incomplete; its point is simulated again");
    }
    // Cut off the incomplete line; by bytes, since it may end in half a character.
    channel.truncate(text.substring(0, start).getBytes(StandardCharsets.UTF_8).length);
    channel.position(channel.size());
  }

  /** The points of a sweep that has ended, each under the hash of all that it depends on. */
  private void readEnded(Path points) throws IOException {
    if (Files.exists(points)) {
      try (Stream<String> lines = Files.lines(points)) {
        lines
            .map(ENDED::matcher)
            .filter(Matcher::matches)
            .forEach(line -> results.put(line.group(1), "{" + line.group(2) + "}"));
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
  }

  private void checkHeader(String line, SweepPlan plan) {
    Matcher parts = HEADER.matcher(content(line).orElse(""));
    if (!parts.matches()) {
      throw notAJournal();
    }
    if (!parts.group(1).equals(json(plan.version()))) {
      throw new BadInputException(
          Problem.of(
              Origin.at(file.toString(), 1, 1),
              "this journal was begun by version "
                  + parts.group(1)
                  + ", and this is "
                  + plan.version(),
              "continue it with that version, or give --force to begin anew"));
    }
    if (!parts.group(2).equals(plan.commonKey())) {
      boolean sameName = parts.group(3).equals(json(plan.scenario()));
      throw new BadInputException(
          Problem.of(
              Origin.at(file.toString(), 1, 1),
              sameName
                  ? "this journal is of " + plan.scenario() + " with other values or options"
                  : "this journal is of another scenario, " + parts.group(3),
              "undo the change (only values of the sweep may change), choose another folder, or give"
                  + " --force to begin anew"));
    }
  }

  private BadInputException notAJournal() {
    return new BadInputException(
        Problem.of(
            Origin.at(file.toString(), 1, 1),
            "this is not the journal of a sweep, or its first line is damaged",
            "choose another folder, or give --force to begin anew"));
  }

  private void readPoint(String line, int number) {
    Optional<String> content = content(line);
    Matcher parts = POINT.matcher(content.orElse(""));
    if (parts.matches()) {
      results.put(parts.group(1), parts.group(2));
    } else {
      notes.add(file + ":" + number + " is damaged; its point is simulated again");
    }
  }

  /** What a line says; empty if it does not fit its checksum. */
  private static Optional<String> content(String line) {
    Matcher parts = LINE.matcher(line);
    return parts.matches() && crc(parts.group(2)).equals(parts.group(1))
        ? Optional.of(parts.group(2))
        : Optional.empty();
  }

  private static String crc(String content) {
    CRC32 crc = new CRC32();
    crc.update(content.getBytes(StandardCharsets.UTF_8));
    return String.format(Locale.ROOT, "%08x", crc.getValue());
  }

  private static String header(SweepPlan plan) {
    return "\"journal\":1,\"version\":\""
        + json(plan.version())
        + "\",\"sweep\":\""
        + plan.commonKey()
        + "\",\"scenario\":\""
        + json(plan.scenario())
        + "\"";
  }

  private static String json(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }

  /** What the user should know about lines that were passed over. */
  public List<String> notes() {
    return List.copyOf(notes);
  }

  /** Points that are done. */
  public int size() {
    return results.size();
  }

  /** The result of a point, if it is done. */
  public synchronized Optional<String> result(String key) {
    return Optional.ofNullable(results.get(key));
  }

  /**
   * Adds a point that is done.
   *
   * @param result JSON on one line
   * @throws BadInputException if the disk is full, say; what was there before stays good
   */
  public synchronized void add(String key, String result) {
    append("\"key\":\"" + key + "\",\"result\":" + result);
  }

  private void append(String content) {
    String line = "{\"crc32\":\"" + crc(content) + "\"," + content + "}\n";
    ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw new BadInputException(
          Problem.of(
              Origin.file(file.toString()),
              "cannot be written: " + reason(e),
              "make room and give --resume: points that are done are not lost"));
    }
  }

  /** Pushes to the disk what was added. */
  public synchronized void flush() throws IOException {
    channel.force(false);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileSystemException failure) {
      return Optional.ofNullable(failure.getReason()).orElse("no such folder");
    }
    return String.valueOf(e.getMessage());
  }
}
