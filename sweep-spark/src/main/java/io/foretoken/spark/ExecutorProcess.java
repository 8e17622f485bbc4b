package io.foretoken.spark;

import io.foretoken.scenario.sweep.FileShelf;
import io.foretoken.scenario.sweep.SweepTask;
import io.foretoken.scenario.sweep.TaskExecutors;
import io.foretoken.sim.CancelToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What an executor's process keeps for all tasks that come its way: catalogues, traces and
 * companion runs, the files that tasks name, and what program it has.
 */
final class ExecutorProcess {
  private static final ExecutorProcess THIS = new ExecutorProcess();

  private final TaskExecutors executors = TaskExecutors.installed();
  private final String program = ProgramFingerprint.of(executors);
  private final FileShelf files = new FileShelf(temporaryFolder());

  private ExecutorProcess() {}

  /** That of this process. */
  static ExecutorProcess current() {
    return THIS;
  }

  /** What program it has. */
  String program() {
    return program;
  }

  /**
   * Does a task.
   *
   * @param packs gives the content of a file by its hash
   */
  byte[] run(SweepTask task, Function<String, byte[]> packs, CancelToken cancel) {
    return files.run(task, packs, here -> executors.run(here, cancel));
  }

  private static Path temporaryFolder() {
    try {
      Path folder = Files.createTempDirectory("foretoken-files-");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "delete-files"));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      // The process ends: temporary files are the system's to delete.
      return;
    }
  }
}
