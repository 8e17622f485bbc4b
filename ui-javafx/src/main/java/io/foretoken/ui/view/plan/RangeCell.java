package io.foretoken.ui.view.plan;

import io.foretoken.ui.viewmodel.plan.CandidateRow;
import java.util.function.Supplier;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/** What a fleet costs a month, from low to high traffic, against the budget. */
final class RangeCell extends TableCell<CandidateRow, CandidateRow> {
  private static final double DOT = 7;
  private static final double BAR = 3;
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

  private final Supplier<UsdScale> scale;
  private final Region range = styled("range-bar");
  private final Region dot = styled("range-dot");
  private final Region budget = styled("range-budget");
  private final Label beyond = new Label("→");
  private final Picture picture = new Picture();

  RangeCell(Supplier<UsdScale> scale) {
    this.scale = scale;
    beyond.getStyleClass().addAll("small", "quiet");
    picture.getChildren().setAll(range, budget, dot, beyond);
    setText(null);
  }

  private static Region styled(String name) {
    Region region = new Region();
    region.getStyleClass().add(name);
    return region;
  }

  @Override
  protected void updateItem(CandidateRow row, boolean empty) {
    super.updateItem(row, empty);
    boolean hasCost = !empty && row != null && Double.isFinite(row.usd());
    setGraphic(hasCost ? picture : null);
    if (hasCost) {
      dot.pseudoClassStateChanged(CHOSEN, row.standing() == CandidateRow.Standing.CHOSEN);
      picture.requestLayout();
    }
  }

  /** Lays the parts out along the scale. */
  private final class Picture extends Pane {
    @Override
    protected void layoutChildren() {
      CandidateRow row = getItem();
      UsdScale along = scale.get();
      if (row == null) {
        return;
      }
      double width = getWidth();
      double middle = Math.floor(getHeight() / 2);
      double low = Double.isFinite(row.usdLow()) ? row.usdLow() : row.usd();
      double high = Double.isFinite(row.usdHigh()) ? row.usdHigh() : row.usd();
      double from = along.place(low) * width;
      double to = Math.min(1, along.place(high)) * width;
      range.setVisible(to > from);
      range.resizeRelocate(from, middle - BAR / 2, Math.max(0, to - from), BAR);
      double at = along.place(row.usd());
      dot.setVisible(at <= 1);
      dot.resizeRelocate(at * width - DOT / 2, middle - DOT / 2, DOT, DOT);
      beyond.setVisible(at > 1);
      beyond.autosize();
      beyond.relocate(width - beyond.getWidth(), middle - beyond.getHeight() / 2);
      boolean hasBudget =
          along.budget().isPresent() && along.place(along.budget().getAsDouble()) <= 1;
      budget.setVisible(hasBudget);
      if (hasBudget) {
        budget.resizeRelocate(along.place(along.budget().getAsDouble()) * width, 0, 1, getHeight());
      }
    }
  }
}
