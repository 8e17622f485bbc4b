package io.foretoken.ui.view.sweep;

import atlantafx.base.theme.Styles;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.statistic.KeyFigure;
import io.foretoken.ui.view.Live;
import io.foretoken.ui.view.Parts;
import io.foretoken.ui.viewmodel.Workspace;
import io.foretoken.ui.viewmodel.sweep.Slot;
import io.foretoken.ui.viewmodel.sweep.SweepModel;
import io.foretoken.ui.viewmodel.sweep.SweepState;
import io.foretoken.ui.viewmodel.sweep.SweepWords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.css.PseudoClass;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** All points as a table: those that miss the objectives in grey, the best one marked. */
final class PointTable {
  private static final double ROW = 25;
  private static final int ROWS_ABOVE = 5;
  private static final PseudoClass MISSES = PseudoClass.getPseudoClass("misses");
  private static final PseudoClass BEST = PseudoClass.getPseudoClass("best");
  private static final PseudoClass POINTED = PseudoClass.getPseudoClass("pointed");

  private final SweepModel model;
  private final Workspace workspace;
  private final TableView<Slot> table = new TableView<>();
  private final VBox node;
  private String headings = "";
  private int revealed = -1;

  PointTable(Workspace workspace, SweepModel model) {
    this.workspace = workspace;
    this.model = model;
    table.setFixedCellSize(ROW);
    table.setId("points");
    table.getStyleClass().addAll(Styles.DENSE, "points");
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table.setRowFactory(view -> new Row());
    table.setPlaceholder(Parts.label("", "quiet"));
    table.setOnKeyPressed(
        event -> {
          Slot chosen = table.getSelectionModel().getSelectedItem();
          if (event.getCode() == KeyCode.ENTER && chosen != null) {
            openInRun(workspace, model, chosen.index());
          }
        });
    table
        .getSelectionModel()
        .selectedItemProperty()
        .addListener(
            (property, before, now) -> {
              if (now != null && table.isFocused()) {
                model.pointed().set(OptionalInt.of(now.index()));
              }
            });
    VBox.setVgrow(table, Priority.ALWAYS);
    node = Parts.card(table);
    node.getStyleClass().add("table-card");
    Live.draw(model.state(), this::draw);
    Live.draw(model.pointed(), index -> table.refresh());
  }

  VBox node() {
    return node;
  }

  /** Shows a point in the run screen, where there is one. */
  static void openInRun(Workspace workspace, SweepModel model, int index) {
    model.treeOf(index).ifPresent(workspace::showRunOf);
  }

  private void draw(SweepState state) {
    state
        .settings()
        .ifPresent(
            asked -> {
              String now = asked.knob().title() + asked.percentile();
              if (!now.equals(headings)) {
                headings = now;
                columns(state);
              }
            });
    List<Slot> slots =
        state.curve().map(curve -> curve.slots()).orElse(List.of()).stream()
            .sorted(Comparator.comparingDouble(Slot::x))
            .toList();
    if (!slots.equals(table.getItems())) {
      Slot chosen = table.getSelectionModel().getSelectedItem();
      if (table.getItems().size() == slots.size()) {
        for (int at = 0; at < slots.size(); at++) {
          if (!slots.get(at).equals(table.getItems().get(at))) {
            table.getItems().set(at, slots.get(at));
          }
        }
      } else {
        table.getItems().setAll(slots);
      }
      slots.stream()
          .filter(slot -> chosen != null && slot.index() == chosen.index())
          .findFirst()
          .ifPresent(table.getSelectionModel()::select);
    }
    table.refresh();
    state.best().ifPresent(this::reveal);
  }

  /** The best point is in sight, unless somebody is looking at another row. */
  private void reveal(Slot best) {
    boolean isNew = best.index() != revealed;
    revealed = best.index();
    if (isNew && !table.isHover() && !table.isFocused()) {
      table.scrollTo(Math.max(0, table.getItems().indexOf(best) - ROWS_ABOVE));
    }
  }

