package io.foretoken.scenario.sweep;

import io.foretoken.input.yaml.LocatedYaml;
import io.foretoken.input.yaml.ScalarNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Puts the files of tasks from another machine where tasks find them. Each set of files gets a
 * folder of its own, with the scenario's folder and the rest of that machine's file tree below it,
 * so that files keep their names and the names of their folders. Safe for several threads.
 */
public final class FileShelf {
  private static final String ELSEWHERE = "elsewhere";
  private static final String BESIDE = "scenario";

  private final Path root;
  private final Map<String, Path> placed = new HashMap<>();

  /**
   * @param root folder for the files, which must exist
   */
  public FileShelf(Path root) {
    this.root = root;
  }

  /**
   * A task with its files at hand.
   *
   * @param task as it came from the other machine
   * @param folder where its files are now; none where it names none
   * @param text of the task as it is done here
   */
  public record Placed(SweepTask task, Path folder, String text) {
    /** What is to be run here. */
    SweepTask here() {
      return folder == null ? task : task.at(folder.resolve(BESIDE).toString(), text);
    }

    /** A result, with the paths of the machine that it goes to. */
    byte[] there(byte[] result) {
      if (folder == null) {
        return result;
      }
      String said = new String(result, StandardCharsets.UTF_8);
      if (!said.contains(folder.toString())) {
        return result;
      }
      return said.replace(folder.resolve(BESIDE).toString(), task.folder())
          .replace(folder.resolve(ELSEWHERE).toString(), "")
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  /**
   * Does a task from another machine.
   *
   * @param packs gives the {@link FilePack} of a hash
   * @param doing does a task whose files are here
   * @return the result, the same bytes that the other machine would have got
   */
  public byte[] run(
      SweepTask task, Function<String, byte[]> packs, Function<SweepTask, byte[]> doing) {
    Placed placed = place(task, packs);
    return placed.there(doing.apply(placed.here()));
  }

  private Placed place(SweepTask task, Function<String, byte[]> packs) {
    if (task.files().isEmpty()) {
      return new Placed(task, null, task.text());
    }
    Path folder = folder(task, packs);
    Map<String, String> moved = new HashMap<>();
    for (SweepTask.NamedFile file : task.files()) {
      if (Path.of(file.path()).isAbsolute()) {
        moved.put(file.path(), where(folder, file).toString());
      }
    }
    if (moved.isEmpty()) {
      return new Placed(task, folder, task.text());
    }
    Function<ScalarNode, String> local = scalar -> moved.getOrDefault(scalar.text(), scalar.text());
    String text = CanonicalText.of(LocatedYaml.parseMap(task.text(), "task"), local);
    return new Placed(task, folder, text);
  }

  private static Path where(Path folder, SweepTask.NamedFile file) {
    Path named = Path.of(file.path());
    return named.isAbsolute()
        ? folder.resolve(ELSEWHERE).resolve(named.getRoot().relativize(named)).normalize()
        : folder.resolve(BESIDE).resolve(named).normalize();
  }

  private synchronized Path folder(SweepTask task, Function<String, byte[]> packs) {
    String set = Sha256.of(task.folder() + '\n' + task.files());
    Path known = placed.get(set);
    if (known != null) {
      return known;
    }
    Path folder = root.resolve(set);
    try {
      Files.createDirectories(folder.resolve(BESIDE));
      for (SweepTask.NamedFile file : task.files()) {
        put(file, where(folder, file), folder, packs);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "files of a point cannot be written to " + folder + ": " + e.getMessage(), e);
    }
    placed.put(set, folder);
    return folder;
  }

  /** A path that leaves the scenario's folder is refused where the scenario is read. */
  private static void put(
      SweepTask.NamedFile file, Path path, Path folder, Function<String, byte[]> packs)
      throws IOException {
    if (!path.startsWith(folder.resolve(BESIDE)) && !path.startsWith(folder.resolve(ELSEWHERE))) {
      return;
    }
    if (!Files.exists(path)) {
      FilePack.unpack(packs.apply(file.sha256()), path);
    }
    if (!FilePack.hash(path).equals(file.sha256())) {
      throw new IOException(file.path() + " did not arrive as it was sent");
    }
  }
}
