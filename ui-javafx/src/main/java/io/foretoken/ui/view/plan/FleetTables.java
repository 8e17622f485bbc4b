package io.foretoken.ui.view.plan;

import atlantafx.base.theme.Styles;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.ui.view.Parts;
import io.foretoken.ui.viewmodel.plan.CandidateRow;
import io.foretoken.ui.viewmodel.plan.LoadRow;
import io.foretoken.ui.viewmodel.plan.PlanState;
import io.foretoken.ui.viewmodel.plan.Planned;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Every candidate with the reason why it lost, and every load under which the fleet was run. */
final class FleetTables {
  private static final double ROW = 25;
  private static final PseudoClass MISSES = PseudoClass.getPseudoClass("misses");
  private static final PseudoClass BEST = PseudoClass.getPseudoClass("best");

  private final TableView<CandidateRow> candidates;
  private final TableView<LoadRow> loads;
  private final TableColumn<CandidateRow, CandidateRow> range = new TableColumn<>();
  private final ToggleButton first = new ToggleButton("Candidates");
  private final ToggleButton second = new ToggleButton("Simulated loads");
  private final Label title = Parts.label("Candidates, and why they lost", "card-title");
  private final Label note = Parts.shrinking("", "note");
  private final VBox node;
  private UsdScale scale = UsdScale.of(List.of(), OptionalDouble.empty());

  FleetTables() {
    candidates =
        table(
            "plan-candidates",
            row -> row.standing() == CandidateRow.Standing.OUT,
            row -> row.standing() == CandidateRow.Standing.CHOSEN,
            CandidateRow::verdict);
    candidates.getColumns().add(column("Fleet of", 190, false, CandidateRow::name));
    candidates.getColumns().add(column("GPUs", 42, true, CandidateRow::gpus));
    candidates.getColumns().add(column("$ a month", 74, true, FleetTables::usd));
    range.setPrefWidth(94);
    range.setMinWidth(60);
    range.setSortable(false);
    range.setReorderable(false);
    range.setText("Low to high");
    range.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
    range.setCellFactory(column -> new RangeCell(() -> scale));
    candidates.getColumns().add(range);
    candidates.getColumns().add(column("Holds\nreq/s", 52, true, CandidateRow::capacity));
    candidates.getColumns().add(column("TTFT\nms", 46, true, CandidateRow::ttft));
    candidates.getColumns().add(column("TPOT\nms", 46, true, CandidateRow::tpot));
    candidates.getColumns().add(column("Verdict", 190, false, CandidateRow::verdict));
    loads = table("plan-loads", row -> false, row -> !row.holds(), LoadRow::verdict);
    loads.getColumns().add(column("Simulated", 116, false, LoadRow::what));
    loads.getColumns().add(column("When", 136, false, LoadRow::when));
    loads.getColumns().add(column("Replicas", 150, false, LoadRow::replicas));
    loads.getColumns().add(column("req/s", 48, true, LoadRow::rate));
    loads.getColumns().add(column("Requests", 62, true, LoadRow::requests));
    loads.getColumns().add(column("TTFT\np99 ms", 50, true, LoadRow::ttft));
    loads.getColumns().add(column("TPOT\np99 ms", 50, true, LoadRow::tpot));
    loads.getColumns().add(column("95 %\ninterval", 60, true, LoadRow::interval));
    loads.getColumns().add(column("SLO", 80, false, LoadRow::verdict));
    first.setId("plan-show-candidates");
    second.setId("plan-show-loads");
    ToggleGroup group = new ToggleGroup();
    HBox tabs = Parts.segments(group, first, second);
    first.setSelected(true);
    group.selectedToggleProperty().addListener((property, before, now) -> arrange());
    HBox head = new HBox(8, title, note, Parts.spring(), tabs);
    head.setAlignment(Pos.CENTER_LEFT);
    node = Parts.card(head, candidates);
    node.setMinSize(0, 0);
  }

  private static String usd(CandidateRow row) {
    return Double.isFinite(row.usd()) ? ReadableNumbers.usd(row.usd()) : "";
  }

  private static <R> TableView<R> table(
      String id, Predicate<R> misses, Predicate<R> best, Function<R, String> words) {
    TableView<R> table = new TableView<>();
    table.setId(id);
    table.setFixedCellSize(ROW);
    table.getStyleClass().addAll(Styles.DENSE, "points");
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table.setPlaceholder(
        Parts.label("Plan the fleet to see what each candidate would cost", "small", "quiet"));
    table.setRowFactory(
        view ->
            new TableRow<>() {
              private final Tooltip whole = new Tooltip();

              @Override
              protected void updateItem(R row, boolean empty) {
                super.updateItem(row, empty);
                boolean isRow = !empty && row != null;
                pseudoClassStateChanged(MISSES, isRow && misses.test(row));
                pseudoClassStateChanged(BEST, isRow && best.test(row));
                whole.setText(isRow ? words.apply(row) : "");
                setTooltip(isRow ? whole : null);
              }
            });
    VBox.setVgrow(table, Priority.ALWAYS);
    return table;
  }

  private static <R> TableColumn<R, String> column(
      String title, double width, boolean isNumber, Function<R, String> text) {
    TableColumn<R, String> column = new TableColumn<>(title);
    column.setPrefWidth(width);
    column.setMinWidth(36);
    column.setSortable(false);
    column.setReorderable(false);
    if (isNumber) {
      column.getStyleClass().add("number");
    }
    column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(text.apply(cell.getValue())));
    return column;
  }

  VBox node() {
    return node;
  }

  private void arrange() {
    boolean isFirst = first.isSelected();
    title.setText(isFirst ? "Candidates, and why they lost" : "The fleet, simulated");
    note.setVisible(isFirst);
    node.getChildren().set(1, isFirst ? candidates : loads);
  }

  /** The rows of a plan. */
  void draw(Planned planned) {
    List<CandidateRow> rows = CandidateRow.of(planned.result());
    scale = UsdScale.of(rows, planned.result().budgetUsdPerMonth());
    range.setText(scale.words());
    candidates.getItems().setAll(rows);
    loads.getItems().setAll(LoadRow.of(planned.result()));
    note.setText(
        planned.result().budgetUsdPerMonth().isPresent()
            ? "bar: low to high traffic; red: budget"
            : planned.result().forecast().hasRange() ? "bar: low to high traffic" : "");
  }

  /** What is known so far of a plan that is on its way or was cancelled. */
  void drawFound(PlanState state) {
    candidates.getItems().setAll(CandidateRow.found(state.found()));
    loads.getItems().clear();
    note.setText(state.found().isEmpty() ? "" : "so far");
  }
}
