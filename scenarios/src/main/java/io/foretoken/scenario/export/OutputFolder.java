package io.foretoken.scenario.export;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/**
 * A folder that results are written to, all or nothing: everything goes to a partial folder that
 * {@link #publish} turns into the real one. Closed without that, it leaves nothing behind.
 *
 * <pre>{@code
 * try (OutputFolder folder = OutputFolder.open(Path.of("out"), false, Origin.argument("--out out"))) {
 *   folder.write(ResultFile.SUMMARY, json::writeTo);
 *   folder.publish();
 * }
 * }</pre>
 *
 * <p>A folder that is not there yet appears with one rename of a partial sibling. A folder that is
 * there stays the same folder (it may be a mount point, a link, or where a shell stands), so its
 * partial folder lies inside it and the files move up one by one; if one cannot, those before it
 * move back.
 *
 * <p>{@link #discard} may be called from any thread at any time, say on Ctrl-C: it waits for a
 * {@link #publish} that has begun, which takes milliseconds, and makes a later one fail.
 */
public final class OutputFolder implements AutoCloseable {
  private static final String PARTIAL = ".foretoken-partial-";
  private static final int DELETE_ATTEMPTS = 5;

  private final Path target;
  private final Origin origin;
  private final Path partial;
  private final boolean targetExisted;
  private State state = State.OPEN;

  private enum State {
    OPEN,
    PUBLISHED,
    DISCARDED
  }

