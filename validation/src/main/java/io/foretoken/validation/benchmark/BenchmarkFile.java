package io.foretoken.validation.benchmark;

import io.foretoken.input.file.PlainOrGzip;
import io.foretoken.input.file.TextFile;
import io.foretoken.input.json.JsonCursor;
import io.foretoken.input.json.JsonOutline;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/** A file that a user brings, looked at as far as is needed to tell its format. */
public final class BenchmarkFile {
  /** The largest file read, in bytes of its text, unpacked: 2 GB. */
  public static final long MAX_BYTES = 2_000_000_000L;

  private static final int HEAD_CHARS = 65_536;
  private static final int BUFFER_BYTES = 1 << 16;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final Path path;
  private final Optional<Path> companion;
  private final String head;
  private Optional<JsonOutline> outline = Optional.empty();

  private BenchmarkFile(Path path, Optional<Path> companion, String head) {
    this.path = path;
    this.companion = companion;
    this.head = head;
  }

  /**
   * Opens a file and reads its beginning.
   *
   * @param companion a second file of the same run, where the format has one
   * @throws BadInputException if a file cannot be read or is empty
   */
  public static BenchmarkFile open(Path path, Optional<Path> companion) {
    TextFile.checkReadable(path);
    companion.ifPresent(TextFile::checkReadable);
    String head = head(path);
    if (head.isBlank()) {
      throw new BadInputException(
          Problem.of(
              Origin.file(path.toString()),
              "the file is empty",
              "name a file that a benchmark tool has written"));
    }
    return new BenchmarkFile(path, companion, head);
  }

  private static String head(Path path) {
    char[] chars = new char[HEAD_CHARS];
    int filled = 0;
    try (Reader reader = new InputStreamReader(PlainOrGzip.open(path), StandardCharsets.UTF_8)) {
      int read = 0;
      while (read >= 0 && filled < chars.length) {
        filled += read;
        read = reader.read(chars, filled, chars.length - filled);
      }
    } catch (IOException e) {
      throw TextFile.unreadable(path, e);
    }
    int begin = filled > 0 && chars[0] == BYTE_ORDER_MARK ? 1 : 0;
    return new String(chars, begin, filled - begin);
  }

  /** The file as the user named it. */
  public Path path() {
    return path;
  }

  /** A second file of the same run. */
  public Optional<Path> companion() {
    return companion;
  }

  /** The file as a whole, for problems. */
  Origin origin() {
    return Origin.file(path.toString());
  }

  /** Its beginning. */
  public String head() {
    return head;
  }

  /** Its first line that is not blank, as far as the beginning goes. */
  public String firstLine() {
    return head.lines().filter(line -> !line.isBlank()).findFirst().orElse("").strip();
  }

  /** Whether its text begins as JSON does. */
  public boolean isJson() {
    return head.stripLeading().startsWith("{") || head.stripLeading().startsWith("[");
  }

  /** Whether its beginning reads as YAML with a key at its outermost level. */
  boolean isYamlWith(String key) {
    return !isJson() && head.lines().anyMatch(line -> line.stripTrailing().equals(key + ":"));
  }

  /** What its first JSON value is made of; nothing where it is no JSON. */
  public JsonOutline outline() {
    if (outline.isEmpty()) {
      outline = Optional.of(isJson() ? JsonOutline.of(path, MAX_BYTES) : new JsonOutline(Set.of()));
    }
    return outline.get();
  }

  /** Its JSON from the beginning. */
  public JsonCursor json() {
    return JsonCursor.open(path, MAX_BYTES);
  }

  /** Its YAML from the beginning. */
  JsonCursor yaml() {
    return JsonCursor.openYaml(path, MAX_BYTES);
  }

  /** SHA-256 of its bytes as they lie on the disk, in hexadecimal. */
  public String sha256() {
    try (InputStream in = Files.newInputStream(path)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw TextFile.unreadable(path, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }
}
