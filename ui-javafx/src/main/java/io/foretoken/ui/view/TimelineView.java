package io.foretoken.ui.view;

import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.ui.chart.PictureView;
import io.foretoken.ui.picture.TimelinePicture;
import io.foretoken.ui.viewmodel.RequestTimeline;
import io.foretoken.ui.viewmodel.RequestTimeline.Bar;
import io.foretoken.ui.viewmodel.RunRequests.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Orientation;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The request timeline: rows that are drawn as they scroll into view, a card for one of them. */
final class TimelineView {
  private static final int ROWS_BEFORE = 3;

  private final PictureView picture;
  private final ScrollBar scroll = new ScrollBar();
  private final VBox card = new VBox();
  private final HBox node;
  private Optional<RequestTimeline> timeline = Optional.empty();
  private int chosen = -1;

  TimelineView(PictureView picture) {
    this.picture = picture;
    scroll.setOrientation(Orientation.VERTICAL);
    scroll.valueProperty().addListener((property, before, now) -> draw());
    card.getStyleClass().add("readout");
    card.setManaged(false);
    card.setVisible(false);
    card.setMouseTransparent(true);
    Pane above = new Pane(card);
    above.setMouseTransparent(true);
    StackPane stack = new StackPane(picture, above);
    stack.setMinSize(0, 0);
    HBox.setHgrow(stack, Priority.ALWAYS);
    node = new HBox(4, stack, scroll);
    node.setMinSize(0, 0);
    picture.heightProperty().addListener((property, before, now) -> range());
    picture.setOnScroll(
        event -> scroll.setValue(clamp(first() - event.getDeltaY() / TimelinePicture.ROW)));
    picture.addEventHandler(MouseEvent.MOUSE_MOVED, this::point);
    picture.addEventHandler(MouseEvent.MOUSE_EXITED, event -> choose(-1, 0));
    picture.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
  }

  HBox node() {
    return node;
  }

  void show(Optional<RequestTimeline> newer) {
    timeline = newer;
    chosen = -1;
    card.setVisible(false);
    range();
    scroll.setValue(clamp(newer.map(TimelineView::firstSentIn).orElse(0) - ROWS_BEFORE));
    draw();
  }

  /** Number of the first bar that begins in the window: those before it are the rest of others. */
  private static int firstSentIn(RequestTimeline shown) {
    int at = 0;
    while (at < shown.bars().size() && shown.bars().get(at).sentNanos() < shown.fromNanos()) {
      at++;
    }
    return at;
  }

  private int size() {
    return timeline.map(shown -> shown.bars().size()).orElse(0);
  }

  private int first() {
    return (int) Math.round(scroll.getValue());
  }

  private double clamp(double value) {
    return Math.max(0, Math.min(scroll.getMax(), value));
  }

  private void range() {
    int rows = TimelinePicture.rows(picture.getHeight());
    int hidden = Math.max(0, size() - rows);
    scroll.setMax(hidden);
    scroll.setVisibleAmount(hidden == 0 ? 1 : (double) hidden * rows / size());
    scroll.setUnitIncrement(1);
    scroll.setBlockIncrement(rows);
    scroll.setVisible(hidden > 0);
    scroll.setManaged(hidden > 0);
    scroll.setValue(clamp(scroll.getValue()));
  }

  private void draw() {
    picture.show(
        (width, height) ->
            timeline.map(
                shown ->
                    new TimelinePicture(shown, "Requests over time, " + shown.words())
                        .picture(width, height, first(), chosen)));
  }

  private void point(MouseEvent event) {
    int row = TimelinePicture.rowAt(event.getY());
    int at = row < 0 ? -1 : first() + row;
    choose(at < size() ? at : -1, event.getX());
  }

  private void key(KeyEvent event) {
    if (size() == 0 || event.isShortcutDown() || event.isAltDown()) {
      return;
    }
    int page = TimelinePicture.rows(picture.getHeight());
    int next;
    switch (event.getCode()) {
      case UP -> next = chosen - 1;
      case DOWN -> next = chosen + 1;
      case PAGE_UP -> next = chosen - page;
      case PAGE_DOWN -> next = chosen + page;
      case HOME -> next = 0;
      case END -> next = size() - 1;
      default -> {
        return;
      }
    }
    int at = Math.max(0, Math.min(size() - 1, next));
    if (at < first() || at >= first() + page) {
      scroll.setValue(clamp(at < first() ? at : at - page + 1));
    }
    choose(at, picture.getWidth() / 2);
    event.consume();
  }

  private void choose(int at, double x) {
    if (at != chosen) {
      chosen = at;
      draw();
    }
    card.setVisible(at >= 0);
    if (at < 0) {
      return;
    }
    Bar bar = timeline.orElseThrow().bars().get(at);
    card.getChildren().clear();
    card.getChildren().add(Parts.label("Request " + bar.index(), "readout-title"));
    for (String line : words(bar)) {
      card.getChildren().add(Parts.label(line, "readout-line"));
    }
    picture.setAccessibleText("Request " + bar.index() + ". " + String.join(", ", words(bar)));
    card.applyCss();
    double wide = card.prefWidth(-1);
    double high = card.prefHeight(wide);
    double top = TimelinePicture.height(at - first()) + 6;
    double below = top + high > picture.getHeight() ? top - high - TimelinePicture.ROW - 12 : top;
    double left = Math.max(0, Math.min(picture.getWidth() - wide, x + 14));
    card.resizeRelocate(left, Math.max(0, below), wide, high);
  }

  private static List<String> words(Bar bar) {
    List<String> words = new ArrayList<>();
    words.add(
        "Input "
            + ReadableNumbers.count(bar.inputTokens())
            + ", output "
            + ReadableNumbers.count(bar.outputTokens())
            + " tokens");
    if (bar.replica() >= 0) {
      words.add("Replica " + (bar.replica() + 1));
    }
    words.add("Queue " + ReadableNumbers.time((double) bar.scheduledNanos() - bar.sentNanos()));
    if (!Double.isNaN(bar.ttftNanos())) {
      words.add("TTFT " + ReadableNumbers.time(bar.ttftNanos()));
    }
    if (!Double.isNaN(bar.tpotNanos())) {
      words.add("TPOT " + ReadableNumbers.time(bar.tpotNanos()));
    }
    if (bar.preemptions() > 0) {
      words.add(
          bar.preemptions() == 1
              ? "Preempted once"
              : "Preempted " + bar.preemptions() + " times; the last is drawn");
    }
    if (!bar.outcome().equals("finished")) {
      words.add(bar.outcome().replace('_', ' '));
    }
    if (bar.verdict() == Verdict.MISSES) {
      words.add("✕ misses its SLO");
    }
    return words;
  }
}
