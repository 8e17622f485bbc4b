package io.foretoken.ui.view.sweep;

import io.foretoken.ui.chart.ChartView;
import io.foretoken.ui.view.Live;
import io.foretoken.ui.viewmodel.Workspace;
import io.foretoken.ui.viewmodel.sweep.Slot;
import io.foretoken.ui.viewmodel.sweep.SweepModel;
import io.foretoken.ui.viewmodel.sweep.SweepState;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import javafx.scene.layout.Region;

/** Ties a chart to the point that all charts and the table point at together. */
final class SharedPoint {
  private final SweepModel model;
  private final ChartView view;
  private final ToDoubleFunction<Slot> place;
  private final PointCard card = new PointCard();

  private SharedPoint(SweepModel model, ChartView view, ToDoubleFunction<Slot> place) {
    this.model = model;
    this.view = view;
    this.place = place;
  }

  /**
   * Ties one.
   *
   * @param place where a point stands on the chart's x axis
   * @param hasCard whether the chart shows the card of the point
   */
  static void tie(
      Workspace workspace,
      SweepModel model,
      ChartView view,
      ToDoubleFunction<Slot> place,
      boolean hasCard) {
    SharedPoint shared = new SharedPoint(model, view, place);
    view.onPointed(shared::pointed);
    view.onChosen(
        value ->
            shared
                .nearest(value)
                .ifPresent(slot -> PointTable.openInRun(workspace, model, slot.index())));
    view.showCard(hasCard ? shared.card.node() : new Region());
    Live.draw(model.pointed(), index -> shared.show(index));
  }

  private void pointed(OptionalDouble value) {
    Optional<Slot> slot = value.isPresent() ? nearest(value.getAsDouble()) : Optional.empty();
    model.pointed().set(slot.map(each -> OptionalInt.of(each.index())).orElse(OptionalInt.empty()));
  }

  private Optional<Slot> nearest(double value) {
    Slot best = null;
    for (Slot slot :
        model.state().get().curve().map(curve -> curve.known()).orElse(java.util.List.of())) {
      double distance = Math.abs(place.applyAsDouble(slot) - value);
      if (best == null || distance < Math.abs(place.applyAsDouble(best) - value)) {
        best = slot;
      }
    }
    return Optional.ofNullable(best);
  }

  private void show(OptionalInt index) {
    SweepState state = model.state().get();
    Optional<Slot> slot =
        index.isPresent()
            ? state
                .curve()
                .filter(curve -> index.getAsInt() < curve.slots().size())
                .map(curve -> curve.slots().get(index.getAsInt()))
                .filter(each -> each.figures().isPresent() || each.isFailed())
            : Optional.empty();
    slot.ifPresent(each -> card.show(each, state.settings().orElseThrow(), state.terms()));
    double at = slot.map(place::applyAsDouble).orElse(Double.NaN);
    view.pointAt(Double.isNaN(at) ? OptionalDouble.empty() : OptionalDouble.of(at));
  }
}
