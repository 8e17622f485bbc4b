package io.foretoken.ui.view.sweep;

import io.foretoken.ui.view.Parts;
import io.foretoken.ui.viewmodel.sweep.SweepModel;
import io.foretoken.ui.viewmodel.sweep.SweepState;
import io.foretoken.ui.viewmodel.sweep.WhatIf;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** One slider: a tick where the scenario stands, and what it stands at now. */
final class SliderRow {
  private static final double THUMB = 16;

  private final WhatIf.Slider kind;
  private final SweepModel model;
  private final Slider slider = new Slider();
  private final Label value = Parts.label("", "small", "strong");
  private final Region tick = new Region();
  private final Region change = new Region();
  private final Pane ticks = new Pane(change, tick);
  private final VBox node;
  private WhatIf.Range range;
  private boolean isDrawing;

  SliderRow(WhatIf.Slider kind, SweepModel model) {
    this.kind = kind;
    this.model = model;
    slider.setId("slider-" + kind);
    slider.setAccessibleText(kind.label());
    slider.valueProperty().addListener((property, before, now) -> moved(now.doubleValue()));
    slider.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.BACK_SPACE) {
            model.unslide(kind);
            event.consume();
          }
        });
    tick.getStyleClass().add("tick");
    tick.setManaged(false);
    change.getStyleClass().add("slider-change");
    change.setManaged(false);
    ticks.setMouseTransparent(true);
    ticks.widthProperty().addListener((property, before, now) -> placeTick());
    HBox top = new HBox(Parts.label(kind.label(), "small", "quiet"), Parts.spring(), value);
    top.setAlignment(Pos.CENTER_LEFT);
    node = new VBox(2, top, new StackPane(slider, ticks));
  }

  VBox node() {
    return node;
  }

  void draw(WhatIf.Range newer, SweepState state) {
    isDrawing = true;
    if (!newer.equals(range)) {
      range = newer;
      slider.setMin(newer.least());
      slider.setMax(newer.most());
      slider.setBlockIncrement(newer.step());
      slider.setMajorTickUnit(newer.step() * 10);
      placeTick();
    }
    Double moved = state.settings().orElseThrow().whatIf().get(kind);
    if (!slider.isValueChanging() && !slider.isPressed()) {
      slider.setValue(moved == null ? newer.scenario() : moved);
    }
    value.setText(kind.words(moved == null ? newer.scenario() : moved));
    placeTick();
    isDrawing = false;
  }

  /** The tick at the scenario's value, and the bar from there to where the slider stands. */
  private void placeTick() {
    if (range != null) {
      double written = place(range.scenario());
      double now = place(slider.getValue());
      tick.resizeRelocate(written, 2, 1, 12);
      double moved = Math.abs(now - written) - THUMB / 2;
      tick.setVisible(moved > 0);
      change.setVisible(moved > 0);
      change.resizeRelocate(now > written ? written : now + THUMB / 2, 7, Math.max(0, moved), 2);
    }
  }

  private double place(double at) {
    double share = (at - range.least()) / (range.most() - range.least());
    return StrictMath.rint(THUMB / 2 + share * (ticks.getWidth() - THUMB));
  }

  private void moved(double now) {
    if (!isDrawing && range != null) {
      double step = range.step();
      double rounded = range.scenario() + StrictMath.rint((now - range.scenario()) / step) * step;
      value.setText(kind.words(rounded));
      placeTick();
      if (rounded == range.scenario()) {
        model.unslide(kind);
      } else {
        model.slide(kind, rounded);
      }
    }
  }
}
