package io.foretoken.ui;

import io.foretoken.ui.theme.Fonts;
import io.foretoken.ui.view.SystemDialogs;
import io.foretoken.ui.view.Window;
import io.foretoken.ui.viewmodel.WindowSettings;
import io.foretoken.ui.viewmodel.Workspace;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javafx.application.Application;
import javafx.stage.Stage;

/** JavaFX's way into the program. */
public final class WorkbenchApplication extends Application {
  private Workspace workspace;

  @Override
  public void start(Stage stage) {
    Fonts.load();
    Map<String, String> arguments = getParameters().getNamed();
    Path settings = WindowSettings.usualFile(System.getenv(), System.getProperty("user.home"));
    workspace = new Workspace(Optional.of(settings), arguments.getOrDefault("version", ""));
    new Window(stage, workspace, new SystemDialogs(stage)).show();
    Optional.ofNullable(arguments.get("scenario")).map(Path::of).ifPresent(workspace::open);
  }

  @Override
  public void stop() {
    workspace.close();
  }
}
