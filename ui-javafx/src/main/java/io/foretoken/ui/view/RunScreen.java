package io.foretoken.ui.view;

import io.foretoken.ui.picture.Clock;
import io.foretoken.ui.picture.LatencyPicture;
import io.foretoken.ui.picture.SeriesPicture;
import io.foretoken.ui.picture.StepPicture;
import io.foretoken.ui.viewmodel.RequestTimeline;
import io.foretoken.ui.viewmodel.RunAnswer;
import io.foretoken.ui.viewmodel.RunFiles;
import io.foretoken.ui.viewmodel.RunState;
import io.foretoken.ui.viewmodel.RunViewModel;
import io.foretoken.ui.viewmodel.SimulatedRun;
import io.foretoken.ui.viewmodel.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** One run: what came out, how it went over time, request by request, step by step. */
final class RunScreen implements Screen {
  private static final double CLICK = 4;
  private static final double STEP_HEIGHT = 4 * 25;

  private final Workspace workspace;
  private final RunViewModel model;
  private final RunHead head;
  private final PictureCard series;
  private final PictureCard latencies;
  private final PictureCard requests;
  private final PictureCard step;
  private final TimelineView timeline;
  private final ComboBox<String> replicas = new ComboBox<>();
  private final VBox charts;
  private final Region welcome;
  private final StackPane content = new StackPane();
  private boolean isShown;
  private final Label effort = Parts.label("", "small", "quiet");
  private Optional<SimulatedRun> drawn = Optional.empty();
  private Optional<RequestTimeline> drawnWindow = Optional.empty();
  private SeriesPicture clock;
  private double pressedAt;
  private boolean isDrawing;

  RunScreen(Workspace workspace, Dialogs dialogs) {
    this.workspace = workspace;
    model = workspace.run();
    head = new RunHead(model);
    series = new PictureCard(workspace, dialogs, "Over time", "over-time");
    latencies = new PictureCard(workspace, dialogs, "Latency distributions", "latencies");
    requests = new PictureCard(workspace, dialogs, "Requests", "requests");
    step = new PictureCard(workspace, dialogs, "One engine step by operator", "step");
    timeline = new TimelineView(requests.picture());
    requests.replacePicture(timeline.node());
    requests.addControl(arrow("‹", -1, "Window before"));
    requests.addControl(arrow("›", 1, "Window after"));
    series.addControl(replicas);
    series.picture().setId("run-series");
    requests.picture().setId("run-requests");
    replicas.setOnAction(event -> chosenReplica());
    charts =
        new VBox(
            10,
            Parts.row(49, series.node(), latencies.node()),
            Parts.row(65, requests.node(), step.node()));
    VBox.setVgrow(charts, Priority.ALWAYS);
    VBox shown = new VBox(10, head.node(), charts);
    shown.getStyleClass().add("screen");
    welcome = new Welcome(workspace, dialogs).node();
    content.getChildren().setAll(shown, welcome);
    content
        .getStylesheets()
        .add(RunScreen.class.getResource("/io/foretoken/ui/theme/screens.css").toExternalForm());
    content.setMinSize(0, 0);
    acceptDrag();
    Live.draw(model.state(), this::draw);
    Live.draw(
        workspace.document().state(),
        state -> {
          placeWelcome();
          runFirst();
        });
  }

  private Region arrow(String sign, int lengths, String meaning) {
    var button = Parts.button(sign, () -> model.step(lengths));
    button.getStyleClass().add("flat");
    button.setAccessibleText(meaning);
    return button;
  }

  private void acceptDrag() {
    var picture = series.picture();
    picture.addEventHandler(MouseEvent.MOUSE_PRESSED, event -> pressedAt = event.getX());
    picture.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
    picture.addEventHandler(MouseEvent.MOUSE_RELEASED, this::released);
  }

  private void dragged(MouseEvent event) {
    if (clock != null && Math.abs(event.getX() - pressedAt) >= CLICK) {
      double width = series.picture().getWidth();
      model.choose(clock.nanosAt(pressedAt, width), clock.nanosAt(event.getX(), width));
    }
  }

  /** A click moves the window there; a drag has chosen it already. */
  private void released(MouseEvent event) {
    if (clock != null && Math.abs(event.getX() - pressedAt) < CLICK && drawnWindow.isPresent()) {
      long length = drawnWindow.get().toNanos() - drawnWindow.get().fromNanos();
      long middle = clock.nanosAt(event.getX(), series.picture().getWidth());
      model.choose(middle - length / 2, middle + length / 2);
    }
  }

