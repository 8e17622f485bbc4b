package io.foretoken.ui;

import io.foretoken.scenario.workbench.NoDisplayException;
import io.foretoken.scenario.workbench.Workbench;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Application;

/** The workbench by JavaFX. */
public final class JavaFxWorkbench implements Workbench {
  /** Kept, since the logging of Java forgets levels of loggers that nobody holds. */
  private static final Logger JAVAFX = Logger.getLogger("javafx");

  @Override
  public void open(Optional<Path> scenario, String version) throws NoDisplayException {
    // It warns that it is on the class path, which is where it is meant to be here.
    JAVAFX.setLevel(Level.OFF);
    List<String> arguments = new ArrayList<>(List.of("--version=" + version));
    scenario.ifPresent(path -> arguments.add("--scenario=" + path));
    try {
      Application.launch(WorkbenchApplication.class, arguments.toArray(new String[0]));
    } catch (RuntimeException | LinkageError e) {
      Optional<NoDisplayException> refusal = NoDisplay.of(e);
      if (refusal.isPresent()) {
        throw refusal.get();
      }
      throw e;
    }
  }
}
