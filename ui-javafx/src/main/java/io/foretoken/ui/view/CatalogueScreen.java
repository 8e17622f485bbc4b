package io.foretoken.ui.view;

import atlantafx.base.theme.Styles;
import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.scenario.export.CsvText;
import io.foretoken.ui.viewmodel.CatalogueTable;
import io.foretoken.ui.viewmodel.Workspace;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** GPUs, models, engines and prices that are known, to look up and to put into the scenario. */
final class CatalogueScreen implements Screen {
  private static final double ROW = 25;
  private static final double FIND = 240;

  private final Workspace workspace;
  private final Map<CatalogueTable.Kind, CatalogueTable> tables =
      new EnumMap<>(CatalogueTable.Kind.class);
  private final TableView<List<String>> table = new TableView<>();
  private final TextField find = new TextField();
  private final Label count = Parts.label("", "small", "quiet");
  private final Button use = Parts.button("Use in the scenario", this::use);
  private final VBox content;
  private CatalogueTable.Kind kind = CatalogueTable.Kind.GPUS;

  CatalogueScreen(Workspace workspace) {
    this.workspace = workspace;
    for (CatalogueTable.Kind each : CatalogueTable.Kind.values()) {
      tables.put(each, CatalogueTable.of(each, Catalog.shipped()));
    }
    ToggleGroup group = new ToggleGroup();
    List<ToggleButton> kinds = new ArrayList<>();
    for (CatalogueTable.Kind each : CatalogueTable.Kind.values()) {
      ToggleButton button = new ToggleButton(each.label());
      button.setId("catalogue-" + each);
      button.setOnAction(event -> choose(each));
      kinds.add(button);
    }
    kinds.get(0).setSelected(true);
    find.setPromptText("Find, such as hopper or fp8");
    find.setId("catalogue-find");
    find.setPrefWidth(FIND);
    find.textProperty().addListener((property, before, now) -> draw());
    table.setFixedCellSize(ROW);
    table.setId("catalogue");
    table.getStyleClass().addAll(Styles.DENSE, "points");
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table.setPlaceholder(Parts.label("Nothing has these words", "small", "quiet"));
    table
        .getSelectionModel()
        .selectedItemProperty()
        .addListener((property, before, now) -> placeUse());
    VBox.setVgrow(table, Priority.ALWAYS);
    use.setId("catalogue-use");
    HBox top =
        new HBox(
            10,
            Parts.label("Catalogue", "pane-title"),
            Parts.segments(group, kinds.toArray(ToggleButton[]::new)),
            find,
            count,
            Parts.spring(),
            use);
    top.setAlignment(Pos.CENTER_LEFT);
    VBox card = Parts.card(table);
    card.getStyleClass().add("table-card");
    VBox.setVgrow(card, Priority.ALWAYS);
    content = new VBox(10, top, card);
    content.getStyleClass().add("screen");
    content.setMinSize(0, 0);
    Live.draw(workspace.document().state(), state -> placeUse());
    choose(kind);
  }

  private void choose(CatalogueTable.Kind other) {
    kind = other;
    List<String> columns = tables.get(kind).columns();
    table.getColumns().clear();
    for (int at = 0; at < columns.size(); at++) {
      table.getColumns().add(column(columns.get(at), at));
    }
    draw();
  }

  private static TableColumn<List<String>, String> column(String name, int at) {
    TableColumn<List<String>, String> column = new TableColumn<>(name);
    column.setCellValueFactory(row -> new ReadOnlyStringWrapper(row.getValue().get(at)));
    column.setComparator(new NumbersFirst());
    column.setReorderable(false);
    column.setPrefWidth(at == 0 ? 220 : 120);
    if (name.contains(",") || name.startsWith("$")) {
      column.getStyleClass().add("number");
    }
    return column;
  }

  private void draw() {
    CatalogueTable all = tables.get(kind);
    List<List<String>> rows = all.matching(find.getText());
    table.getItems().setAll(rows);
    table.sort();
    count.setText(
        rows.size() == all.rows().size()
            ? rows.size() + " known"
            : rows.size() + " of " + all.rows().size());
    placeUse();
  }

  private void placeUse() {
    boolean isChosen = table.getSelectionModel().getSelectedItem() != null;
    use.setDisable(
        kind.path().isEmpty() || !isChosen || !workspace.document().state().get().isOpen());
  }

  private void use() {
    List<String> chosen = table.getSelectionModel().getSelectedItem();
    if (chosen != null && !use.isDisabled()) {
      workspace.document().set(kind.path(), chosen.get(0));
      workspace.notices().done("The scenario has " + chosen.get(0) + "; undo takes it back");
    }
  }

  @Override
  public String name() {
    return "Catalogue";
  }

  @Override
  public Ikon icon() {
    return Feather.CPU;
  }

  @Override
  public boolean isAside() {
    return true;
  }

  @Override
  public ScenarioPlace scenarioPlace() {
    return ScenarioPlace.AWAY;
  }

  @Override
  public Region content() {
    return content;
  }

  @Override
  public Optional<Region> status() {
    return Optional.of(
        Parts.label(
            "Sources and dates: foretoken show gpu NAME, show model NAME", "small", "quiet"));
  }

  @Override
  public List<Export> exports() {
    CatalogueTable shown = tables.get(kind);
    return List.of(
        new Export(
            kind.label() + ", CSV",
            kind.label().toLowerCase(Locale.ROOT) + ".csv",
            out -> out.write(csv(shown).getBytes(StandardCharsets.UTF_8))));
  }

  private String csv(CatalogueTable shown) {
    List<List<String>> lines = new ArrayList<>(List.of(shown.columns()));
    lines.addAll(shown.matching(find.getText()));
    return lines.stream()
        .map(line -> line.stream().map(CsvText::quoted).collect(Collectors.joining(",")) + "\n")
        .collect(Collectors.joining());
  }

  @Override
  public Optional<String> commandLine() {
    return kind == CatalogueTable.Kind.PRICES
        ? Optional.empty()
        : Optional.of("foretoken list " + kind.label().toLowerCase(Locale.ROOT));
  }

  @Override
  public List<Action> actions() {
    return List.of(
        Action.of("Find in the catalogue", "Shortcut+F", find::requestFocus),
        Action.of("Use the chosen entry in the scenario", this::use));
  }
}
