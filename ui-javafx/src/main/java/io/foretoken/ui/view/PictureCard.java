package io.foretoken.ui.view;

import io.foretoken.scenario.chart.ChartTable;
import io.foretoken.scenario.chart.Theme;
import io.foretoken.ui.chart.ChartTableView;
import io.foretoken.ui.chart.PictureView;
import io.foretoken.ui.viewmodel.Workspace;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** A card with a title and a picture, which can be copied and saved. */
public final class PictureCard {
  private final Workspace workspace;
  private final String name;
  private final String fileName;
  private final Label title;
  private final Label note = Parts.shrinking("", "note");
  private final HBox head = new HBox(8);
  private final PictureView picture = new PictureView();
  private final ChartTableView table = new ChartTableView();
  private final VBox node;
  private Node body = picture;
  private boolean isTable;

  /**
   * A card.
   *
   * @param name what it shows
   * @param fileName of its files, without an ending
   */
  public PictureCard(Workspace workspace, Dialogs dialogs, String name, String fileName) {
    this.workspace = workspace;
    this.name = name;
    this.fileName = fileName;
    CardMenu menu = new CardMenu(workspace, dialogs, name, picture, this::exports);
    menu.add(this::tableWords, this::toggleTable);
    head.setAlignment(Pos.CENTER_LEFT);
    title = Parts.label(name, "card-title");
    head.getChildren().addAll(title, note, Parts.spring(), menu.button());
    VBox.setVgrow(picture, Priority.ALWAYS);
    VBox.setVgrow(table, Priority.ALWAYS);
    picture.onTable(this::toggleTable);
    picture.onDrawn(this::drawTable);
    node = Parts.card(head, picture);
    node.setSpacing(6);
    node.setMinSize(0, 0);
    Live.draw(workspace.settings(), settings -> picture.setTheme(settings.theme()));
  }

  /** The card. */
  public VBox node() {
    return node;
  }

  /** What it shows. */
  public PictureView picture() {
    return picture;
  }

  void setTitle(String words) {
    title.setText(words);
  }

  /** Puts small words beside the title. */
  public void setNote(String words) {
    note.setText(words);
  }

  /** Puts a control beside the menu. */
  void addControl(Node control) {
    head.getChildren().add(head.getChildren().size() - 1, control);
  }

  /** Takes something that holds the picture in its place. */
  void replacePicture(Node other) {
    body = other;
    node.getChildren().setAll(head, body);
    VBox.setVgrow(body, Priority.ALWAYS);
  }

  private String tableWords() {
    boolean hasWords = picture.picture().map(shown -> !shown.readouts().isEmpty()).orElse(false);
    return isTable ? "Show as a picture" : hasWords ? "Show as a table" : "";
  }

  private void toggleTable() {
    if (!tableWords().isEmpty()) {
      isTable = !isTable;
      drawTable();
      node.getChildren().setAll(head, isTable ? table : body);
      (isTable ? table : picture).requestFocus();
    }
  }

  private void drawTable() {
    if (isTable) {
      picture.picture().ifPresent(shown -> table.show(ChartTable.of(shown)));
    }
  }

  /** What can be saved of it. */
  public List<Export> exports() {
    Theme theme = workspace.settings().get().theme();
    return picture
        .picture()
        .map(shown -> ChartExports.of(shown, theme, name, fileName))
        .orElse(List.of());
  }
}
