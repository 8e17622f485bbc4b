package io.foretoken.ui.view;

import io.foretoken.ui.picture.BreakEvenPicture;
import io.foretoken.ui.viewmodel.AnswerFigure;
import io.foretoken.ui.viewmodel.CostState;
import io.foretoken.ui.viewmodel.CostTables;
import io.foretoken.ui.viewmodel.CostViewModel;
import io.foretoken.ui.viewmodel.RunState;
import io.foretoken.ui.viewmodel.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** What tokens cost: prices that can be tried, and what comes of them. */
final class CostScreen implements Screen {
  private static final double PRICES_WIDTH = 316;

  private final Workspace workspace;
  private final CostViewModel model;
  private final RunHead head;
  private final PriceFields prices;
  private final VBox sheet = new VBox(10);
  private final Label words = Parts.shrinking("", "small", "quiet");
  private final VBox problems = new VBox(2);
  private final PictureCard breakEven;
  private final Region welcome;
  private final StackPane content = new StackPane();
  private boolean isShown;

  CostScreen(Workspace workspace, Dialogs dialogs) {
    this.workspace = workspace;
    model = workspace.cost();
    head = new RunHead(workspace.run());
    prices = new PriceFields(model);
    breakEven = new PictureCard(workspace, dialogs, "Rent, buy, or an API", "rent-or-buy");
    breakEven.node().setMinHeight(220);
    VBox.setVgrow(breakEven.node(), Priority.ALWAYS);
    VBox left = Parts.card(prices.node());
    left.setMinWidth(PRICES_WIDTH);
    left.setPrefWidth(PRICES_WIDTH);
    VBox right = new VBox(10, words, problems, sheet, breakEven.node());
    HBox.setHgrow(right, Priority.ALWAYS);
    right.setMinWidth(0);
    HBox columns = new HBox(10, left, right);
    ScrollPane scroll = new ScrollPane(columns);
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.getStyleClass().add("form-scroll");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    VBox shown = new VBox(10, head.node(), scroll);
    shown.getStyleClass().add("screen");
    welcome = new Welcome(workspace, dialogs).node();
    content.getChildren().setAll(shown, welcome);
    content
        .getStylesheets()
        .add(CostScreen.class.getResource("/io/foretoken/ui/theme/screens.css").toExternalForm());
    content.setMinSize(0, 0);
    Live.draw(workspace.run().state(), state -> drawHead());
    Live.draw(model.state(), this::draw);
    Live.draw(
        workspace.document().state(),
        state -> {
          placeWelcome();
          runFirst();
        });
  }

  private void placeWelcome() {
    RunState run = workspace.run().state().get();
    Parts.show(welcome, !workspace.document().state().get().isOpen() && run.run().isEmpty());
  }

  private void drawHead() {
    List<AnswerFigure> figures =
        model.state().get().sheet().map(CostTables::answer).orElse(List.of());
    head.draw(workspace.run().state().get(), figures);
    placeWelcome();
  }

  private void draw(CostState state) {
    drawHead();
    prices.draw(state);
    words.setText(state.words());
    Parts.show(words, !state.words().isEmpty());
    problems.getChildren().setAll(state.problems().stream().map(CostScreen::problem).toList());
    Parts.show(problems, !state.problems().isEmpty());
    sheet.getChildren().clear();
    state.sheet().ifPresent(known -> tables(CostTables.tables(known)));
    Optional<BreakEvenPicture> picture = state.sheet().map(BreakEvenPicture::new);
    boolean hasApi = picture.filter(known -> !known.isEmpty()).isPresent();
    if (state.sheet().isPresent()) {
      verdicts(
          hasApi
              ? CostTables.verdicts(state.sheet().get())
              : List.of("Give an API's prices to compare with it."));
    }
    breakEven.node().setVisible(hasApi);
    breakEven
        .picture()
        .show(
            (width, height) ->
                hasApi ? Optional.of(picture.get().picture(width, height)) : Optional.empty());
  }

  private static Label problem(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("run-problem");
    label.setWrapText(true);
    return label;
  }

  private void tables(List<CostTables.Table> tables) {
    String[] titles = {"What tokens cost", "By class and tenant"};
    for (int at = 0; at < tables.size(); at++) {
      sheet
          .getChildren()
          .add(Parts.card(Parts.label(titles[at], "card-title"), grid(tables.get(at), at == 0)));
    }
  }

  private static GridPane grid(CostTables.Table table, boolean hasMain) {
    GridPane grid = new GridPane();
    grid.setHgap(16);
    for (int column = 0; column < table.headings().size(); column++) {
      ColumnConstraints constraints = new ColumnConstraints();
      constraints.setHgrow(Priority.ALWAYS);
      constraints.setHalignment(column == 0 ? HPos.LEFT : HPos.RIGHT);
      grid.getColumnConstraints().add(constraints);
      grid.add(Parts.shrinking(table.headings().get(column), "sheet-head"), column, 0);
    }
    for (int row = 0; row < table.rows().size(); row++) {
      for (int column = 0; column < table.headings().size(); column++) {
        Label cell =
            Parts.shrinking(
                begun(table.rows().get(row).get(column), column == 0),
                hasMain && row == 0 ? "sheet-strong" : "sheet-cell");
        cell.setMinHeight(25);
        cell.setAlignment(column == 0 ? Pos.CENTER_LEFT : Pos.CENTER_RIGHT);
        grid.add(cell, column, row + 1);
      }
    }
    return grid;
  }

  private static String begun(String words, boolean isName) {
    return isName && !words.isEmpty()
        ? Character.toUpperCase(words.charAt(0)) + words.substring(1)
        : words;
  }

  private void verdicts(List<String> sentences) {
    VBox lines = new VBox(4);
    for (String sentence : sentences) {
      Label line = new Label(sentence);
      line.getStyleClass().add("small");
      line.setWrapText(true);
      lines.getChildren().add(line);
    }
    sheet
        .getChildren()
        .add(
            Parts.card(
                Parts.label("Against an API that is paid by the token", "card-title"), lines));
  }

  @Override
  public String name() {
    return "Cost";
  }

  @Override
  public Ikon icon() {
    return Feather.DOLLAR_SIGN;
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
            "Rows are alternatives, not parts of a sum: each has all the money in it",
            "small",
            "quiet"));
  }

  @Override
  public List<Export> exports() {
    List<Export> exports = new ArrayList<>();
    model
        .state()
        .get()
        .sheet()
        .ifPresent(
            known ->
                CostTables.files(known)
                    .forEach(
                        file ->
                            exports.add(
                                new Export(file.label(), file.fileName(), file.content()))));
    exports.addAll(breakEven.exports());
    return exports;
  }

  @Override
  public Optional<String> commandLine() {
    return model.commandLine("");
  }

  @Override
  public List<Action> actions() {
    List<Action> actions = new ArrayList<>();
    actions.add(Action.of("Run the scenario", "Shortcut+Enter", workspace.run()::run));
    if (workspace.run().state().get().isRunning()) {
      actions.add(Action.of("Cancel the run", "Esc", workspace.run()::cancel));
    }
    if (model.state().get().hasChanges()) {
      actions.add(Action.of("Write the prices into the scenario", model::writeIntoScenario));
      actions.add(Action.of("Take the prices of the scenario again", model::reset));
    }
    return actions;
  }

  /** What was not run yet runs as soon as it is looked at and can. */
  private void runFirst() {
    if (isShown) {
      workspace.run().runOnce();
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
