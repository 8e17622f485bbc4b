package io.foretoken.scenario.sweep;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * The content of a file that a task names, or of a folder of catalogues, as bytes that can travel:
 * a ZIP whose entries are the file, or the members of the folder below {@code folder/}.
 */
public final class FilePack {
  private static final String FILE = "file";
  private static final String FOLDER = "folder/";

  private FilePack() {}

  /** How much there is to pack, bytes; 0 where there is nothing any more. */
  public static long size(SweepTask task, SweepTask.NamedFile named) {
    Path path = path(task, named);
    try {
      long bytes = 0;
      if (Files.isDirectory(path)) {
        for (Path member : ScenarioFiles.members(path)) {
          bytes += Files.size(member);
        }
        return bytes;
      }
      return Files.isRegularFile(path) ? Files.size(path) : 0;
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /**
   * Packs a file.
   *
   * @throws BadInputException if it cannot be read, or is no longer what it was when the task was
   *     made
   */
  public static byte[] of(SweepTask task, SweepTask.NamedFile named) {
    Path path = path(task, named);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      if (Files.isDirectory(path)) {
        zip.putNextEntry(new ZipEntry(FOLDER));
        for (Path member : ScenarioFiles.members(path)) {
          zip.putNextEntry(new ZipEntry(FOLDER + member.getFileName()));
          Files.copy(member, zip);
        }
      } else {
        zip.putNextEntry(new ZipEntry(FILE));
        Files.copy(path, zip);
      }
      if (!hash(path).equals(named.sha256())) {
        throw new BadInputException(
            Problem.of(
                Origin.file(path.toString()),
                "has changed since the sweep began",
                "leave the files of a scenario alone while it is simulated, then give --resume"));
      }
    } catch (IOException e) {
      throw unreadable(path, e);
    }
    return bytes.toByteArray();
  }

  private static BadInputException unreadable(Path path, IOException e) {
    return new BadInputException(
        Problem.of(Origin.file(path.toString()), "cannot be read: " + e.getMessage(), ""));
  }

  private static Path path(SweepTask task, SweepTask.NamedFile named) {
    return Path.of(task.folder()).resolve(named.path());
  }

  /** The hash under which a task names it. */
  static String hash(Path path) throws IOException {
    return Files.isDirectory(path) ? Sha256.of(ScenarioFiles.contents(path)) : Sha256.of(path);
  }

  /**
   * Unpacks.
   *
   * @param path where the file or folder is to be; nothing is there yet
   * @throws IOException if it cannot be written
   */
  static void unpack(byte[] pack, Path path) throws IOException {
    Files.createDirectories(path.getParent());
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(pack))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals(FOLDER)) {
          Files.createDirectories(path);
        } else if (entry.getName().equals(FILE)) {
          Files.copy(zip, path);
        } else {
          String name = entry.getName().substring(FOLDER.length());
          Files.copy(zip, path.resolve(Path.of(name).getFileName()));
        }
      }
    }
  }
}
