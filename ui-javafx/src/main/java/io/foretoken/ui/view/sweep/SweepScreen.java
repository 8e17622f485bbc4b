package io.foretoken.ui.view.sweep;

import io.foretoken.scenario.chart.Chart;
import io.foretoken.scenario.chart.Theme;
import io.foretoken.ui.view.Action;
import io.foretoken.ui.view.ChartExports;
import io.foretoken.ui.view.Dialogs;
import io.foretoken.ui.view.Export;
import io.foretoken.ui.view.Live;
import io.foretoken.ui.view.Parts;
import io.foretoken.ui.view.Screen;
import io.foretoken.ui.view.Welcome;
import io.foretoken.ui.viewmodel.Workspace;
import io.foretoken.ui.viewmodel.sweep.SweepModel;
import io.foretoken.ui.viewmodel.sweep.SweepState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** Batch sizes, or another knob, against throughput, latency and cost. */
public final class SweepScreen implements Screen {
  private static final double LEFT_SHARE = 64;
  private static final double TOP_SHARE = 60;

  private final Workspace workspace;
  private final SweepModel model;
  private final StackPane node = new StackPane();
  private final VBox sweep = new VBox();
  private final Region welcome;
  private final Region status;

  /** The screen of a workspace. */
  public SweepScreen(Workspace workspace, Dialogs dialogs) {
    this.workspace = workspace;
    model = new SweepModel(workspace);
    welcome = new Welcome(workspace, dialogs).node();
    status = new SweepStatus(model.state()).node();
    sweep.getStyleClass().add("screen");
    GridPane cards = new GridPane();
    cards.getStyleClass().add("cards");
    cards.getColumnConstraints().addAll(column(LEFT_SHARE), column(100 - LEFT_SHARE));
    cards.getRowConstraints().addAll(row(TOP_SHARE), row(100 - TOP_SHARE));
    cards.add(new TradeOffCard(workspace, model, dialogs).node(), 0, 0);
    cards.add(new FrontierCard(workspace, model, dialogs).node(), 1, 0);
    cards.add(new PointTable(workspace, model).node(), 0, 1);
    cards.add(new WhatIfCard(model).node(), 1, 1);
    VBox.setVgrow(cards, Priority.ALWAYS);
    sweep
        .getChildren()
        .addAll(new SweepControls(model, dialogs).node(), new AnswerStrip(model).node(), cards);
    node.getChildren().addAll(sweep, welcome);
    Live.draw(
        workspace.document().state(),
        state -> {
          Parts.show(sweep, state.isOpen());
          Parts.show(welcome, !state.isOpen());
        });
  }

  private static ColumnConstraints column(double share) {
    ColumnConstraints column = new ColumnConstraints();
    column.setPercentWidth(share);
    column.setHgrow(Priority.ALWAYS);
    return column;
  }

  private static RowConstraints row(double share) {
    RowConstraints row = new RowConstraints();
    row.setPercentHeight(share);
    row.setVgrow(Priority.ALWAYS);
    return row;
  }

  /** What it shows, without a window. */
  public SweepModel model() {
    return model;
  }

  @Override
  public String name() {
    return "Sweep";
  }

  @Override
  public Ikon icon() {
    return Feather.TRENDING_UP;
  }

  @Override
  public ScenarioPlace scenarioPlace() {
    return ScenarioPlace.BESIDE;
  }

  @Override
  public Region content() {
    return node;
  }

  @Override
  public Optional<Region> status() {
    return Optional.of(status);
  }

  @Override
  public List<Export> exports() {
    List<Export> exports = new ArrayList<>();
    SweepState state = model.state().get();
    Theme theme = workspace.settings().get().theme();
    List<Chart> charts = new ArrayList<>(state.charts().main());
    state.charts().frontier().ifPresent(charts::add);
    for (Chart chart : charts) {
      exports.addAll(ChartExports.of(chart, theme));
    }
    model
        .exports()
        .ifPresent(
            files -> {
              exports.add(new Export("Points, CSV", "points.csv", files::csv));
              exports.add(new Export("Report, HTML", "report.html", files::report));
            });
    return exports;
  }

  @Override
  public Optional<String> commandLine() {
    return model.commandLine();
  }

  @Override
  public List<Action> actions() {
    List<Action> actions = new ArrayList<>();
    if (model.state().get().isBusy()) {
      actions.add(Action.of("Cancel the sweep", "Esc", model::cancel));
    }
    actions.add(Action.of("Resume the sweep", "Shortcut+Enter", model::resume));
    actions.add(Action.of("Reset the sliders", model::reset));
    actions.add(Action.of("Compare with nothing", model::compareNone));
    return actions;
  }

  @Override
  public void shown() {
    model.activate(true);
  }

  @Override
  public void hidden() {
    model.activate(false);
  }
}
