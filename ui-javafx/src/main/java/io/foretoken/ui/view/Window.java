package io.foretoken.ui.view;

import io.foretoken.ui.theme.ThemeSheet;
import io.foretoken.ui.viewmodel.WindowSettings;
import io.foretoken.ui.viewmodel.Workspace;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.stage.Screen;
import javafx.stage.Stage;

/** The window around the shell: size, title, theme. */
public final class Window {
  private static final double LEAST_WIDTH = 960;
  private static final double LEAST_HEIGHT = 600;

  private final Stage stage;
  private final Workspace workspace;
  private final Shell shell;

  /** A window on a stage that is not shown yet. */
  public Window(Stage stage, Workspace workspace, Dialogs dialogs) {
    this.stage = stage;
    this.workspace = workspace;
    shell = new Shell(workspace, dialogs);
  }

  /** Shows it. */
  public void show() {
    WindowSettings settings = workspace.settings().get();
    Rectangle2D screen = Screen.getPrimary().getVisualBounds();
    Scene scene =
        new Scene(
            shell.root(),
            Math.min(settings.width(), screen.getWidth()),
            Math.min(settings.height(), screen.getHeight()));
    shell.attach(scene);
    Live.draw(workspace.settings(), newer -> ThemeSheet.apply(scene, newer.theme()));
    Live.draw(
        workspace.document().state(),
        state -> stage.setTitle((state.isOpen() ? state.fileName() + " - " : "") + "Foretoken"));
    stage.setMinWidth(LEAST_WIDTH);
    stage.setMinHeight(LEAST_HEIGHT);
    stage.setScene(scene);
    stage.setMaximized(settings.maximised());
    stage.setOnHiding(
        event ->
            workspace
                .settings()
                .update(
                    before ->
                        stage.isMaximized()
                            ? before.withSize(before.width(), before.height(), true)
                            : before.withSize(scene.getWidth(), scene.getHeight(), false)));
    stage.show();
  }

  /** What is in it. */
  public Shell shell() {
    return shell;
  }
}
