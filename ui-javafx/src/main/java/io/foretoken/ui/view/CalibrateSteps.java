package io.foretoken.ui.view;

import atlantafx.base.theme.Styles;
import io.foretoken.input.problem.Problem;
import io.foretoken.ui.viewmodel.Choices;
import io.foretoken.ui.viewmodel.calibrate.Answer;
import io.foretoken.ui.viewmodel.calibrate.CalibrateModel;
import io.foretoken.ui.viewmodel.calibrate.CalibrateState;
import io.foretoken.ui.viewmodel.calibrate.LoadedFile;
import io.foretoken.ui.viewmodel.calibrate.Question;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The four steps of a calibration below each other: files, questions, division, fit. */
final class CalibrateSteps {
  private static final double BAR = 6;
  private static final double TOOLTIP_WIDTH = 480;

  private final CalibrateModel model;
  private final Dialogs dialogs;
  private final VBox files = new VBox();
  private final Map<Question, ComboBox<String>> fields = new EnumMap<>(Question.class);
  private final Map<Question, Label> origins = new EnumMap<>(Question.class);
  private final Map<Question, VBox> boxes = new EnumMap<>(Question.class);
  private final VBox questions = new VBox(8);
  private final Label askedLater = wrapping("Asked when there is a file.", "small", "quiet");
  private final VBox problems = new VBox(2);
  private final Label held = wrapping("", "small", "quiet");
  private final Button fit;
  private final Button cancel;
  private final ProgressBar bar = new ProgressBar(0);
  private final HBox progress;
  private final Label words = wrapping("", "small", "quiet");
  private final VBox node;
  private boolean isDrawing;

  CalibrateSteps(CalibrateModel model, Dialogs dialogs) {
    this.model = model;
    this.dialogs = dialogs;
    files.getStyleClass().addAll("drop", "files");
    acceptDrops();
    for (Question question : Question.values()) {
      questions.getChildren().add(field(question));
    }
    fit = Parts.button("Fit", model::fit);
    fit.getStyleClass().add("strong-button");
    fit.setId("calibrate-fit");
    cancel = Parts.link("Cancel", model::cancel);
    cancel.setId("calibrate-cancel");
    bar.getStyleClass().add(Styles.SMALL);
    bar.setMinHeight(BAR);
    bar.setMaxHeight(BAR);
    bar.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(bar, Priority.ALWAYS);
    progress = new HBox(8, bar, cancel, Parts.label("Esc", "key"));
    progress.setAlignment(Pos.CENTER_LEFT);
    node =
        Parts.card(
            Parts.label("Calibrate", "pane-title"),
            step(1, "Your benchmark files", files),
            step(2, "What the files do not say", askedLater, questions, problems),
            step(3, "Held back, before the fit", held),
            step(4, "Fit", fit, progress, words));
    node.setSpacing(14);
  }

  VBox node() {
    return node;
  }

  private static HBox step(int number, String title, Node... content) {
    VBox box = new VBox(6, Parts.label(title, "card-title"));
    box.getChildren().addAll(content);
    box.setMinWidth(0);
    HBox.setHgrow(box, Priority.ALWAYS);
    return new HBox(10, Parts.label(Integer.toString(number), "step-number"), box);
  }

  private static Label wrapping(String words, String... classes) {
    Label label = Parts.shrinking(words, classes);
    label.setWrapText(true);
    label.setMinHeight(Label.USE_PREF_SIZE);
    return label;
  }

