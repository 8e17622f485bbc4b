package io.foretoken.ui.view;

import io.foretoken.ui.viewmodel.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The three dots of a card: copy, save, and other ways to look at what it shows. */
public final class CardMenu {
  private final Workspace workspace;
  private final Dialogs dialogs;
  private final String name;
  private final Node copied;
  private final Supplier<List<Export>> exports;
  private final List<Way> ways = new ArrayList<>();
  private final Button button = new Button("", new FontIcon(Feather.MORE_HORIZONTAL));

  /** Another way to look at it; without words it cannot be had now. */
  private record Way(Supplier<String> words, Runnable take) {}

  /**
   * A menu.
   *
   * @param name what the card shows
   * @param copied what is copied as a picture
   * @param exports what can be saved now
   */
  public CardMenu(
      Workspace workspace,
      Dialogs dialogs,
      String name,
      Node copied,
      Supplier<List<Export>> exports) {
    this.workspace = workspace;
    this.dialogs = dialogs;
    this.name = name;
    this.copied = copied;
    this.exports = exports;
    button.getStyleClass().addAll("flat", "icon");
    button.setAccessibleText("Copy, save or show otherwise: " + name);
    button.setOnAction(event -> menu().show(button, Side.BOTTOM, 0, 0));
  }

  /**
   * Adds a way to look at it.
   *
   * @param words what it is called now; empty where it makes no sense
   */
  public void add(Supplier<String> words, Runnable take) {
    ways.add(new Way(words, take));
  }

  /** What opens it. */
  public Button button() {
    return button;
  }

  /** Its lines as they are now. */
  ContextMenu menu() {
    ContextMenu menu = new ContextMenu();
    for (Way way : ways) {
      if (!way.words.get().isEmpty()) {
        menu.getItems().add(item(way.words.get(), way.take));
      }
    }
    menu.getItems().add(item("Copy as a picture", this::copy));
    for (Export export : exports.get()) {
      menu.getItems().add(item("Save " + export.label(), () -> save(export)));
    }
    return menu;
  }

  private static MenuItem item(String words, Runnable run) {
    MenuItem item = new MenuItem(words);
    item.setOnAction(event -> run.run());
    return item;
  }

  private void save(Export export) {
    dialogs.save(export.fileName()).ifPresent(file -> workspace.export(file, export.content()));
  }

  private void copy() {
    ClipboardContent content = new ClipboardContent();
    content.putImage(copied.snapshot(new SnapshotParameters(), null));
    Clipboard.getSystemClipboard().setContent(content);
    workspace.notices().done("Copied: " + name);
  }
}
