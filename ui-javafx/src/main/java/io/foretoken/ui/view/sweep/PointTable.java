package io.foretoken.ui.view.sweep;

import atlantafx.base.theme.Styles;
import io.foretoken.scenario.statistic.KeyFigure;
import io.foretoken.ui.view.Live;
import io.foretoken.ui.view.Parts;
import io.foretoken.ui.viewmodel.Workspace;
import io.foretoken.ui.viewmodel.sweep.Slot;
import io.foretoken.ui.viewmodel.sweep.SweepModel;
import io.foretoken.ui.viewmodel.sweep.SweepState;
import io.foretoken.ui.viewmodel.sweep.SweepWords;
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
  private static final PseudoClass MISSES = PseudoClass.getPseudoClass("misses");
  private static final PseudoClass BEST = PseudoClass.getPseudoClass("best");
  private static final PseudoClass POINTED = PseudoClass.getPseudoClass("pointed");

  private final SweepModel model;
  private final Workspace workspace;
  private final TableView<Slot> table = new TableView<>();
  private final VBox node;
  private String headings = "";

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
    List<Slot> slots = state.curve().map(curve -> curve.slots()).orElse(List.of());
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
      if (chosen != null && chosen.index() < slots.size()) {
        table.getSelectionModel().select(chosen.index());
      }
    }
    table.refresh();
  }

  private void columns(SweepState state) {
    var asked = state.settings().orElseThrow();
    String word = asked.percentile().word();
    table.getColumns().clear();
    number(asked.knob().label(), "", 70, Slot::value);
    number(
        "Output",
        "tokens/s",
        70,
        slot -> about(slot) + SweepWords.number(slot, KeyFigure.OUTPUT_TOKENS_PER_S));
    number("TTFT p50", "ms", 62, slot -> SweepWords.millis(slot, KeyFigure.TTFT_P50));
    if (!word.equals("p50")) {
      number("TTFT " + word, "ms", 62, slot -> SweepWords.millis(slot, asked.percentile().ttft()));
    }
    number("TPOT " + word, "ms", 62, slot -> SweepWords.millis(slot, asked.percentile().tpot()));
    number("E2E " + word, "s", 58, slot -> seconds(slot, asked.percentile().e2e()));
    number(
        "Goodput", "req/s", 62, slot -> SweepWords.number(slot, KeyFigure.GOODPUT_REQUESTS_PER_S));
    number(
        "Per 1M", "output", 62, slot -> SweepWords.usd(slot, KeyFigure.USD_PER_1M_OUTPUT_RESERVED));
    words("Limit", 120, SweepWords::limit);
    words("SLO", 130, slot -> SweepWords.verdict(slot, model.state().get().terms()));
  }

  private static String seconds(Slot slot, KeyFigure figure) {
    double value = slot.value(figure);
    return Double.isNaN(value) || slot.isSaturated()
        ? "–"
        : io.foretoken.scenario.figure.ReadableNumbers.number(value);
  }

  private static String about(Slot slot) {
    return slot.coarse() && slot.figures().isPresent() ? "≈ " : "";
  }

  private void number(String name, String unit, double width, Function<Slot, String> text) {
    column(unit.isEmpty() ? name : name + "\n" + unit, width, text).getStyleClass().add("number");
  }

  private void words(String name, double width, Function<Slot, String> text) {
    column(name, width, text);
  }

  private TableColumn<Slot, String> column(String name, double width, Function<Slot, String> text) {
    TableColumn<Slot, String> column = new TableColumn<>(name);
    column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(text.apply(cell.getValue())));
    column.setPrefWidth(width);
    column.setSortable(false);
    column.setReorderable(false);
    table.getColumns().add(column);
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
