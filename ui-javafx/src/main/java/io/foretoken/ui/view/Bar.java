package io.foretoken.ui.view;

import io.foretoken.ui.viewmodel.ScenarioState;
import io.foretoken.ui.viewmodel.Workspace;
import java.nio.file.Path;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The bar above: what is open, the command search, undo, copy, export. */
final class Bar {
  private static final double SEARCH_WIDTH = 236;

  private final Shell shell;
  private final Workspace workspace;
  private final HBox node = new HBox();
  private final Button file = new Button("");
  private final Label edited = Parts.label("", "note");
  private final Button undo;
  private final Button redo;
  private final Button copy;
  private final Button export;

  Bar(Workspace workspace, Shell shell) {
    this.shell = shell;
    this.workspace = workspace;
    node.getStyleClass().add("bar");
    node.setAlignment(Pos.CENTER_LEFT);
    Label name = Parts.label("Foretoken", "product");
    file.getStyleClass().addAll("flat", "file");
    file.setMinWidth(Region.USE_PREF_SIZE);
    file.setId("file");
    file.setOnAction(event -> files().show(file, Side.BOTTOM, 0, 0));
    file.setGraphic(new FontIcon(Feather.CHEVRON_DOWN));
    Button search = new Button("Find a command");
    search.getStyleClass().addAll("search");
    search.setAlignment(Pos.CENTER_LEFT);
    search.setPrefWidth(SEARCH_WIDTH);
    search.setOnAction(event -> run("Find a command"));
    Label key = Parts.label(Keys.words("Ctrl K"), "key");
    StackPane field = new StackPane(search, key);
    field.getStyleClass().add("search-field");
    StackPane.setAlignment(key, Pos.CENTER_RIGHT);
    StackPane.setMargin(key, new Insets(0, 8, 0, 0));
    key.setMouseTransparent(true);
    undo = Parts.button("Undo", workspace.document()::undo);
    undo.getStyleClass().add("flat");
    redo = Parts.button("Redo", workspace.document()::redo);
    redo.getStyleClass().add("flat");
    copy = Parts.button("Copy as command line", shell::copyCommandLine);
    export = new Button("Export");
    export.setGraphic(new FontIcon(Feather.CHEVRON_DOWN));
    export.getStyleClass().add("opens");
    export.setMinWidth(Region.USE_PREF_SIZE);
    export.setId("export");
    export.setOnAction(event -> openExports());
    Region line = new Region();
    line.getStyleClass().add("upright");
    node.getChildren()
        .addAll(
            Logo.node(), name, line, file, edited, Parts.spring(), field, undo, redo, copy, export);
    Live.draw(workspace.document().state(), this::draw);
  }

  HBox node() {
    return node;
  }

  private void run(String action) {
    shell.actions().stream()
        .filter(each -> each.name().equals(action))
        .findFirst()
        .ifPresent(each -> each.run().run());
  }

  private void draw(ScenarioState state) {
    file.setText(state.isOpen() ? state.fileName() : "Open a scenario");
    edited.setText(!state.isOpen() ? "" : state.edited() ? "edited" : "saved");
    undo.setDisable(!state.canUndo());
    redo.setDisable(!state.canRedo());
    copy.setDisable(!state.isOpen());
  }

  void show(Screen screen) {
    export.setDisable(false);
  }

  private ContextMenu files() {
    ContextMenu menu = new ContextMenu();
    menu.getItems().addAll(item("Open...", "Open a scenario"));
    if (workspace.document().state().get().isOpen()) {
      menu.getItems()
          .addAll(item("Save", "Save the scenario"), item("Save as...", "Save the scenario as"));
    }
    if (!workspace.settings().get().recent().isEmpty()) {
      menu.getItems().add(new SeparatorMenuItem());
    }
    for (Path recent : workspace.settings().get().recent()) {
      MenuItem item = new MenuItem(recent.getFileName() + "    " + recent.getParent());
      item.setMnemonicParsing(false);
      item.setOnAction(event -> workspace.open(recent));
      menu.getItems().add(item);
    }
    return menu;
  }

  private MenuItem item(String words, String action) {
    MenuItem item = new MenuItem(words);
    item.setOnAction(event -> run(action));
    return item;
  }

  /** Opens the list of what the screen can save. */
  void openExports() {
    ContextMenu menu = new ContextMenu();
    for (Export each : shell.current().exports()) {
      MenuItem item = new MenuItem(each.label());
      item.setOnAction(event -> shell.save(each));
      menu.getItems().add(item);
    }
    if (menu.getItems().isEmpty()) {
      MenuItem none = new MenuItem("Nothing to export yet");
      none.setDisable(true);
      menu.getItems().add(none);
    }
    menu.show(export, Side.BOTTOM, 0, 0);
  }
}
