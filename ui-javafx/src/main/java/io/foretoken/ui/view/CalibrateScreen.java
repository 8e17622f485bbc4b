package io.foretoken.ui.view;

import io.foretoken.ui.picture.CurvePicture;
import io.foretoken.ui.picture.ErrorPicture;
import io.foretoken.ui.picture.RatioPicture;
import io.foretoken.ui.viewmodel.Workspace;
import io.foretoken.ui.viewmodel.calibrate.CalibrateAnswer;
import io.foretoken.ui.viewmodel.calibrate.CalibrateModel;
import io.foretoken.ui.viewmodel.calibrate.CalibrateState;
import io.foretoken.validation.calibrate.CalibrationResult;
import io.foretoken.validation.calibrate.LatencyCurve;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** An engine profile from the user's own benchmark files, and how far it can be trusted. */
final class CalibrateScreen implements Screen {
  private static final double STEPS_WIDTH = 330;
  private static final double CHART_HEIGHT = 236;
  private static final double TABLE_HEIGHT = 190;

  private final Dialogs dialogs;
  private final CalibrateModel model;
  private final CalibrateSteps steps;
  private final AnswerStrip answer = new AnswerStrip();
  private final Label nothing =
      Parts.shrinking(
          "Four steps on the left lead from your benchmark files to an engine profile.",
          "small",
          "quiet");
  private final Button save;
  private final Button use;
  private final Label saved = Parts.shrinking("", "note");
  private final PictureCard ratios;
  private final PictureCard errors;
  private final PictureCard curve;
  private final ConstantTable constants = new ConstantTable();
  private final VBox notes = new VBox(4);
  private final VBox notesCard;
  private final GridPane charts;
  private final GridPane below;
  private final StackPane content = new StackPane();
  private Optional<CalibrationResult> drawn = Optional.empty();

  CalibrateScreen(Workspace workspace, Dialogs dialogs) {
    this.dialogs = dialogs;
    model = new CalibrateModel(workspace);
    steps = new CalibrateSteps(model, dialogs);
    save = Parts.button("Save the profile", this::save);
    save.getStyleClass().add("strong-button");
    save.setId("calibrate-save");
    use = Parts.button("Use in the scenario", model::useInScenario);
    use.setId("calibrate-use");
    HBox buttons = new HBox(8, use, save);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    VBox doing = new VBox(4, buttons, saved);
    doing.setAlignment(Pos.CENTER_RIGHT);
    doing.setMinWidth(Region.USE_PREF_SIZE);
    HBox top = new HBox(12, answer.node(), nothing, Parts.spring(), doing);
    top.setAlignment(Pos.CENTER_LEFT);
    VBox head = Parts.card(top);
    head.setMinHeight(Region.USE_PREF_SIZE);
    ratios = new PictureCard(workspace, dialogs, "Predicted against measured", "ratios");
    errors = new PictureCard(workspace, dialogs, "Error before and after", "errors");
    curve = new PictureCard(workspace, dialogs, "TTFT of one run", "ttft");
    charts = Parts.row(54, ratios.node(), errors.node());
    charts.setMinHeight(CHART_HEIGHT);
    below = Parts.row(66, constants.node(), curve.node());
    below.setMinHeight(TABLE_HEIGHT);
    notesCard = Parts.card(Parts.label("Notes", "card-title"), notes);
    notesCard.setMinHeight(Region.USE_PREF_SIZE);
    VBox right = new VBox(10, head, charts, below, notesCard);
    right.setMinSize(0, 0);
    HBox.setHgrow(right, Priority.ALWAYS);
    ScrollPane scroll = new ScrollPane(steps.node());
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("form-scroll");
    scroll.setMinWidth(STEPS_WIDTH);
    scroll.setPrefWidth(STEPS_WIDTH);
    scroll.setMaxWidth(STEPS_WIDTH);
    HBox shown = new HBox(10, scroll, right);
    shown.getStyleClass().add("screen");
    content.getChildren().setAll(shown);
    content
        .getStylesheets()
        .add(
            CalibrateScreen.class
                .getResource("/io/foretoken/ui/theme/screens.css")
                .toExternalForm());
    content.setMinSize(0, 0);
    Live.draw(model.state(), this::draw);
    Live.draw(workspace.document().state(), state -> use.setDisable(!model.canUseInScenario()));
  }

