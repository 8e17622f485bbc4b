package io.foretoken.ui.chart;

import io.foretoken.scenario.chart.Ink;
import io.foretoken.scenario.chart.Mark;
import io.foretoken.scenario.chart.Picture;
import io.foretoken.scenario.chart.Readout;
import io.foretoken.scenario.chart.Theme;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * A picture that fills its place, with a read-out that follows the mouse and the arrow keys, and
 * that the space bar pins.
 */
public final class PictureView extends Region {
  private static final double CARD_GAP = 14;
  private static final double LEAST = 40;

  private final Canvas canvas = new Canvas();
  private final Canvas over = new Canvas();
  private final VBox card = new VBox();
  private Source source = (width, height) -> Optional.empty();
  private Picture shown;
  private Theme theme = Theme.LIGHT;
  private int pointed = -1;
  private boolean isPinned;

  /** Lays a picture out for a size; empty for nothing to show. */
  @FunctionalInterface
  public interface Source {
    /** The picture of a size in px. */
    Optional<Picture> of(double width, double height);
  }

  /** An empty place. */
  public PictureView() {
    card.getStyleClass().add("readout");
    card.setAlignment(Pos.TOP_LEFT);
    card.setMouseTransparent(true);
    card.setManaged(false);
    card.setVisible(false);
    over.setMouseTransparent(true);
    getChildren().addAll(canvas, over, card);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setFocusTraversable(true);
    getStyleClass().add("picture");
    setMinSize(0, 0);
    addEventHandler(MouseEvent.MOUSE_MOVED, event -> point(event.getX(), event.getY()));
    addEventHandler(
        MouseEvent.MOUSE_EXITED,
        event -> {
          if (!isPinned) {
            point(-1);
          }
        });
    addEventHandler(MouseEvent.MOUSE_PRESSED, event -> requestFocus());
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
  }

  /** Draws another picture. */
  public void show(Source newer) {
    source = newer;
    pointed = -1;
    isPinned = false;
    draw();
  }

  /** Draws the same in another theme. */
  public void setTheme(Theme newer) {
    theme = newer;
    draw();
  }

  /** The picture as it is drawn; empty where there is none. */
  public Optional<Picture> picture() {
    return Optional.ofNullable(shown);
  }

  @Override
  protected void layoutChildren() {
    if (canvas.getWidth() != getWidth() || canvas.getHeight() != getHeight()) {
      canvas.setWidth(getWidth());
      canvas.setHeight(getHeight());
      over.setWidth(getWidth());
      over.setHeight(getHeight());
      draw();
    }
  }

  private void draw() {
    boolean hasRoom = canvas.getWidth() >= LEAST && canvas.getHeight() >= LEAST;
    shown = hasRoom ? source.of(canvas.getWidth(), canvas.getHeight()).orElse(null) : null;
    isPinned = isPinned && shown != null;
    CanvasPainter painter = new CanvasPainter(canvas.getGraphicsContext2D(), theme);
    if (shown == null) {
      painter.clear();
    } else {
      painter.paint(shown);
      setAccessibleText(shown.title());
    }
    point(Math.min(pointed, shown == null ? -1 : shown.readouts().size() - 1));
  }

  /** Points at the read-out that is nearest, where the place is within the plot. */
  private void point(double x, double y) {
    if (shown == null || isPinned || shown.readouts().isEmpty()) {
      return;
    }
    if (y < shown.plotTop() || y > shown.plotBottom()) {
      point(-1);
      return;
    }
    int nearest = 0;
    for (int at = 1; at < shown.readouts().size(); at++) {
      if (Math.abs(shown.readouts().get(at).x() - x)
          < Math.abs(shown.readouts().get(nearest).x() - x)) {
        nearest = at;
      }
    }
    point(nearest);
  }

  private void point(int at) {
    pointed = at;
    CanvasPainter painter = new CanvasPainter(over.getGraphicsContext2D(), theme);
    painter.clear();
    card.setVisible(at >= 0);
    if (at < 0) {
      return;
    }
    Readout readout = shown.readouts().get(at);
    painter.marks(
        List.of(
            new Mark.Line(
                List.of(
                    new Mark.At(readout.x(), shown.plotTop()),
                    new Mark.At(readout.x(), shown.plotBottom())),
                Ink.INK_3,
                1,
                Mark.Dash.SOLID,
                1)));
    for (Mark.At dot : readout.dots()) {
      painter.marks(List.of(new Mark.Dot(dot, 4.5, Mark.Shape.CIRCLE, Ink.INK, false)));
    }
    card.getChildren().clear();
    for (int line = 0; line < readout.lines().size(); line++) {
      Label words = new Label(readout.lines().get(line));
      words.getStyleClass().add(line == 0 ? "readout-title" : "readout-line");
      card.getChildren().add(words);
    }
    setAccessibleText(shown.title() + ". " + String.join(", ", readout.lines()));
    placeCard(readout.x());
  }

  /** Beside the point, on the side where there is room. */
  private void placeCard(double x) {
    card.applyCss();
    double wide = card.prefWidth(-1);
    double high = card.prefHeight(wide);
    boolean isLeft = x + CARD_GAP + wide > getWidth();
    double left = isLeft ? Math.max(0, x - CARD_GAP - wide) : x + CARD_GAP;
    card.resizeRelocate(left, Math.max(0, shown.plotTop() + 4), wide, high);
  }

  private void key(KeyEvent event) {
    if (shown == null || shown.readouts().isEmpty() || event.isShortcutDown()) {
      return;
    }
    int last = shown.readouts().size() - 1;
    boolean isTaken = true;
    switch (event.getCode()) {
      case LEFT -> point(Math.max(0, pointed < 0 ? last : pointed - 1));
      case RIGHT -> point(Math.min(last, pointed + 1));
      case HOME -> point(0);
      case END -> point(last);
      case SPACE -> isPinned = pointed >= 0 && !isPinned;
      case ESCAPE -> {
        isPinned = false;
        isTaken = pointed >= 0;
        point(-1);
      }
      default -> isTaken = false;
    }
    if (isTaken) {
      event.consume();
    }
  }
}
