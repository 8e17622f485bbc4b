package io.foretoken.validation;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The measured sets as they were published, where they lie beside the repository. */
public final class SharedData {
  private SharedData() {}

  /** The folder; skips the test that asks where it is not. */
  public static Path folder() {
    Path at = Path.of("").toAbsolutePath();
    while (at != null) {
      Path data = at.resolve("shared/data");
      if (Files.isDirectory(data)) {
        return data;
      }
      at = at.getParent();
    }
    String reason = "skipped: no folder shared/data beside the repository";
    System.out.println(reason);
    Assumptions.abort(reason);
    throw new IllegalStateException();
  }
}
