package io.foretoken.ui.view.plan;

import io.foretoken.scenario.plan.PlanOutline;
import io.foretoken.scenario.plan.result.PlanResult;
import io.foretoken.ui.picture.FleetPicture;
import io.foretoken.ui.view.Action;
import io.foretoken.ui.view.Dialogs;
import io.foretoken.ui.view.Export;
import io.foretoken.ui.view.Live;
import io.foretoken.ui.view.Parts;
import io.foretoken.ui.view.PictureCard;
import io.foretoken.ui.view.Screen;
import io.foretoken.ui.view.Welcome;
import io.foretoken.ui.viewmodel.Workspace;
import io.foretoken.ui.viewmodel.plan.PlanFiles;
import io.foretoken.ui.viewmodel.plan.PlanModel;
import io.foretoken.ui.viewmodel.plan.PlanState;
import io.foretoken.ui.viewmodel.plan.PlanWords;
import io.foretoken.ui.viewmodel.plan.Planned;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** The cheapest fleet for a forecast, why the others lost, and whether it holds. */
public final class PlanScreen implements Screen {
  private static final double PICTURE_HEIGHT = 312;
  private static final double TABLE_SHARE = 70;

  private final PlanModel model;
  private final PlanControls controls;
  private final PlanHead head = new PlanHead();
  private final PictureCard picture;
  private final FleetTables tables = new FleetTables();
  private final CostCard costs = new CostCard();
  private final Region welcome;
  private final NoPlan noPlan;
  private final HBox shown;
  private final StackPane content = new StackPane();
  private final Label status =
      Parts.label("Step times: ● calibrated  ◐ fitted  ○ estimated", "small", "quiet");
  private Optional<Planned> drawn = Optional.empty();
  private Optional<PlanOutline> outlined = Optional.empty();
  private boolean isNew = true;

  /** The screen of a workspace. */
  public PlanScreen(Workspace workspace, Dialogs dialogs) {
    model = new PlanModel(workspace);
    controls = new PlanControls(workspace, model);
    picture = new PictureCard(workspace, dialogs, "Forecast and fleet", "forecast-and-fleet");
    picture.picture().setId("plan-picture");
    picture.node().setMinHeight(PICTURE_HEIGHT);
    picture.node().setPrefHeight(PICTURE_HEIGHT);
    picture.node().setMaxHeight(PICTURE_HEIGHT);
    VBox right =
        new VBox(
            10, head.node(), picture.node(), Parts.row(TABLE_SHARE, tables.node(), costs.node()));
    right.getStyleClass().add("screen");
    right.setMinSize(0, 0);
    HBox.setHgrow(right, Priority.ALWAYS);
    shown = new HBox(controls.node(), right);
    welcome = new Welcome(workspace, dialogs).node();
    noPlan = new NoPlan(model);
    content.getChildren().setAll(shown, noPlan.node(), welcome);
    content
        .getStylesheets()
        .add(PlanScreen.class.getResource("/io/foretoken/ui/theme/screens.css").toExternalForm());
    content.setMinSize(0, 0);
    Live.draw(model.state(), this::draw);
    Live.draw(
        workspace.document().state(),
        state -> {
          Parts.show(welcome, !state.isOpen());
          drawStanding(model.state().get());
        });
  }

  /** What it shows, without a window. */
  PlanModel model() {
    return model;
  }

  private void drawStanding(PlanState state) {
    boolean hasPlan = state.standing() == PlanState.Standing.HAS_PLAN;
    Parts.show(shown, hasPlan && !welcome.isVisible());
    Parts.show(noPlan.node(), !hasPlan && !welcome.isVisible());
  }

  private void draw(PlanState state) {
    drawStanding(state);
    noPlan.draw(state);
    controls.draw(state);
    head.draw(state);
    if (isNew || !state.planned().equals(drawn) || !state.outline().equals(outlined)) {
      drawPicture(state);
    }
    if (state.planned().isEmpty()) {
      tables.drawFound(state);
      costs.clear();
    } else if (!state.planned().equals(drawn)) {
      tables.draw(state.planned().get());
      costs.draw(state.planned().get());
    }
    drawn = state.planned();
    outlined = state.outline();
    isNew = false;
  }

  /** The plan, or before there is one the forecast alone. */
  private void drawPicture(PlanState state) {
    Optional<PlanResult> plan = state.planned().map(Planned::result);
    Optional<FleetPicture> week =
        plan.map(known -> new FleetPicture(known.forecast(), known.fleet(), known.headroom()))
            .or(
                () ->
                    state
                        .outline()
                        .map(
                            asked ->
                                new FleetPicture(
                                    asked.forecast(), Optional.empty(), asked.headroom())));
    picture.setNote(plan.map(PlanWords::step).orElse(""));
    picture.picture().show((width, height) -> week.map(drawing -> drawing.picture(width, height)));
  }

  @Override
  public String name() {
    return "Plan";
  }

  @Override
  public Ikon icon() {
    return Feather.SERVER;
  }

  @Override
  public ScenarioPlace scenarioPlace() {
    return ScenarioPlace.AWAY;
  }

  @Override
  public Region content() {
    return content;
  }

  @Override
  public Optional<Region> status() {
    return Optional.of(status);
  }

  @Override
  public List<Export> exports() {
    List<Export> exports = new ArrayList<>();
    model
        .state()
        .get()
        .planned()
        .ifPresent(
            planned ->
                PlanFiles.of(planned)
                    .forEach(
                        file ->
                            exports.add(
                                new Export(file.label(), file.fileName(), file.content()))));
    if (model.state().get().outline().isPresent()) {
      exports.addAll(picture.exports());
    }
    return exports;
  }

  @Override
  public Optional<String> commandLine() {
    return model.commandLine();
  }

  @Override
  public List<Action> actions() {
    PlanState state = model.state().get();
    List<Action> actions = new ArrayList<>();
    if (state.standing() == PlanState.Standing.NO_PLAN) {
      actions.add(Action.of("Add a plan to the scenario", model::addPlan));
    }
    if (state.isReady()) {
      actions.add(Action.of("Plan the fleet", "Shortcut+Enter", model::plan));
    }
    if (state.isRunning()) {
      actions.add(Action.of("Cancel the plan", "Esc", model::cancel));
    }
    if (state.planned().filter(planned -> !planned.result().starts().isEmpty()).isPresent()) {
      actions.add(Action.of("Run the fleet at its peak", model::runPeak));
    }
    return actions;
  }

  @Override
  public void shown() {
    model.watch(true);
  }

  @Override
  public void hidden() {
    model.watch(false);
  }
}
