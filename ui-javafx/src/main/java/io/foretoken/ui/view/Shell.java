package io.foretoken.ui.view;

import io.foretoken.ui.viewmodel.ScenarioDocument;
import io.foretoken.ui.viewmodel.ScenarioState;
import io.foretoken.ui.viewmodel.Workspace;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** Everything in the window: bar above, rail on the left, status below, the screen amid them. */
public final class Shell {
  private final Workspace workspace;
  private final Dialogs dialogs;
  private final List<Screen> screens;
  private final ScenarioPane scenario;
  private final HBox middle = new HBox();
  private final StackPane root = new StackPane();
  private final Bar bar;
  private final Rail rail;
  private final StatusBar status;
  private final CommandSearch search;
  private final KeyHelp help;
  private Screen current;

  /** The content of a window. */
  public Shell(Workspace workspace, Dialogs dialogs) {
    this.workspace = workspace;
    this.dialogs = dialogs;
    screens = Screens.builtIn(workspace, dialogs);
    scenario = new ScenarioPane(workspace, dialogs);
    bar = new Bar(workspace, this);
    rail = new Rail(screens, workspace.screen());
    status = new StatusBar(workspace);
    search = new CommandSearch(this::actions);
    help = new KeyHelp(this::actions);
    BorderPane frame = new BorderPane(middle);
    frame.setTop(bar.node());
    frame.setLeft(rail.node());
    frame.setBottom(status.node());
    frame.getStyleClass().add("frame");
    root.getStyleClass().add("workbench");
    root.getChildren()
        .addAll(frame, new NoticeBar(workspace.notices()).node(), search.node(), help.node());
    Live.draw(workspace.screen(), this::show);
    Live.draw(workspace.settings(), settings -> place());
    Live.draw(workspace.document().state(), state -> place());
    acceptFiles();
    workspace.screen().set(screens.get(Math.min(1, screens.size() - 1)).name());
  }

  /** The node to put into a scene. */
  public Region root() {
    return root;
  }

  /** The screens, in the order of the rail. */
  public List<Screen> screens() {
    return screens;
  }

  /** The screen that is shown. */
  public Screen current() {
    return current;
  }

