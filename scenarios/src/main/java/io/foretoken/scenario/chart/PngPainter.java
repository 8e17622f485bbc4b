package io.foretoken.scenario.chart;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.TexturePaint;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Paints pictures into PNG files by Java2D, without a screen, in twice the pixels of the layout.
 * The type is IBM Plex Sans, which comes with the program.
 */
public final class PngPainter {
  private static final int SCALE = 2;
  private static final int HATCH = 8;

  private final Graphics2D to;
  private final Theme theme;
  private final Font regular;
  private final Font strong;

  private PngPainter(Graphics2D to, Theme theme) throws IOException {
    this.to = to;
    this.theme = theme;
    regular = font("IBMPlexSans-Regular.ttf");
    strong = font("IBMPlexSans-SemiBold.ttf");
  }

  private static Font font(String file) throws IOException {
    try (InputStream in = PngPainter.class.getResourceAsStream(file)) {
      return Font.createFont(Font.TRUETYPE_FONT, in);
    } catch (FontFormatException e) {
      throw new IOException(file + " is damaged: " + e.getMessage(), e);
    }
  }

  /** Writes a picture as PNG. */
  public static void write(Picture picture, Theme theme, OutputStream out) throws IOException {
    ImageIO.setUseCache(false);
    ImageIO.write(image(picture, theme), "png", out);
  }

  /** Paints a picture. */
  static BufferedImage image(Picture picture, Theme theme) throws IOException {
    Frame frame = Frame.of(picture);
    int width = (int) Math.ceil(frame.width() * SCALE);
    int height = (int) Math.ceil(frame.height() * SCALE);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      graphics.scale(SCALE, SCALE);
      PngPainter painter = new PngPainter(graphics, theme);
      graphics.setColor(painter.colour(Ink.SURFACE));
      graphics.fill(new Rectangle2D.Double(0, 0, frame.width(), frame.height()));
      graphics.translate(frame.left(), frame.top());
      painter.mark(frame.title(picture));
      picture.marks().forEach(painter::mark);
    } finally {
      graphics.dispose();
    }
    return image;
  }

  private void mark(Mark mark) {
    if (mark instanceof Mark.Line line) {
      to.setStroke(stroke(line));
      to.setColor(colour(line.ink()));
      within(line.opacity(), () -> to.draw(path(line.points(), false)));
    } else if (mark instanceof Mark.Area area) {
      to.setColor(colour(area.ink()));
      within(area.opacity(), () -> to.fill(path(area.points(), true)));
    } else if (mark instanceof Mark.Dot dot) {
      dot(dot);
    } else if (mark instanceof Mark.Cloud cloud) {
      to.setColor(colour(cloud.ink()));
      within(
          cloud.opacity(), () -> cloud.points().forEach(at -> to.fill(circle(at, cloud.radius()))));
    } else if (mark instanceof Mark.Rect rect) {
      to.setColor(colour(rect.ink()));
      Shape box = new Rectangle2D.Double(rect.x(), rect.y(), rect.width(), rect.height());
      within(rect.opacity(), () -> to.fill(box));
    } else if (mark instanceof Mark.Hatch hatch) {
      to.setPaint(hatching());
      to.fill(new Rectangle2D.Double(hatch.x(), hatch.y(), hatch.width(), hatch.height()));
    } else if (mark instanceof Mark.Text text) {
      text(text);
    }
  }

  private void within(double opacity, Runnable draw) {
    to.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, (float) opacity));
    draw.run();
    to.setComposite(AlphaComposite.SrcOver);
  }

  private static BasicStroke stroke(Mark.Line line) {
    float[] dash =
        switch (line.dash()) {
          case DASHED -> new float[] {5, 4};
          case DOTTED -> new float[] {2, 4};
          case SOLID -> null;
        };
    return new BasicStroke(
        (float) line.width(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dash, 0);
  }

  private void dot(Mark.Dot dot) {
    Shape shape =
        dot.shape() == Mark.Shape.CIRCLE
            ? circle(dot.at(), dot.radius())
            : path(Shapes.outline(dot), true);
    if (dot.shape() != Mark.Shape.CROSS) {
      to.setColor(colour(dot.hollow() ? Ink.SURFACE : dot.ink()));
      to.fill(shape);
    }
    boolean rim = !dot.hollow() && dot.shape() != Mark.Shape.CROSS;
    to.setColor(colour(rim ? Ink.SURFACE : dot.ink()));
    to.setStroke(new BasicStroke(rim ? 1 : 1.5f));
    to.draw(shape);
  }

  private void text(Mark.Text text) {
    if (text.words().isEmpty()) {
      return;
    }
    Font font = (text.strong() ? strong : regular).deriveFont((float) text.size());
    TextLayout layout = new TextLayout(text.words(), font, to.getFontRenderContext());
    double shift =
        switch (text.anchor()) {
          case START -> 0;
          case MIDDLE -> layout.getAdvance() / 2;
          case END -> layout.getAdvance();
        };
    Shape glyphs =
        layout.getOutline(
            AffineTransform.getTranslateInstance(text.at().x() - shift, text.at().y()));
    if (text.halo()) {
      to.setColor(colour(Ink.SURFACE));
      to.setStroke(new BasicStroke(4, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      to.draw(glyphs);
    }
    to.setColor(colour(text.ink()));
    to.fill(glyphs);
  }

  private TexturePaint hatching() {
    int side = HATCH * SCALE;
    BufferedImage tile = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = tile.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(colour(Ink.HATCH));
    graphics.setStroke(new BasicStroke(2.5f));
    for (int shift = -side; shift <= side; shift += side) {
      graphics.drawLine(shift, side, shift + side, 0);
    }
    graphics.dispose();
    return new TexturePaint(tile, new Rectangle2D.Double(0, 0, HATCH, HATCH));
  }

  private static Shape circle(Mark.At at, double radius) {
    return new Ellipse2D.Double(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius);
  }

  private static Path2D path(List<Mark.At> points, boolean closed) {
    Path2D path = new Path2D.Double();
    for (int at = 0; at < points.size(); at++) {
      if (at == 0) {
        path.moveTo(points.get(at).x(), points.get(at).y());
      } else {
        path.lineTo(points.get(at).x(), points.get(at).y());
      }
    }
    if (closed && !points.isEmpty()) {
      path.closePath();
    }
    return path;
  }

  private Color colour(Ink ink) {
    return new Color(ink.rgb(theme));
  }
}
