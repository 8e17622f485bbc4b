package io.foretoken.ui.view.sweep;

import io.foretoken.scenario.sweep.SweepLoad;
import io.foretoken.ui.view.Dialogs;
import io.foretoken.ui.view.Live;
import io.foretoken.ui.view.Parts;
import io.foretoken.ui.viewmodel.sweep.Knob;
import io.foretoken.ui.viewmodel.sweep.Percentile;
import io.foretoken.ui.viewmodel.sweep.SweepModel;
import io.foretoken.ui.viewmodel.sweep.SweepSettings;
import io.foretoken.ui.viewmodel.sweep.SweepState;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.util.StringConverter;

/** What is swept, over which values, under which load, and which percentile is looked at. */
final class SweepControls {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  private final SweepModel model;
  private final Dialogs dialogs;
  private final HBox node = new HBox();
  private final ComboBox<Knob> knob = new ComboBox<>();
  private final TextField range = new TextField();
  private final Tooltip problem = new Tooltip();
  private final ToggleButton full = new ToggleButton("Keep the batch full");
  private final ToggleButton atRate = new ToggleButton("At the scenario's rate");
  private final Map<Percentile, ToggleButton> percentiles = new EnumMap<>(Percentile.class);
  private final Button compare = Parts.button("Compare", this::compare);
  private boolean isDrawing;

  SweepControls(SweepModel model, Dialogs dialogs) {
    this.model = model;
    this.dialogs = dialogs;
    node.getStyleClass().add("controls");
    node.setAlignment(Pos.CENTER_LEFT);
    knob.setConverter(new Titles());
    knob.setPrefWidth(236);
    knob.setId("knob");
    knob.setOnAction(event -> chosen());
    range.setPrefWidth(250);
    range.setMinWidth(90);
    range.setId("range");
    range.getStyleClass().add("mono");
    range.setOnAction(event -> typed());
    range
        .focusedProperty()
        .addListener(
            (property, before, now) -> {
              if (!now) {
                typed();
              }
            });
    ToggleGroup load = new ToggleGroup();
    full.setId("load-full");
    atRate.setId("load-at-rate");
    full.setOnAction(event -> model.load(SweepLoad.FULL));
    atRate.setOnAction(event -> model.load(SweepLoad.AT_RATE));
    ToggleGroup group = new ToggleGroup();
    for (Percentile each : Percentile.values()) {
      ToggleButton button = new ToggleButton(each.word());
      button.setOnAction(event -> model.percentile(each));
      button.setId(each.word());
      percentiles.put(each, button);
    }
    compare.setId("compare");
    node.getChildren()
        .addAll(
            prefixed("Knob", knob),
            prefixed("Range", range),
            Parts.segments(load, full, atRate),
            Parts.segments(group, percentiles.values().toArray(new ToggleButton[0])),
            Parts.spring(),
            compare);
    Live.draw(model.state(), this::draw);
  }

  HBox node() {
    return node;
  }

  /** A field whose label stands in it. */
  private static StackPane prefixed(String words, Control field) {
    Label label = Parts.label(words, "field-label");
    StackPane box = new StackPane(field, label);
    StackPane.setAlignment(label, Pos.CENTER_LEFT);
    StackPane.setMargin(label, new Insets(0, 0, 0, 9));
    label.setMouseTransparent(true);
    field.getStyleClass().add("prefixed");
    return box;
  }

  private void draw(SweepState state) {
    isDrawing = true;
    node.setDisable(state.settings().isEmpty());
    if (!knob.getItems().equals(state.knobs())) {
      knob.getItems().setAll(state.knobs());
    }
    state.settings().ifPresent(asked -> draw(asked, state));
    isDrawing = false;
  }

  private void draw(SweepSettings asked, SweepState state) {
    state.knobs().stream()
        .filter(each -> each.path().equals(asked.knob().path()))
        .findFirst()
        .ifPresent(knob::setValue);
    if (!range.isFocused() || range.getText().isBlank()) {
      range.setText(asked.range());
    }
    full.setSelected(asked.load() == SweepLoad.FULL);
    full.setDisable(asked.sweepsArrivals());
    atRate.setSelected(asked.load() == SweepLoad.AT_RATE);
    percentiles.get(asked.percentile()).setSelected(true);
    Optional<String> wrong =
        state.problems().stream().map(each -> each.message() + "\n" + each.hint()).findFirst();
    range.pseudoClassStateChanged(WRONG, wrong.isPresent());
    wrong.ifPresent(problem::setText);
    range.setTooltip(wrong.isPresent() ? problem : null);
    int compared = state.curves().size();
    compare.setText(compared > 1 ? "Compare  " + compared : "Compare");
  }

  private void chosen() {
    if (!isDrawing && knob.getValue() != null) {
      model.choose(knob.getValue());
    }
  }

  private void typed() {
    if (!isDrawing && !range.getText().isBlank()) {
      model.range(range.getText().strip());
    }
  }

  private void compare() {
    if (model.state().get().curves().size() < 2) {
      dialogs.open().ifPresent(model::compare);
      return;
    }
    MenuItem more = new MenuItem("Compare with another scenario...");
    more.setOnAction(event -> dialogs.open().ifPresent(model::compare));
    MenuItem none = new MenuItem("Compare with nothing");
    none.setOnAction(event -> model.compareNone());
    new ContextMenu(more, none).show(compare, Side.BOTTOM, 0, 0);
  }

  /** Knobs by their titles. */
  private static final class Titles extends StringConverter<Knob> {
    @Override
    public String toString(Knob knob) {
      return knob == null ? "" : knob.title();
    }

    @Override
    public Knob fromString(String text) {
      throw new UnsupportedOperationException("knobs are chosen, not typed: " + text);
    }
  }
}