  /** Listens to the keyboard of a scene. */
  public void attach(Scene scene) {
    scene.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          for (Action action : actions()) {
            if (action.key().isPresent() && action.key().get().match(event)) {
              action.run().run();
              event.consume();
              return;
            }
          }
        });
  }

  private void show(String name) {
    Screen next =
        screens.stream().filter(each -> each.name().equals(name)).findFirst().orElse(current);
    if (next == null || next == current) {
      return;
    }
    if (current != null) {
      current.hidden();
    }
    current = next;
    place();
    status.show(next.status());
    bar.show(next);
    next.shown();
  }

  private void place() {
    if (current == null) {
      return;
    }
    boolean folded = workspace.settings().get().scenarioFolded();
    List<Region> shown = new ArrayList<>();
    Screen.ScenarioPlace place = current.scenarioPlace();
    if (place == Screen.ScenarioPlace.ALONE) {
      scenario.widen(true);
      shown.add(scenario.node());
    } else {
      boolean isOpen = workspace.document().state().get().isOpen();
      if (place == Screen.ScenarioPlace.BESIDE && isOpen && !folded) {
        scenario.widen(false);
        shown.add(scenario.node());
      }
      shown.add(current.content());
    }
    if (!middle.getChildren().equals(shown)) {
      middle.getChildren().setAll(shown);
    }
    HBox.setHgrow(shown.get(shown.size() - 1), Priority.ALWAYS);
  }

  /** Everything that can be done now, by name and key. */
  public List<Action> actions() {
    ScenarioDocument document = workspace.document();
    List<Action> actions = new ArrayList<>();
    for (int at = 0; at < screens.size(); at++) {
      String name = screens.get(at).name();
      Runnable go = () -> workspace.screen().set(name);
      actions.add(
          screens.get(at).isAside()
              ? Action.of("Go to " + name, go)
              : Action.of("Go to " + name, "Shortcut+" + (at + 1), go));
    }
    actions.add(Action.of("Find a command", "Shortcut+K", search::toggle));
    actions.add(Action.of("Open a scenario", "Shortcut+O", this::open));
    actions.add(Action.of("Save the scenario", "Shortcut+S", this::save));
    actions.add(Action.of("Save the scenario as", "Shortcut+Shift+S", this::saveAs));
    actions.add(Action.of("Undo", "Shortcut+Z", document::undo));
    actions.add(Action.of("Redo", "Shortcut+Shift+Z", document::redo));
    actions.add(Action.of("Copy as command line", "Shortcut+Shift+C", this::copyCommandLine));
    actions.add(Action.of("Export", "Shortcut+E", bar::openExports));
    actions.add(Action.of("Change between light and dark", "Shortcut+Shift+L", this::toggleTheme));
    actions.add(Action.of("Fold the scenario away, or back", "Shortcut+B", this::fold));
    actions.add(Action.of("Show all keys", "F1", help::toggle));
    actions.add(Action.of("Go to the next pane", "F6", () -> nextPane(true)));
    actions.add(Action.of("Go to the pane before", "Shift+F6", () -> nextPane(false)));
    actions.addAll(scenario.actions());
    if (current != null) {
      actions.addAll(0, current.actions());
      for (Export export : current.exports()) {
        actions.add(Action.of("Export: " + export.label(), () -> save(export)));
      }
    }
    if (!workspace.document().state().get().isOpen()) {
      return withClosing(actions);
    }
    actions.add(Action.of("Find in the text", "Shortcut+F", () -> inText(scenario::find)));
    actions.add(
        Action.of("Complete in the text", "Shortcut+Space", () -> inText(scenario::complete)));
    return withClosing(actions);
  }

  /** Escape closes what lies over the window first. */
  private List<Action> withClosing(List<Action> actions) {
    if (search.isOpen()) {
      actions.add(0, Action.of("Close", "Esc", search::toggle));
    } else if (help.isOpen()) {
      actions.add(0, Action.of("Close", "Esc", help::toggle));
    } else if (scenario.isFinding()) {
      actions.add(0, Action.of("Close", "Esc", scenario::stopFinding));
    }
    return actions;
  }

  /** Where the text is not shown, the screen that shows it comes first. */
  private void inText(Runnable run) {
    boolean isShown = middle.getChildren().contains(scenario.node());
    if (!isShown) {
      workspace.screen().set(screens.get(0).name());
      Platform.runLater(run);
    } else {
      run.run();
    }
  }

  private void nextPane(boolean forward) {
    List<Node> panes = new ArrayList<>(List.of(rail.node()));
    panes.addAll(middle.getChildren());
    panes.add(bar.node());
    Panes.next(panes, root.getScene().getFocusOwner(), forward);
  }

  private void toggleTheme() {
    workspace.toggleTheme();
  }

  private void fold() {
    workspace.settings().update(before -> before.withScenarioFolded(!before.scenarioFolded()));
  }

  /** Asks for a scenario and opens it. */
  void open() {
    dialogs.open().ifPresent(workspace::open);
  }

  private void save() {
    ScenarioState state = workspace.document().state().get();
    if (state.file().isPresent()) {
      workspace.document().save(state.file().get());
    } else if (state.isOpen()) {
      saveAs();
    }
  }

  private void saveAs() {
    ScenarioState state = workspace.document().state().get();
    if (state.isOpen()) {
      dialogs.save(state.fileName()).ifPresent(workspace.document()::save);
    }
  }

  /** Asks where to and writes an export there. */
  void save(Export export) {
    dialogs.save(export.fileName()).ifPresent(file -> workspace.export(file, export.content()));
  }

  /** Puts the command that does what the window shows on the clipboard. */
  void copyCommandLine() {
    Optional<String> command = current.commandLine();
    if (command.isEmpty()) {
      workspace
          .notices()
          .problem(
              "There is no scenario to make a command of",
              Optional.of("Open one, or fix its text"));
      return;
    }
    ClipboardContent content = new ClipboardContent();
    content.putString(command.get());
    Clipboard.getSystemClipboard().setContent(content);
    workspace.notices().done("Copied: " + command.get().replaceAll("\\s*\\\\?\\n\\s*", " "));
  }

  private void acceptFiles() {
    root.setOnDragOver(
        event -> {
          if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
          }
          event.consume();
        });
    root.setOnDragDropped(
        event -> {
          List<File> files = event.getDragboard().getFiles();
          Optional<Path> scenarioFile =
              files.stream().map(File::toPath).filter(Shell::isYaml).findFirst();
          scenarioFile.ifPresent(workspace::open);
          event.setDropCompleted(scenarioFile.isPresent());
          event.consume();
        });
  }

  private static boolean isYaml(Path file) {
    return file.toString().matches("(?i).*\\.ya?ml");
  }
}