  private void draw(CalibrateState state) {
    steps.draw(state);
    save.setDisable(state.result().isEmpty());
    use.setDisable(!model.canUseInScenario());
    saved.setText(
        state.profile().isPresent()
            ? "saved as " + state.profile().get().getFileName()
            : state.isOlder() ? "files or answers have changed since this fit" : "");
    Parts.show(nothing, state.result().isEmpty());
    Parts.show(answer.node(), state.result().isPresent());
    charts.setVisible(state.result().isPresent());
    below.setVisible(state.result().isPresent());
    Parts.show(notesCard, state.result().isPresent());
    if (!state.result().equals(drawn)) {
      drawn = state.result();
      state.result().ifPresent(result -> draw(result, state.notes()));
    }
  }

  private void draw(CalibrationResult result, List<String> said) {
    answer.draw(CalibrateAnswer.of(result));
    RatioPicture picture = new RatioPicture(result);
    ratios.setNote(result.model() + " on " + result.gpu());
    ratios
        .picture()
        .show(
            (width, height) ->
                picture.isEmpty() ? Optional.empty() : Optional.of(picture.picture(width, height)));
    ErrorPicture changes = new ErrorPicture(result);
    errors
        .picture()
        .show(
            (width, height) ->
                changes.isEmpty() ? Optional.empty() : Optional.of(changes.picture(width, height)));
    drawCurve(result);
    constants.draw(result.constants());
    List<String> lines = new ArrayList<>(List.of("Held back: " + result.heldBack()));
    lines.addAll(said);
    notes.getChildren().setAll(lines.stream().map(CalibrateScreen::note).toList());
  }

  /** Of several runs the one that was held back at the highest load, which comes last. */
  private void drawCurve(CalibrationResult result) {
    int last = result.curves().size() - 1;
    Parts.show(curve.node(), last >= 0);
    if (last >= 0) {
      LatencyCurve shown = result.curves().get(last);
      CurvePicture picture = new CurvePicture(shown);
      curve.setTitle(shown.isHeld() ? "Held back: TTFT" : "TTFT");
      curve.setNote(shown.run());
      curve.picture().show((width, height) -> Optional.of(picture.picture(width, height)));
    }
  }

  private static Label note(String words) {
    Label label =
        Parts.shrinking(
            words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1), "small");
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  /** What it shows, without a window. */
  CalibrateModel model() {
    return model;
  }

  private void save() {
    dialogs.save("profile.yaml").ifPresent(model::save);
  }

  @Override
  public String name() {
    return "Calibrate";
  }

  @Override
  public Ikon icon() {
    return Feather.CROSSHAIR;
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
    return Optional.of(
        Parts.label(
            "A saved profile makes results within its range “calibrated”", "small", "quiet"));
  }

  @Override
  public List<Export> exports() {
    List<Export> exports = new ArrayList<>();
    if (model.state().get().result().isPresent()) {
      List.of(ratios, errors, curve).forEach(card -> exports.addAll(card.exports()));
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
    actions.add(Action.of("Choose benchmark files", steps::choose));
    CalibrateState state = model.state().get();
    if (state.isReady()) {
      actions.add(Action.of("Fit the constants", "Shortcut+Enter", model::fit));
    }
    if (state.isRunning()) {
      actions.add(Action.of("Cancel the fit", "Esc", model::cancel));
    }
    if (state.result().isPresent()) {
      actions.add(Action.of("Save the profile", this::save));
    }
    if (model.canUseInScenario()) {
      actions.add(Action.of("Use the profile in the scenario", model::useInScenario));
    }
    return actions;
  }
}
