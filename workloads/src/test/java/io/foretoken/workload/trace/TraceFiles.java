package io.foretoken.workload.trace;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;

/** Trace files for tests. */
final class TraceFiles {
  private TraceFiles() {}

  static RequestTrace read(Path file) {
    return RequestTraceFormats.installed().read(file, Optional.empty());
  }

  static Path write(Path folder, String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path gzip(Path folder, String name, String text) {
    Path file = folder.resolve(name);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  /**
   * A file of the public traces beside the repository; the test is skipped when it is not there.
   */
  static Path shared(String name) {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null) {
      Path file = folder.resolve("shared/data/request-traces").resolve(name);
      if (Files.exists(file)) {
        return file;
      }
      folder = folder.getParent();
    }
    String reason = "no shared/data/request-traces/" + name + " above the working folder";
    System.out.println("skipped: " + reason);
    Assumptions.abort(reason);
    throw new AssertionError();
  }
}
