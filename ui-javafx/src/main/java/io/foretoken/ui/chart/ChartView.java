package io.foretoken.ui.chart;

import io.foretoken.scenario.chart.Chart;
import io.foretoken.scenario.chart.Ink;
import io.foretoken.scenario.chart.Mark;
import io.foretoken.scenario.chart.Picture;
import io.foretoken.scenario.chart.Readout;
import io.foretoken.scenario.chart.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import javafx.scene.canvas.Canvas;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/**
 * A chart that follows the mouse and the keyboard: it snaps to the nearest x, draws a hair line and
 * enlarged dots there, and puts a card beside them. Who owns it decides what the card says.
 */
public final class ChartView extends Pane {
  private static final double LEAST_WIDTH = 240;
  private static final double LEAST_HEIGHT = 160;
  private static final double CARD_GAP = 14;
  private static final double DOT = 5;

  private final Canvas base = new Canvas();
  private final Canvas over = new Canvas();
  private Optional<Chart> chart = Optional.empty();
  private Optional<Picture> picture = Optional.empty();
  private Theme theme = Theme.LIGHT;
  private OptionalDouble pointed = OptionalDouble.empty();
  private Consumer<OptionalDouble> onPointed = value -> {};
  private Consumer<Double> onChosen = value -> {};
  private Optional<Region> card = Optional.empty();
  private boolean isPinned;

  /** An empty one. */
  public ChartView() {
    getStyleClass().add("chart");
    getChildren().addAll(base, over);
    setFocusTraversable(true);
    setMinSize(LEAST_WIDTH, LEAST_HEIGHT);
    setOnMouseMoved(this::point);
    setOnMouseExited(event -> leave());
    setOnMouseClicked(
        event -> {
          requestFocus();
          nearest(event.getX()).ifPresent(readout -> onChosen.accept(readout.value()));
        });
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
  }

  /** What to do when an x is pointed at, or no longer. */
  public void onPointed(Consumer<OptionalDouble> action) {
    onPointed = action;
  }

  /** What to do when a point is opened, by click or Enter. */
  public void onChosen(Consumer<Double> action) {
    onChosen = action;
  }

  /** The card that is put beside what is pointed at. */
  public void showCard(Region content) {
    card.ifPresent(before -> getChildren().remove(before));
    card = Optional.of(content);
    content.setManaged(false);
    content.setMouseTransparent(true);
    content.setVisible(false);
    getChildren().add(content);
    drawOver();
  }

  /** Shows a chart. */
  public void show(Chart newer, Theme in) {
    chart = Optional.of(newer);
    theme = in;
    setAccessibleText(newer.title());
    drawBase();
  }

  /** Points at an x of the axis, as the mouse would; empty for nowhere. */
  public void pointAt(OptionalDouble value) {
    if (!value.equals(pointed)) {
      pointed = value;
      drawOver();
    }
  }

  /** What is drawn now, for export. */
  public Optional<Picture> picture() {
    return picture;
  }

  @Override
  protected void layoutChildren() {
    if (base.getWidth() != getWidth() || base.getHeight() != getHeight()) {
      base.setWidth(getWidth());
      base.setHeight(getHeight());
      over.setWidth(getWidth());
      over.setHeight(getHeight());
      drawBase();
    }
  }

  private void drawBase() {
    boolean hasRoom = getWidth() >= LEAST_WIDTH && getHeight() >= LEAST_HEIGHT;
    picture = hasRoom ? chart.map(each -> each.picture(getWidth(), getHeight())) : Optional.empty();
    CanvasPainter painter = new CanvasPainter(base.getGraphicsContext2D(), theme);
    painter.clear();
    picture.ifPresent(painter::paint);
    drawOver();
  }

  private void drawOver() {
    CanvasPainter painter = new CanvasPainter(over.getGraphicsContext2D(), theme);
    painter.clear();
    Optional<Readout> at =
        pointed.isPresent() ? nearestTo(pointed.getAsDouble()) : Optional.empty();
    at.ifPresent(readout -> painter.marks(hair(readout)));
    card.ifPresent(
        content -> {
          content.setVisible(at.isPresent());
          at.ifPresent(readout -> place(content, readout));
        });
  }