  private void chosenReplica() {
    int at = replicas.getSelectionModel().getSelectedIndex();
    if (!isDrawing && at >= 0) {
      model.chooseReplica(at - 1);
    }
  }

  private void placeWelcome() {
    boolean isEmpty =
        !workspace.document().state().get().isOpen() && model.state().get().run().isEmpty();
    Parts.show(welcome, isEmpty);
  }

  private void draw(RunState state) {
    head.draw(state, state.run().map(RunAnswer::of).orElse(List.of()));
    placeWelcome();
    charts.setVisible(state.run().isPresent());
    boolean isNew = !state.run().equals(drawn);
    boolean isMoved = !state.timeline().equals(drawnWindow);
    if (isNew || isMoved) {
      drawn = state.run();
      drawnWindow = state.timeline();
      state.run().ifPresent(run -> draw(state, run, isNew));
    }
  }

  private void draw(RunState state, SimulatedRun run, boolean isNew) {
    SeriesPicture newer = new SeriesPicture(run, state.replica());
    clock = newer;
    Optional<RequestTimeline> window = state.timeline();
    series.picture().show((width, height) -> Optional.of(newer.picture(width, height, window)));
    timeline.show(window);
    window.ifPresent(
        shown -> {
          requests.setTitle("Requests from " + Clock.window(shown.fromNanos(), shown.toNanos()));
          requests.setNote(shown.words());
        });
    if (!isNew) {
      return;
    }
    series.setNote(run.load());
    effort.setText(run.effort());
    drawReplicas(run.replicas());
    LatencyPicture distributions = new LatencyPicture(run);
    latencies.setNote(
        distributions.isEmpty()
            ? "none: latencies grow with the run, or no request finished"
            : "share of requests within, tail spread out");
    latencies
        .picture()
        .show(
            (width, height) ->
                distributions.isEmpty()
                    ? Optional.empty()
                    : Optional.of(distributions.picture(width, height)));
    StepPicture operators = new StepPicture(run.steps());
    step.picture()
        .show(
            (width, height) ->
                height < STEP_HEIGHT
                    ? Optional.empty()
                    : Optional.of(operators.picture(width, height)));
  }

  private void drawReplicas(int count) {
    isDrawing = true;
    Parts.show(replicas, count > 1);
    List<String> names = new ArrayList<>(List.of("All replicas"));
    for (int at = 1; at <= count; at++) {
      names.add("Replica " + at);
    }
    replicas.getItems().setAll(names);
    replicas.getSelectionModel().select(0);
    isDrawing = false;
  }

  @Override
  public String name() {
    return RunViewModel.SCREEN;
  }

  @Override
  public Ikon icon() {
    return Feather.ALIGN_LEFT;
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
    return Optional.of(effort);
  }

  @Override
  public List<Export> exports() {
    List<Export> exports = new ArrayList<>();
    RunFiles.of(model.state().get())
        .forEach(file -> exports.add(new Export(file.label(), file.fileName(), file.content())));
    if (model.state().get().run().isPresent()) {
      for (PictureCard card : List.of(series, latencies, requests, step)) {
        exports.addAll(card.exports());
      }
    }
    return exports;
  }

  @Override
  public Optional<String> commandLine() {
    return model.commandLine();
  }

  @Override
  public List<Action> actions() {
    List<Action> actions = new ArrayList<>();
    actions.add(Action.of("Run the scenario", "Shortcut+Enter", model::run));
    if (model.state().get().isRunning()) {
      actions.add(Action.of("Cancel the run", "Esc", model::cancel));
    }
    actions.add(Action.of("Requests of the window before", "Alt+Left", () -> model.step(-1)));
    actions.add(Action.of("Requests of the window after", "Alt+Right", () -> model.step(1)));
    if (!model.state().get().isDocument()) {
      actions.add(Action.of("Run the scenario instead of the point", model::openDocument));
    }
    return actions;
  }

  /** What was not run yet runs as soon as it is looked at and can. */
  private void runFirst() {
    if (isShown) {
      model.runOnce();
    }
  }

  @Override
  public void shown() {
    isShown = true;
    runFirst();
  }

  @Override
  public void hidden() {
    isShown = false;
  }
}
