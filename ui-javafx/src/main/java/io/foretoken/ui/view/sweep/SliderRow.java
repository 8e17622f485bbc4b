package io.foretoken.ui.view.sweep;

import atlantafx.base.controls.ProgressSliderSkin;
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
  private final Pane ticks = new Pane(tick);
  private final VBox node;
  private WhatIf.Range range;
  private boolean isDrawing;

  SliderRow(WhatIf.Slider kind, SweepModel model) {
    this.kind = kind;
    this.model = model;
    slider.setId("slider-" + kind);
    slider.setSkin(new ProgressSliderSkin(slider));
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
    ticks.setMouseTransparent(true);
    ticks.widthProperty().addListener((property, before, now) -> placeTick());
    HBox top = new HBox(Parts.label(kind.label(), "small", "quiet"), Parts.spring(), value);
    top.setAlignment(Pos.CENTER_LEFT);
    node = new VBox(2, top, new StackPane(ticks, slider));
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
    isDrawing = false;
  }

  private void placeTick() {
    if (range != null) {
      double share = (range.scenario() - range.least()) / (range.most() - range.least());
      tick.resizeRelocate(
          StrictMath.rint(THUMB / 2 + share * (ticks.getWidth() - THUMB)), 3, 1, 12);
    }
  }

  private void moved(double now) {
    if (!isDrawing && range != null) {
      double step = range.step();
      double rounded = range.scenario() + StrictMath.rint((now - range.scenario()) / step) * step;
      value.setText(kind.words(rounded));
      if (rounded == range.scenario()) {
        model.unslide(kind);
      } else {
        model.slide(kind, rounded);
      }
    }
  }
}
