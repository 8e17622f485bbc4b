package io.foretoken.ui.chart;

import io.foretoken.scenario.chart.Ink;
import io.foretoken.scenario.chart.Mark;
import io.foretoken.scenario.chart.Picture;
import io.foretoken.scenario.chart.Shapes;
import io.foretoken.scenario.chart.Theme;
import io.foretoken.ui.theme.Fonts;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.PixelWriter;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.paint.ImagePattern;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** Paints pictures on a canvas: the same marks as the SVG and PNG painters. */
public final class CanvasPainter {
  private static final int HATCH = 8;
  private static final double HALO = 4;

  private final GraphicsContext to;
  private final Theme theme;
  private final Map<Ink, Color> colours = new EnumMap<>(Ink.class);

  /** A painter of one theme. */
  public CanvasPainter(GraphicsContext to, Theme theme) {
    this.to = to;
    this.theme = theme;
  }

  /** Clears the canvas and paints a picture on it. */
  public void paint(Picture picture) {
    clear();
    marks(picture.marks());
  }

  /** Makes the canvas transparent. */
  public void clear() {
    to.clearRect(0, 0, to.getCanvas().getWidth(), to.getCanvas().getHeight());
  }

  /** Paints marks over what is there. */
  public void marks(List<Mark> marks) {
    to.setTextBaseline(VPos.BASELINE);
    to.setLineJoin(StrokeLineJoin.ROUND);
    to.setLineCap(StrokeLineCap.BUTT);
    marks.forEach(this::mark);
    to.setGlobalAlpha(1);
    to.setLineDashes();
  }

  private void mark(Mark mark) {
    if (mark instanceof Mark.Line line) {
      line(line);
    } else if (mark instanceof Mark.Area area) {
      to.setGlobalAlpha(area.opacity());
      to.setFill(colour(area.ink()));
      path(area.points());
      to.closePath();
      to.fill();
    } else if (mark instanceof Mark.Dot dot) {
      dot(dot);
    } else if (mark instanceof Mark.Cloud cloud) {
      to.setGlobalAlpha(cloud.opacity());
      to.setFill(colour(cloud.ink()));
      double r = cloud.radius();
      for (Mark.At at : cloud.points()) {
        to.fillOval(at.x() - r, at.y() - r, 2 * r, 2 * r);
      }
    } else if (mark instanceof Mark.Rect rect) {
      to.setGlobalAlpha(rect.opacity());
      to.setFill(colour(rect.ink()));
      to.fillRect(rect.x(), rect.y(), rect.width(), rect.height());
    } else if (mark instanceof Mark.Hatch hatch) {
      to.setGlobalAlpha(1);
      to.setFill(hatching());
      to.fillRect(hatch.x(), hatch.y(), hatch.width(), hatch.height());
    } else if (mark instanceof Mark.Text text) {
      text(text);
    }
  }

  private void line(Mark.Line line) {
    to.setGlobalAlpha(line.opacity());
    to.setStroke(colour(line.ink()));
    to.setLineWidth(line.width());
    switch (line.dash()) {
      case DASHED -> to.setLineDashes(5, 4);
      case DOTTED -> to.setLineDashes(2, 4);
      case SOLID -> to.setLineDashes();
    }
    path(line.points());
    to.stroke();
    to.setLineDashes();
  }

  private void path(List<Mark.At> points) {
    to.beginPath();
    for (int at = 0; at < points.size(); at++) {
      if (at == 0) {
        to.moveTo(points.get(at).x(), points.get(at).y());
      } else {
        to.lineTo(points.get(at).x(), points.get(at).y());
      }
    }
  }

  private void dot(Mark.Dot dot) {
    to.setGlobalAlpha(1);
    double r = dot.radius();
    if (dot.shape() == Mark.Shape.CIRCLE) {
      to.beginPath();
      to.arc(dot.at().x(), dot.at().y(), r, r, 0, 360);
    } else {
      path(Shapes.outline(dot));
    }
    to.closePath();
    boolean isCross = dot.shape() == Mark.Shape.CROSS;
    if (!isCross) {
      to.setFill(colour(dot.hollow() ? Ink.SURFACE : dot.ink()));
      to.fill();
    }
    boolean hasRim = !dot.hollow() && !isCross;
    to.setStroke(colour(hasRim ? Ink.SURFACE : dot.ink()));
    to.setLineWidth(hasRim ? 1 : 1.5);
    to.stroke();
  }

  private void text(Mark.Text text) {
    to.setGlobalAlpha(1);
    to.setFont(Font.font(text.strong() ? Fonts.STRONG : Fonts.REGULAR, text.size()));
    to.setTextAlign(
        switch (text.anchor()) {
          case START -> TextAlignment.LEFT;
          case MIDDLE -> TextAlignment.CENTER;
          case END -> TextAlignment.RIGHT;
        });
    if (text.halo()) {
      to.setStroke(colour(Ink.SURFACE));
      to.setLineWidth(HALO);
      to.strokeText(text.words(), text.at().x(), text.at().y());
    }
    to.setFill(colour(text.ink()));
    to.fillText(text.words(), text.at().x(), text.at().y());
  }

  /** Slanting lines that meet across the edges of their tile. */
  private ImagePattern hatching() {
    WritableImage tile = new WritableImage(HATCH, HATCH);
    PixelWriter pixels = tile.getPixelWriter();
    Color ink = colour(Ink.HATCH);
    for (int x = 0; x < HATCH; x++) {
      for (int y = 0; y < HATCH; y++) {
        int off = Math.floorMod(x + y, HATCH);
        double share = off == 0 ? 1 : off == 1 || off == HATCH - 1 ? 0.25 : 0;
        pixels.setColor(x, y, Color.color(ink.getRed(), ink.getGreen(), ink.getBlue(), share));
      }
    }
    return new ImagePattern(tile, 0, 0, HATCH, HATCH, false);
  }

  private Color colour(Ink ink) {
    return colours.computeIfAbsent(ink, each -> Color.web(each.hex(theme)));
  }
}
