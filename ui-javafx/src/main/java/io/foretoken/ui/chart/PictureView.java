package io.foretoken.ui.chart;

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
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;

/**
 * A picture that fills its place and follows mouse and keyboard: it snaps to the nearest place that
 * has something to say, draws a hair line and dots there, and puts a card beside them. The space
 * bar pins it.
 */
public class PictureView extends Region {
  private static final double CARD_GAP = 14;
  private static final double LEAST = 40;
  private static final double DOT = 4.5;
  private static final int NOWHERE = -1;

  private final Canvas base = new Canvas();
  private final Canvas over = new Canvas();
  private final ReadoutCard words = new ReadoutCard();
  private Region card = words.node();
  private Source source = (width, height) -> Optional.empty();
  private Picture shown;
  private Theme theme = Theme.LIGHT;
  private int pointed = NOWHERE;
  private OptionalDouble pointedValue = OptionalDouble.empty();
  private boolean isPinned;
  private Consumer<OptionalDouble> onPointed = value -> {};
  private Consumer<Double> onChosen = value -> {};
  private Runnable onTable = () -> {};
  private Runnable onDrawn = () -> {};

  /** Lays a picture out for a size; empty for nothing to show. */
  @FunctionalInterface
  public interface Source {
    /** The picture of a size in px. */
    Optional<Picture> of(double width, double height);
  }

  /** An empty place. */
  public PictureView() {
    over.setMouseTransparent(true);
    getChildren().addAll(base, over);
    place(words.node());
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setFocusTraversable(true);
    getStyleClass().add("picture");
    setMinSize(0, 0);
    addEventHandler(MouseEvent.MOUSE_MOVED, this::follow);
    addEventHandler(
        MouseEvent.MOUSE_EXITED,
        event -> {
          if (!isPinned) {
            tell(NOWHERE);
          }
        });
    addEventHandler(MouseEvent.MOUSE_PRESSED, event -> requestFocus());
    addEventHandler(
        MouseEvent.MOUSE_CLICKED,
        event -> {
          int at = nearestTo(event.getX());
          if (at != NOWHERE) {
            onChosen.accept(readouts().get(at).value());
          }
        });
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
  }

  /** What to do when a value of the x axis is pointed at, or no longer. */
  public final void onPointed(Consumer<OptionalDouble> action) {
    onPointed = action;
  }

  /** What to do when a point is opened, by click or Enter. */
  public final void onChosen(Consumer<Double> action) {
    onChosen = action;
  }

  /** What to do when the table is asked for, by the key T. */
  public final void onTable(Runnable action) {
    onTable = action;
  }

  /** What to do when another picture has been drawn. */
  public final void onDrawn(Runnable action) {
    onDrawn = action;
  }

  /** A card of one's own beside what is pointed at, instead of the picture's words. */
  public final void showCard(Region content) {
    getChildren().remove(card);
    place(content);
    drawOver();
  }

  private void place(Region content) {
    card = content;
    card.setManaged(false);
    card.setMouseTransparent(true);
    card.setVisible(false);
    getChildren().add(card);
  }

  /** Draws another picture. */
  public final void show(Source newer) {
    pointed = NOWHERE;
    pointedValue = OptionalDouble.empty();
    isPinned = false;
    update(newer, theme);
  }

  /** Draws the same in another theme. */
  public final void setTheme(Theme newer) {
    update(source, newer);
  }

  /** Draws a newer state of the same, which stays pointed at where it was. */
  final void update(Source newer, Theme in) {
    source = newer;
    theme = in;
    draw();
  }

  /** Points at a value of the x axis, as the mouse would; empty for nowhere. */
  public final void pointAt(OptionalDouble value) {
    if (!value.equals(pointedValue)) {
      pointedValue = value;
      pointed = NOWHERE;
      drawOver();
    }
  }

  /** The picture as it is drawn; empty where there is none. */
  public final Optional<Picture> picture() {
    return Optional.ofNullable(shown);
  }

  @Override
  protected void layoutChildren() {
    if (base.getWidth() != getWidth() || base.getHeight() != getHeight()) {
      base.setWidth(getWidth());
      base.setHeight(getHeight());
      over.setWidth(getWidth());
      over.setHeight(getHeight());
      draw();
    }
  }

