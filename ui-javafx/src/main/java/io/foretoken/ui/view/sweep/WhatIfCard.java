package io.foretoken.ui.view.sweep;

import io.foretoken.ui.view.Inks;
import io.foretoken.ui.view.Live;
import io.foretoken.ui.view.Parts;
import io.foretoken.ui.viewmodel.sweep.Slot;
import io.foretoken.ui.viewmodel.sweep.SweepModel;
import io.foretoken.ui.viewmodel.sweep.SweepState;
import io.foretoken.ui.viewmodel.sweep.SweepWords;
import io.foretoken.ui.viewmodel.sweep.WhatIf;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Sliders that re-simulate the whole curve while they move. */
final class WhatIfCard {
  private final Label at = Parts.shrinking("", "small", "quiet");
  private final Button reset;
  private final VBox rows = new VBox();
  private final HBox changes = new HBox(12);
  private final Label note = Parts.shrinking("", "note");
  private final VBox node;
  private final Map<WhatIf.Slider, SliderRow> sliders = new EnumMap<>(WhatIf.Slider.class);

  WhatIfCard(SweepModel model) {
    reset = Parts.link("Reset", model::reset);
    reset.setId("reset");
    HBox top = new HBox(8, Parts.label("What if", "card-title"), at, Parts.spring(), reset);
    top.setAlignment(Pos.CENTER_LEFT);
    rows.getStyleClass().add("sliders");
    for (WhatIf.Slider slider : WhatIf.Slider.values()) {
      sliders.put(slider, new SliderRow(slider, model));
    }
    changes.getStyleClass().add("changes");
    node = Parts.card(top, rows, Parts.spring(), changes, note);
    node.getStyleClass().add("what-if");
    Live.draw(model.state(), this::draw);
  }

  VBox node() {
    return node;
  }

  private void draw(SweepState state) {
    List<VBox> shown =
        state.sliders().stream()
            .map(
                range -> {
                  SliderRow row = sliders.get(range.slider());
                  row.draw(range, state);
                  return row.node();
                })
            .toList();
    if (!rows.getChildren().equals(shown)) {
      rows.getChildren().setAll(shown);
    }
    Parts.show(reset, state.isWhatIf());
    Slot slot = state.settings().isPresent() ? SweepWords.reference(state) : null;
    at.setText(
        slot == null
            ? ""
            : "at "
                + state.settings().orElseThrow().knob().label().toLowerCase(java.util.Locale.ROOT)
                + " "
                + slot.value());
    List<SweepWords.Change> said =
        state.settings().isPresent() ? SweepWords.changes(state) : List.of();
    changes
        .getChildren()
        .setAll(said.stream().map(change -> change(change, state.isWhatIf())).toList());
    note.setText(
        slot != null && slot.coarse() && state.isBusy()
            ? "≈ a first look; refines when the slider rests"
            : state.isWhatIf()
                ? "The scenario is as it was: sliders only ask what if"
                : "Drag: the whole curve is simulated again as you do");
  }

  private static VBox change(SweepWords.Change change, boolean hasDifference) {
    Label label = Parts.label(change.label(), "small");
    Inks.paint(label, change.ink());
    VBox box =
        new VBox(
            1,
            label,
            Parts.label(change.value(), "change"),
            Parts.label(hasDifference ? change.difference() : "", "small", "quiet"));
    HBox.setHgrow(box, Priority.ALWAYS);
    box.setPrefWidth(1);
    return box;
  }
}