  private List<Mark> hair(Readout readout) {
    Picture shown = picture.orElseThrow();
    double x = StrictMath.floor(readout.x()) + 0.5;
    List<Mark> marks = new ArrayList<>();
    marks.add(
        new Mark.Line(
            List.of(new Mark.At(x, shown.plotTop()), new Mark.At(x, shown.plotBottom())),
            Ink.MUTE,
            1,
            Mark.Dash.SOLID,
            1));
    for (Mark.At dot : readout.dots()) {
      marks.add(new Mark.Dot(dot, DOT, Mark.Shape.CIRCLE, Ink.INK, true));
    }
    return marks;
  }

  /** Left of the hair line in the right half, right of it in the left half; inside in any case. */
  private void place(Region content, Readout readout) {
    content.applyCss();
    double width = content.prefWidth(-1);
    double height = content.prefHeight(width);
    boolean isLate = readout.x() > getWidth() / 2;
    double x = isLate ? readout.x() - CARD_GAP - width : readout.x() + CARD_GAP;
    double most = Math.max(0, getWidth() - width);
    content.resizeRelocate(
        Math.max(0, Math.min(most, x)),
        picture.map(Picture::plotTop).orElse(0.0) - 8,
        width,
        height);
    content.layout();
    content.toFront();
  }

  private void point(MouseEvent event) {
    if (!isPinned) {
      tell(nearest(event.getX()));
    }
  }

  private void leave() {
    if (!isPinned) {
      tell(Optional.empty());
    }
  }

  private void tell(Optional<Readout> readout) {
    OptionalDouble value =
        readout.map(at -> OptionalDouble.of(at.value())).orElse(OptionalDouble.empty());
    if (!value.equals(pointed)) {
      pointAt(value);
      onPointed.accept(value);
    }
  }

  private Optional<Readout> nearest(double x) {
    Readout best = null;
    for (Readout readout : readouts()) {
      if (best == null || Math.abs(readout.x() - x) < Math.abs(best.x() - x)) {
        best = readout;
      }
    }
    return Optional.ofNullable(best);
  }

  private Optional<Readout> nearestTo(double value) {
    Readout best = null;
    for (Readout readout : readouts()) {
      if (best == null || Math.abs(readout.value() - value) < Math.abs(best.value() - value)) {
        best = readout;
      }
    }
    return Optional.ofNullable(best);
  }

  private List<Readout> readouts() {
    return picture.map(Picture::readouts).orElse(List.of());
  }

  private void key(KeyEvent event) {
    List<Readout> all = readouts();
    if (all.isEmpty() || event.isShortcutDown()) {
      return;
    }
    int at = -1;
    if (pointed.isPresent()) {
      at = all.indexOf(nearestTo(pointed.getAsDouble()).orElseThrow());
    }
    int last = all.size() - 1;
    KeyCode code = event.getCode();
    if (code == KeyCode.RIGHT
        || code == KeyCode.LEFT
        || code == KeyCode.HOME
        || code == KeyCode.END) {
      int next =
          switch (code) {
            case RIGHT -> Math.min(last, at + 1);
            case LEFT -> at < 0 ? last : Math.max(0, at - 1);
            case HOME -> 0;
            default -> last;
          };
      tell(Optional.of(all.get(next)));
      event.consume();
    } else if (code == KeyCode.SPACE) {
      isPinned = !isPinned && at >= 0;
      event.consume();
    } else if (code == KeyCode.ESCAPE && isPinned) {
      // Without a pin Escape is the screen's.
      isPinned = false;
      tell(Optional.empty());
      event.consume();
    } else if (code == KeyCode.ENTER && at >= 0) {
      onChosen.accept(all.get(at).value());
      event.consume();
    }
  }
}