  private void draw() {
    boolean hasRoom = base.getWidth() >= LEAST && base.getHeight() >= LEAST;
    shown = hasRoom ? source.of(base.getWidth(), base.getHeight()).orElse(null) : null;
    isPinned = isPinned && shown != null;
    CanvasPainter painter = new CanvasPainter(base.getGraphicsContext2D(), theme);
    painter.clear();
    if (shown != null) {
      painter.paint(shown);
    }
    onDrawn.run();
    drawOver();
  }

  private List<Readout> readouts() {
    return shown == null ? List.of() : shown.readouts();
  }

  /** Several places of a picture may have one value: the place is kept where it has it still. */
  private int pointedPlace() {
    if (pointedValue.isEmpty() || readouts().isEmpty()) {
      return NOWHERE;
    }
    double value = pointedValue.getAsDouble();
    if (pointed >= 0 && pointed < readouts().size() && readouts().get(pointed).value() == value) {
      return pointed;
    }
    int best = 0;
    for (int at = 1; at < readouts().size(); at++) {
      if (Math.abs(readouts().get(at).value() - value)
          < Math.abs(readouts().get(best).value() - value)) {
        best = at;
      }
    }
    return best;
  }

  private void drawOver() {
    pointed = pointedPlace();
    CanvasPainter painter = new CanvasPainter(over.getGraphicsContext2D(), theme);
    painter.clear();
    card.setVisible(pointed != NOWHERE);
    if (shown != null) {
      setAccessibleText(shown.title());
    }
    if (pointed == NOWHERE) {
      return;
    }
    Readout readout = readouts().get(pointed);
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
    painter.marks(marks);
    words.show(readout.lines());
    setAccessibleText(shown.title() + ". " + String.join(", ", readout.lines()));
    placeCard(readout.x());
  }

  /** Left of the hair line in the right half, right of it in the left half; inside in any case. */
  private void placeCard(double x) {
    card.applyCss();
    double wide = card.prefWidth(-1);
    double high = card.prefHeight(wide);
    double left = x > getWidth() / 2 ? x - CARD_GAP - wide : x + CARD_GAP;
    card.resizeRelocate(
        Math.max(0, Math.min(getWidth() - wide, left)),
        Math.max(0, shown.plotTop() - 8),
        wide,
        high);
    card.layout();
    card.toFront();
  }

  private void follow(MouseEvent event) {
    if (!isPinned && shown != null) {
      boolean isInside = event.getY() >= shown.plotTop() && event.getY() <= shown.plotBottom();
      tell(isInside ? nearestTo(event.getX()) : NOWHERE);
    }
  }

  private int nearestTo(double x) {
    int best = NOWHERE;
    for (int at = 0; at < readouts().size(); at++) {
      if (best == NOWHERE
          || Math.abs(readouts().get(at).x() - x) < Math.abs(readouts().get(best).x() - x)) {
        best = at;
      }
    }
    return best;
  }

  private void tell(int at) {
    OptionalDouble before = pointedValue;
    pointed = at;
    pointedValue =
        at == NOWHERE ? OptionalDouble.empty() : OptionalDouble.of(readouts().get(at).value());
    drawOver();
    if (!pointedValue.equals(before)) {
      onPointed.accept(pointedValue);
    }
  }

  private void key(KeyEvent event) {
    if (readouts().isEmpty() || event.isShortcutDown() || event.isAltDown()) {
      return;
    }
    int last = readouts().size() - 1;
    boolean isTaken = true;
    switch (event.getCode()) {
      case LEFT -> tell(pointed == NOWHERE ? last : Math.max(0, pointed - 1));
      case RIGHT -> tell(Math.min(last, pointed + 1));
      case HOME -> tell(0);
      case END -> tell(last);
      case SPACE -> isPinned = pointed != NOWHERE && !isPinned;
      case T -> onTable.run();
      case ENTER -> {
        isTaken = pointed != NOWHERE;
        if (isTaken) {
          onChosen.accept(readouts().get(pointed).value());
        }
      }
      case ESCAPE -> {
        // Without a pin Escape is the screen's.
        isTaken = isPinned;
        isPinned = false;
        tell(NOWHERE);
      }
      default -> isTaken = false;
    }
    if (isTaken) {
      event.consume();
    }
  }
}