  private void columns(SweepState state) {
    var asked = state.settings().orElseThrow();
    String word = asked.percentile().word();
    List<TableColumn<Slot, String>> columns = new ArrayList<>();
    columns.add(number(asked.knob().label().replace(' ', '\n'), "", 44, Slot::value));
    columns.add(
        number(
            "Output",
            "tokens/s",
            56,
            slot -> about(slot) + SweepWords.number(slot, KeyFigure.OUTPUT_TOKENS_PER_S)));
    if (!word.equals("p50")) {
      columns.add(
          number("TTFT", "p50 ms", 52, slot -> SweepWords.millis(slot, KeyFigure.TTFT_P50)));
    }
    columns.add(
        number(
            "TTFT", word + " ms", 52, slot -> SweepWords.millis(slot, asked.percentile().ttft())));
    columns.add(
        number(
            "TPOT", word + " ms", 52, slot -> SweepWords.millis(slot, asked.percentile().tpot())));
    columns.add(number("E2E", word + " s", 46, slot -> seconds(slot, asked.percentile().e2e())));
    columns.add(
        number(
            "Goodput",
            "req/s",
            52,
            slot -> SweepWords.number(slot, KeyFigure.GOODPUT_REQUESTS_PER_S)));
    columns.add(
        number(
            "Per 1M",
            "output",
            54,
            slot -> SweepWords.usd(slot, KeyFigure.USD_PER_1M_OUTPUT_RESERVED)));
    columns.add(words("Limit", 124, SweepWords::limit));
    columns.add(words("SLO", 122, slot -> SweepWords.verdict(slot, model.state().get().terms())));
    table.getColumns().setAll(columns);
  }

  private static String seconds(Slot slot, KeyFigure figure) {
    double value = slot.value(figure);
    return Double.isNaN(value) || slot.isSaturated() ? "–" : ReadableNumbers.number(value);
  }

  private static String about(Slot slot) {
    return slot.coarse() && slot.figures().isPresent() ? "≈ " : "";
  }

  private static TableColumn<Slot, String> number(
      String name, String unit, double width, Function<Slot, String> text) {
    TableColumn<Slot, String> column =
        words(unit.isEmpty() ? name : name + "\n" + unit, width, text);
    column.getStyleClass().add("number");
    return column;
  }

  private static TableColumn<Slot, String> words(
      String name, double width, Function<Slot, String> text) {
    TableColumn<Slot, String> column = new TableColumn<>(name);
    column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(text.apply(cell.getValue())));
    column.setMinWidth(width * 0.7);
    column.setPrefWidth(width);
    column.setSortable(false);
    column.setReorderable(false);
    return column;
  }

  /** A row that says how its point stands. */
  private final class Row extends TableRow<Slot> {
    Row() {
      setOnMouseEntered(
          event -> {
            if (getItem() != null) {
              model.pointed().set(OptionalInt.of(getItem().index()));
            }
          });
      setOnMouseExited(event -> model.pointed().set(OptionalInt.empty()));
      setOnMouseClicked(
          event -> {
            if (event.getClickCount() == 2 && getItem() != null) {
              openInRun(workspace, model, getItem().index());
            }
          });
    }

    @Override
    protected void updateItem(Slot slot, boolean empty) {
      super.updateItem(slot, empty);
      boolean isThere = !empty && slot != null;
      boolean isKnown = isThere && (slot.figures().isPresent() || slot.isFailed());
      pseudoClassStateChanged(MISSES, isKnown && !slot.holds());
      pseudoClassStateChanged(
          BEST,
          isThere
              && model
                  .state()
                  .get()
                  .best()
                  .map(best -> best.index() == slot.index())
                  .orElse(false));
      pseudoClassStateChanged(
          POINTED, isThere && model.pointed().get().equals(OptionalInt.of(slot.index())));
    }
  }
}
