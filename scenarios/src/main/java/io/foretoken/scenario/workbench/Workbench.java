package io.foretoken.scenario.workbench;

import java.nio.file.Path;
import java.util.Optional;

/** The window. Found by {@link java.util.ServiceLoader}, so that no command needs its libraries. */
public interface Workbench {
  /**
   * Shows the window and returns when the user has closed it.
   *
   * @param scenario file to open, if any; it need not be readable: the window says so
   * @param version version of the program
   * @throws NoDisplayException where no window can be shown, with what to install
   */
  void open(Optional<Path> scenario, String version) throws NoDisplayException;
}