  /** What goes into a file. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it; the caller closes {@code out}. */
    void writeTo(Writer out) throws IOException;
  }

  private OutputFolder(Path target, Origin origin, Path partial, boolean targetExisted) {
    this.target = target;
    this.origin = origin;
    this.partial = partial;
    this.targetExisted = targetExisted;
  }

  /**
   * Checks that results can be written there and makes the partial folder.
   *
   * @param target the folder wanted; its parent must exist
   * @param force whether results that are there already may be replaced; other files never are
   * @param origin where the user named it, for messages
   * @throws BadInputException if it cannot be used
   */
  public static OutputFolder open(Path target, boolean force, Origin origin) {
    Path absolute = target.toAbsolutePath().normalize();
    boolean exists = Files.exists(absolute, LinkOption.NOFOLLOW_LINKS);
    if (exists) {
      requireUsable(target, absolute, force, origin);
    } else {
      requireParent(target, absolute, origin);
    }
    Path home = exists ? absolute : absolute.getParent();
    try {
      return new OutputFolder(absolute, origin, newPartial(home), exists);
    } catch (IOException e) {
      throw new BadInputException(
          Problem.of(
              origin,
              home + " cannot be written to: " + reason(e),
              "choose a folder where you may write"));
    }
  }

  /** Not a temporary directory of the JDK's: its owner alone could read the results. */
  private static Path newPartial(Path home) throws IOException {
    String ours = PARTIAL + ProcessHandle.current().pid() + "-";
    for (int number = 1; ; number++) {
      Path folder = home.resolve(ours + number);
      if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
        try {
          return Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
          // Another thread was faster: the next number.
        }
      }
    }
  }

  /**
   * Opens a file for writing in UTF-8, for content that comes bit by bit. The caller closes it
   * before {@link #publish}.
   *
   * @throws CancellationException after {@link #discard}
   */
  public Writer open(ResultFile file) throws IOException {
    return open(file.fileName());
  }

  private synchronized Writer open(String name) throws IOException {
    if (state == State.DISCARDED) {
      throw new CancellationException("discarded");
    }
    Path path = partial.resolve(name);
    return new BufferedWriter(
        Files.newBufferedWriter(path, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW));
  }

  /**
   * Writes a file.
   *
   * @throws BadInputException if the disk is full, say
   * @throws CancellationException after {@link #discard}
   */
  public void write(ResultFile file, Content content) {
    write(file.fileName(), content);
  }

  /**
   * Writes a file of which there is one for each of several kinds.
   *
   * @param kind its name; "" for the file's plain name
   * @throws BadInputException if the disk is full, say
   * @throws CancellationException after {@link #discard}
   */
  public void write(ResultFile file, String kind, Content content) {
    write(kind.isEmpty() ? file.fileName() : file.fileName(kind), content);
  }

  private void write(String name, Content content) {
    try (Writer out = open(name)) {
      content.writeTo(out);
    } catch (IOException e) {
      throw failed(name, e);
    }
  }

  /**
   * Makes what was written visible.
   *
   * @throws BadInputException if it cannot be moved to its place; then nothing has changed there
   * @throws CancellationException after {@link #discard}
   */
  public synchronized void publish() {
    if (state != State.OPEN) {
      throw new CancellationException("the results were " + state);
    }
    try {
      if (targetExisted) {
        replaceResults();
      } else if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        throw new FileAlreadyExistsException(target.toString());
      } else {
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw failed("", e);
    }
    state = State.PUBLISHED;
  }

  /** Deletes what was written, unless it is published. Never throws. */
  public synchronized void discard() {
    if (state == State.OPEN) {
      state = State.DISCARDED;
      deletePartial();
    }
  }

  /** Same as {@link #discard}. */
  @Override
  public void close() {
    discard();
  }

  private static void requireParent(Path target, Path absolute, Origin origin) {
    Path parent = absolute.getParent();
    if (!Files.isDirectory(parent)) {
      throw new BadInputException(
          Problem.of(
              origin,
              target + " cannot be made: there is no folder " + parent,
              "make it first: mkdir -p " + parent));
    }
  }

  private static void requireUsable(Path target, Path absolute, boolean force, Origin origin) {
    if (!Files.isDirectory(absolute)) {
      throw new BadInputException(
          Problem.of(origin, target + " is a file", "results go into a folder: name another"));
    }
    List<String> results = new ArrayList<>();
    List<String> others = new ArrayList<>();
    try (Stream<Path> entries = Files.list(absolute)) {
      for (Path entry : (Iterable<Path>) entries.sorted()::iterator) {
        String name = entry.getFileName().toString();
        if (ResultFile.named(name).isPresent()) {
          results.add(name);
        } else if (!name.startsWith(PARTIAL)) {
          others.add(name);
        }
      }
    } catch (IOException e) {
      throw new BadInputException(
          Problem.of(origin, target + " cannot be read: " + reason(e), "choose another folder"));
    }
    if (!others.isEmpty()) {
      String more = others.size() > 1 ? " and " + (others.size() - 1) + " more" : "";
      throw new BadInputException(
          Problem.of(
              origin,
              target + " holds other files than results: " + others.get(0) + more,
              "choose a new or an empty folder"));
    }
    if (!results.isEmpty() && !force) {
      throw new BadInputException(
          Problem.of(
              origin,
              target + " holds results already: " + String.join(", ", results),
              "--force replaces them; or choose another folder"));
    }
  }

  private void replaceResults() throws IOException {
    Path old = Files.createDirectory(partial.resolve("old"));
    List<Move> done = new ArrayList<>();
    try {
      for (String name : results(target)) {
        if (!name.equals(ResultFile.JOURNAL.fileName())) {
          move(target.resolve(name), old.resolve(name), done);
        }
      }
      for (String name : results(partial)) {
        move(partial.resolve(name), target.resolve(name), done);
      }
    } catch (IOException e) {
      for (int i = done.size() - 1; i >= 0; i--) {
        Files.move(done.get(i).to, done.get(i).from);
      }
      Files.delete(old);
      throw e;
    }
    // Last: whoever is killed before can begin again from the journal.
    Files.deleteIfExists(target.resolve(ResultFile.JOURNAL.fileName()));
    deletePartial();
  }

  private static List<String> results(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> ResultFile.named(name).isPresent())
          .sorted()
          .toList();
    }
  }

  private record Move(Path from, Path to) {}

  private static void move(Path from, Path to, List<Move> done) throws IOException {
    if (Files.exists(from)) {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
      done.add(new Move(from, to));
    }
  }

  /** Somebody may still be writing into it, so a folder that has just been emptied may not be. */
  private void deletePartial() {
    int attempts = DELETE_ATTEMPTS;
    while (attempts > 0) {
      try {
        delete(partial);
        attempts = 0;
      } catch (DirectoryNotEmptyException e) {
        attempts--;
      } catch (IOException e) {
        attempts = 0;
      }
    }
  }

  private static void delete(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      try (Stream<Path> entries = Files.list(path)) {
        for (Path entry : (Iterable<Path>) entries::iterator) {
          delete(entry);
        }
      }
    }
    Files.deleteIfExists(path);
  }

  private BadInputException failed(String fileName, IOException e) {
    Path what = fileName.isEmpty() ? target : target.resolve(fileName);
    return new BadInputException(
        Problem.of(
            origin, what + " cannot be written: " + reason(e), "nothing was left behind there"));
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "something else has written there meanwhile";
    }
    if (e instanceof FileSystemException failure) {
      return Optional.ofNullable(failure.getReason()).orElse("no such folder");
    }
    return String.valueOf(e.getMessage());
  }
}
