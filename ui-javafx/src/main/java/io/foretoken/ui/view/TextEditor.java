package io.foretoken.ui.view;

import io.foretoken.input.problem.Problem;
import io.foretoken.ui.viewmodel.Fix;
import io.foretoken.ui.viewmodel.ScenarioDocument;
import io.foretoken.ui.viewmodel.ScenarioState;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.stage.Popup;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.event.MouseOverTextEvent;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.TwoDimensional.Bias;

/** The scenario's text, with what is wrong marked where it stands. */
final class TextEditor {
  private static final Duration HOVER = Duration.ofMillis(350);
  private static final int INDENT = 2;

  private final CodeArea area = new CodeArea();
  private final FindBar finder;
  private final TextCompletion completion;
  private final StackPane node;
  private final ScenarioDocument document;
  private final Popup callout = new Popup();
  private ScenarioState state = ScenarioState.NOTHING;
  private Set<Integer> wrongLines = Set.of();
  private boolean isDrawing;

  TextEditor(ScenarioDocument document) {
    this.document = document;
    area.getStyleClass().add("code");
    area.setId("text");
    area.setParagraphGraphicFactory(this::lineNumber);
    area.setUndoManager(new NoUndo());
    area.textProperty()
        .addListener(
            (property, before, now) -> {
              if (!isDrawing) {
                document.edit(now);
              }
            });
    area.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    area.setMouseOverTextDelay(HOVER);
    area.addEventHandler(MouseOverTextEvent.MOUSE_OVER_TEXT_BEGIN, this::hover);
    area.addEventHandler(MouseOverTextEvent.MOUSE_OVER_TEXT_END, event -> callout.hide());
    callout.setAutoHide(true);
    VirtualizedScrollPane<CodeArea> scroll = new VirtualizedScrollPane<>(area);
    finder = new FindBar(area);
    completion = new TextCompletion(area);
    StackPane.setAlignment(finder.node(), Pos.TOP_RIGHT);
    node = new StackPane(scroll, finder.node());
    node.getStyleClass().add("code-box");
    Live.draw(document.state(), this::draw);
  }

  Region node() {
    return node;
  }

  private void draw(ScenarioState newer) {
    state = newer;
    isDrawing = true;
    if (!area.getText().equals(newer.text())) {
      replace(newer.text());
    }
    isDrawing = false;
    wrongLines = lines(newer.problems());
    style();
  }

  /** Replaces what differs only, so that the caret and the view stay where they are. */
  private void replace(String text) {
    String old = area.getText();
    int from = 0;
    int most = Math.min(old.length(), text.length());
    while (from < most && old.charAt(from) == text.charAt(from)) {
      from++;
    }
    int end = 0;
    while (end < most - from
        && old.charAt(old.length() - 1 - end) == text.charAt(text.length() - 1 - end)) {
      end++;
    }
    boolean isOther = from == 0;
    area.replaceText(from, old.length() - end, text.substring(from, text.length() - end));
    if (isOther) {
      area.moveTo(0);
      area.requestFollowCaret();
    }
  }

  private static Set<Integer> lines(List<Problem> problems) {
    Set<Integer> lines = new HashSet<>();
    for (Problem problem : problems) {
      if (problem.origin().hasPosition()) {
        lines.add(problem.origin().line() - 1);
      }
    }
    return lines;
  }

  private void style() {
    String text = area.getText();
    if (text.isEmpty()) {
      return;
    }
    StyleSpans<Collection<String>> spans = YamlColours.of(text);
    area.setStyleSpans(0, spans);
    for (Problem problem : state.problems()) {
      if (problem.origin().hasPosition()) {
        int from =
            Math.min(
                Fix.place(text, problem.origin().line(), problem.origin().column()),
                text.length() - 1);
        int to = Math.max(from + 1, Fix.end(text, from));
        area.setStyle(from, Math.min(to, text.length()), List.of("wrong"));
      }
    }
    for (int line = 0; line < area.getParagraphs().size(); line++) {
      area.setParagraphStyle(line, wrongLines.contains(line) ? List.of("wrong-line") : List.of());
      area.recreateParagraphGraphic(line);
    }
  }

  private Label lineNumber(int line) {
    Label number = new Label(Integer.toString(line + 1));
    number.getStyleClass().add("line-number");
    if (wrongLines.contains(line)) {
      number.getStyleClass().add("wrong-number");
    }
    number.setAlignment(Pos.CENTER_RIGHT);
    return number;
  }

  private void key(KeyEvent event) {
    if (event.getCode() == KeyCode.TAB && !event.isShiftDown()) {
      area.insertText(area.getCaretPosition(), " ".repeat(INDENT));
      event.consume();
    } else if (event.getCode() == KeyCode.ENTER && !event.isShortcutDown()) {
      String line = area.getParagraph(area.getCurrentParagraph()).getText();
      int indent = line.length() - line.stripLeading().length();
      boolean opens = line.stripTrailing().endsWith(":");
      area.replaceSelection("\n" + " ".repeat(indent + (opens ? INDENT : 0)));
      event.consume();
    }
  }

  private void hover(MouseOverTextEvent event) {
    int line = area.offsetToPosition(event.getCharacterIndex(), Bias.Forward).getMajor();
    state.problems().stream()
        .filter(problem -> problem.origin().line() - 1 == line)
        .findFirst()
        .ifPresent(
            problem ->
                call(problem, event.getScreenPosition().getX(), event.getScreenPosition().getY()));
  }

  /** Goes to a problem and says what it is. */
  void show(Problem problem) {
    if (!problem.origin().hasPosition()) {
      return;
    }
    int line = Math.min(problem.origin().line() - 1, area.getParagraphs().size() - 1);
    int column =
        Math.min(problem.origin().column() - 1, area.getParagraph(line).getText().length());
    area.requestFocus();
    area.moveTo(line, Math.max(0, column));
    area.requestFollowCaret();
    area.layout();
    area.getCaretBounds().ifPresent(bounds -> call(problem, bounds.getMinX(), bounds.getMaxY()));
  }

  private void call(Problem problem, double x, double y) {
    ProblemCallout content =
        new ProblemCallout(
            problem,
            Fix.of(problem, state.text()),
            fix -> {
              callout.hide();
              document.edit(fix.applied(document.state().get().text()));
            });
    callout.getContent().setAll(content.node());
    callout.show(area, x - 8, y + 4);
  }

  void find() {
    finder.open();
  }

  boolean isFinding() {
    return finder.isOpen();
  }

  void stopFinding() {
    finder.close();
  }

  void complete() {
    completion.open();
  }

  void hideCallout() {
    callout.hide();
  }

  boolean isCalloutOpen() {
    return callout.isShowing();
  }
}
