package io.foretoken.ui.view.plan;

import io.foretoken.input.problem.Problem;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.plan.forecast.Forecast;
import io.foretoken.scenario.plan.forecast.ForecastCase;
import io.foretoken.ui.view.Keys;
import io.foretoken.ui.view.Parts;
import io.foretoken.ui.viewmodel.Workspace;
import io.foretoken.ui.viewmodel.plan.PlanField;
import io.foretoken.ui.viewmodel.plan.PlanModel;
import io.foretoken.ui.viewmodel.plan.PlanState;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The question: forecast, what must hold, GPUs and prices, candidates; and the button. */
final class PlanControls {
  private static final double WIDTH = 308;
  private static final int MOST_PROBLEMS = 4;

  private final Map<PlanField.Key, PlanFieldView> fields = new EnumMap<>(PlanField.Key.class);
  private final PriceTable prices;
  private final Label forecast = Parts.shrinking("", "note");
  private final VBox problems = new VBox(2);
  private final Label words = Parts.shrinking("", "small", "quiet");
  private final ProgressBar bar = new ProgressBar(0);
  private final Button plan;
  private final HBox progress;
  private final VBox node;

  PlanControls(Workspace workspace, PlanModel model) {
    prices = new PriceTable(model);
    for (PlanField.Key key : PlanField.Key.values()) {
      fields.put(key, new PlanFieldView(model, key));
    }
    Button periods = Parts.link("Edit periods", () -> workspace.screen().set("Scenario"));
    HBox first = new HBox(Parts.label("Forecast", "card-title"), Parts.spring(), periods);
    first.setAlignment(Pos.CENTER_LEFT);
    forecast.setWrapText(true);
    forecast.setMinHeight(Region.USE_PREF_SIZE);
    VBox asked =
        new VBox(
            14,
            section(first, pair(PlanField.Key.PEAK, PlanField.Key.SPREAD), forecast),
            section(
                Parts.label("Must hold", "card-title"),
                pair(PlanField.Key.TTFT, PlanField.Key.TPOT),
                pair(PlanField.Key.HEADROOM, PlanField.Key.BUDGET)),
            prices.node(),
            section(
                Parts.label("Candidates", "card-title"),
                pair(PlanField.Key.WEIGHTS, PlanField.Key.TENSOR),
                pair(PlanField.Key.BATCH, PlanField.Key.UPTIME)));
    ScrollPane scroll = new ScrollPane(asked);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("form-scroll");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    plan = Parts.button("Plan the fleet  " + Keys.words("Ctrl ⏎"), model::plan);
    plan.getStyleClass().add("strong-button");
    plan.setId("plan-run");
    plan.setMaxWidth(Double.MAX_VALUE);
    Button cancel = Parts.link("Cancel", model::cancel);
    cancel.setId("plan-cancel");
    bar.getStyleClass().add("thin");
    bar.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(bar, Priority.ALWAYS);
    progress = new HBox(8, bar, cancel, Parts.label("Esc", "key"));
    progress.setAlignment(Pos.CENTER_LEFT);
    words.setId("plan-words");
    words.setWrapText(true);
    words.setMinHeight(Region.USE_PREF_SIZE);
    VBox foot = new VBox(6, problems, words, progress, plan);
    foot.setMinHeight(Region.USE_PREF_SIZE);
    node = new VBox(10, Parts.label("Plan", "pane-title"), scroll, foot);
    node.getStyleClass().addAll("scenario-pane", "plan-pane");
    node.setMinWidth(WIDTH);
    node.setPrefWidth(WIDTH);
    node.setMaxWidth(WIDTH);
  }

  private static VBox section(Region... content) {
    return new VBox(8, content);
  }

  private GridPane pair(PlanField.Key left, PlanField.Key right) {
    GridPane pair = new GridPane();
    pair.setHgap(8);
    ColumnConstraints half = new ColumnConstraints();
    half.setPercentWidth(50);
    pair.getColumnConstraints().setAll(half, half);
    pair.add(fields.get(left).node(), 0, 0);
    pair.add(fields.get(right).node(), 1, 0);
    return pair;
  }

  VBox node() {
    return node;
  }

  void draw(PlanState state) {
    state.fields().forEach(field -> fields.get(field.key()).draw(field));
    prices.draw(state);
    forecast.setText(state.outline().map(known -> traffic(known.forecast())).orElse(""));
    Parts.show(forecast, !forecast.getText().isEmpty());
    boolean hasFailed = state.phase() == PlanState.Phase.FAILED;
    words.setText(state.words());
    words.getStyleClass().removeAll("quiet", "run-problem");
    words.getStyleClass().add(hasFailed ? "run-problem" : "quiet");
    Parts.show(words, !state.words().isEmpty());
    bar.setProgress(state.share());
    Parts.show(progress, state.isRunning());
    plan.setDisable(!state.isReady() || state.isRunning());
    List<Problem> wrong = state.problems();
    problems.getChildren().clear();
    wrong.stream().limit(MOST_PROBLEMS).forEach(each -> problem(each.toString()));
    if (wrong.size() > MOST_PROBLEMS) {
      problem(wrong.size() - MOST_PROBLEMS + " more problems");
    }
    Parts.show(problems, !wrong.isEmpty());
  }

  private void problem(String text) {
    Label label = Parts.shrinking(text, "run-problem");
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    problems.getChildren().add(label);
  }

  /** What the forecast comes to. */
  private static String traffic(Forecast forecast) {
    double low = forecast.peak(ForecastCase.LOW);
    double high = forecast.peak(ForecastCase.HIGH);
    int periods = forecast.periods().size();
    return periods
        + (periods == 1 ? " period; " : " periods; ")
        + ReadableNumbers.number(forecast.peak(ForecastCase.EXPECTED))
        + " req/s at the peak"
        + (forecast.hasRange()
            ? ", " + ReadableNumbers.number(low) + " to " + ReadableNumbers.number(high)
            : "");
  }
}
