package io.foretoken.ui.view;

import io.foretoken.scenario.chart.Picture;
import io.foretoken.scenario.chart.PngPainter;
import io.foretoken.scenario.chart.SvgPainter;
import io.foretoken.scenario.chart.Theme;
import io.foretoken.ui.chart.PictureView;
import io.foretoken.ui.viewmodel.Workspace;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** A card with a title and a picture, which can be copied and saved. */
final class PictureCard {
  private final Workspace workspace;
  private final Dialogs dialogs;
  private final String name;
  private final String fileName;
  private final Label title;
  private final Label note = Parts.shrinking("", "note");
  private final HBox head = new HBox(8);
  private final PictureView picture = new PictureView();
  private final VBox node;

  /**
   * A card.
   *
   * @param name what it shows
   * @param fileName of its files, without an ending
   */
  PictureCard(Workspace workspace, Dialogs dialogs, String name, String fileName) {
    this.workspace = workspace;
    this.dialogs = dialogs;
    this.name = name;
    this.fileName = fileName;
    Button menu = new Button();
    menu.setGraphic(new FontIcon(Feather.MORE_HORIZONTAL));
    menu.getStyleClass().addAll("flat", "icon");
    menu.setAccessibleText("Copy or save: " + name);
    menu.setOnAction(event -> menu().show(menu, Side.BOTTOM, 0, 0));
    head.setAlignment(Pos.CENTER_LEFT);
    title = Parts.label(name, "card-title");
    head.getChildren().addAll(title, note, Parts.spring(), menu);
    VBox.setVgrow(picture, Priority.ALWAYS);
    node = Parts.card(head, picture);
    node.setSpacing(6);
    node.setMinSize(0, 0);
    Live.draw(workspace.settings(), settings -> picture.setTheme(settings.theme()));
  }

  VBox node() {
    return node;
  }

  PictureView picture() {
    return picture;
  }

  void setTitle(String words) {
    title.setText(words);
  }

  void setNote(String words) {
    note.setText(words);
  }

  /** Puts a control beside the menu. */
  void addControl(Node control) {
    head.getChildren().add(head.getChildren().size() - 1, control);
  }

  /** Takes something that holds the picture in its place. */
  void replacePicture(Node other) {
    node.getChildren().setAll(head, other);
    VBox.setVgrow(other, Priority.ALWAYS);
  }

  /** What can be saved of it. */
  List<Export> exports() {
    List<Export> exports = new ArrayList<>();
    picture
        .picture()
        .ifPresent(
            shown -> {
              Theme theme = workspace.settings().get().theme();
              exports.add(png(shown, theme));
              exports.add(
                  new Export(
                      name + ", SVG",
                      fileName + ".svg",
                      out ->
                          out.write(
                              SvgPainter.file(shown, theme).getBytes(StandardCharsets.UTF_8))));
            });
    return exports;
  }

  private Export png(Picture shown, Theme theme) {
    return new Export(
        name + ", PNG", fileName + ".png", out -> PngPainter.write(shown, theme, out));
  }

  private ContextMenu menu() {
    ContextMenu menu = new ContextMenu();
    MenuItem copy = new MenuItem("Copy the picture");
    copy.setOnAction(event -> copy());
    menu.getItems().add(copy);
    for (Export export : exports()) {
      MenuItem item = new MenuItem("Save " + export.label());
      item.setOnAction(
          event ->
              dialogs
                  .save(export.fileName())
                  .ifPresent(file -> workspace.export(file, export.content())));
      menu.getItems().add(item);
    }
    return menu;
  }

  private void copy() {
    ClipboardContent content = new ClipboardContent();
    content.putImage(picture.snapshot(new SnapshotParameters(), null));
    Clipboard.getSystemClipboard().setContent(content);
    workspace.notices().done("Copied: " + name);
  }
}