  private void acceptDrops() {
    files.setOnDragOver(
        event -> {
          if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
            event.consume();
          }
        });
    files.setOnDragDropped(
        event -> {
          List<Path> dropped = event.getDragboard().getFiles().stream().map(File::toPath).toList();
          model.add(dropped);
          event.setDropCompleted(!dropped.isEmpty());
          event.consume();
        });
  }

  private VBox field(Question question) {
    ComboBox<String> choice = new ComboBox<>();
    choice.setMaxWidth(Double.MAX_VALUE);
    choice.setVisibleRowCount(12);
    choice.setEditable(question == Question.LOAD);
    choice.setId("calibrate-" + question);
    choice.setOnAction(event -> chosen(question));
    Label label = Parts.shrinking(question.label(), "field-label");
    label.setLabelFor(choice);
    Label origin = Parts.shrinking("", "note");
    fields.put(question, choice);
    origins.put(question, origin);
    VBox box = new VBox(3, new HBox(6, label, Parts.spring(), origin), choice);
    boxes.put(question, box);
    return box;
  }

  private void chosen(Question question) {
    String value = fields.get(question).getValue();
    String before = model.state().get().answer(question).map(Answer::value).orElse("");
    if (!isDrawing && value != null && !value.equals(before)) {
      model.answer(question, value);
    }
  }

  /** Asks for files and takes them. */
  void choose() {
    List<Path> chosen = dialogs.benchmarkFiles();
    if (!chosen.isEmpty()) {
      model.add(chosen);
    }
  }

  void draw(CalibrateState state) {
    drawFiles(state);
    isDrawing = true;
    Parts.show(questions, !state.answers().isEmpty());
    Parts.show(askedLater, state.answers().isEmpty());
    boxes.forEach((question, box) -> Parts.show(box, state.answer(question).isPresent()));
    state.answers().forEach(this::draw);
    isDrawing = false;
    problems.getChildren().setAll(state.problems().stream().map(CalibrateSteps::problem).toList());
    Parts.show(problems, !state.problems().isEmpty());
    held.setText(
        state.heldBack().isEmpty()
            ? "Every fourth run by load, or a part of each where there are few: chosen before the"
                + " fit, to score it."
            : state.heldBack()
                + (state.heldRuns().isEmpty() ? "" : ": " + String.join(", ", state.heldRuns())));
    fit.setDisable(!state.isReady() || state.isRunning());
    fit.setText(state.result().isPresent() ? "Fit again" : "Fit");
    Parts.show(progress, state.isRunning());
    bar.setProgress(state.share());
    words.setText(state.words());
    words
        .getStyleClass()
        .setAll("label", state.phase() == CalibrateState.Phase.FAILED ? "run-problem" : "small");
    Parts.show(words, !state.words().isEmpty());
  }

  private void drawFiles(CalibrateState state) {
    List<Node> lines = new ArrayList<>();
    Button choose = Parts.link("choose", this::choose);
    choose.setId("calibrate-choose");
    HBox invitation =
        new HBox(
            4,
            Parts.label(state.files().isEmpty() ? "Drop files, or" : "Drop more, or", "small"),
            choose);
    invitation.setAlignment(Pos.CENTER_LEFT);
    lines.add(invitation);
    for (LoadedFile file : state.files()) {
      Button remove = Parts.link("remove", () -> model.remove(file.file()));
      remove.setAccessibleText("Remove " + file.name());
      HBox line =
          new HBox(6, Parts.shrinking(file.name(), "mono", "small"), Parts.spring(), remove);
      line.setAlignment(Pos.CENTER_LEFT);
      VBox entry = new VBox(1, line);
      if (!file.words().isEmpty()) {
        entry.getChildren().add(Parts.shrinking(file.words(), "facts"));
      }
      if (!file.leftOut().isEmpty()) {
        entry.getChildren().add(wrapping(file.leftOut(), "facts"));
      }
      for (Problem each : file.problems()) {
        Label label = problem(file.words(each));
        Tooltip whole = new Tooltip(each.toString());
        whole.setWrapText(true);
        whole.setMaxWidth(TOOLTIP_WIDTH);
        label.setTooltip(whole);
        entry.getChildren().add(label);
      }
      lines.add(entry);
    }
    files.getChildren().setAll(lines);
  }

  private void draw(Answer answer) {
    ComboBox<String> field = fields.get(answer.question());
    List<String> values = answer.choices().stream().map(Choices.Choice::value).toList();
    if (!field.getItems().equals(values)) {
      field.getItems().setAll(values);
    }
    field.setValue(answer.value().isEmpty() ? null : answer.value());
    Label origin = origins.get(answer.question());
    origin.setText(answer.origin().words());
    origin.getStyleClass().setAll("label", "note");
    if (answer.isMissing()) {
      origin.getStyleClass().add("asked");
    }
  }

  private static Label problem(String text) {
    return wrapping(text, "run-problem");
  }
}
