package io.foretoken.ui.view;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Asks the user for files. */
public interface Dialogs {
  /** A scenario to open; empty when the user changes their mind. */
  Optional<Path> open();

  /** Results of benchmark tools to read; empty when the user changes their mind. */
  List<Path> benchmarkFiles();

  /**
   * Where to save.
   *
   * @param fileName suggested name
   */
  Optional<Path> save(String fileName);
}
