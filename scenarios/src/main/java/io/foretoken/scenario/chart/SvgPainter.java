package io.foretoken.scenario.chart;

import java.util.List;
import java.util.Optional;

/**
 * Writes pictures as SVG text. Within a page colours are the page's CSS variables, so that they
 * follow its theme; a file of its own has the colours of one theme and no reference to anything
 * outside of it.
 */
public final class SvgPainter {
  private static final String FONT = "'IBM Plex Sans',system-ui,sans-serif";
  private static final String HATCH_ID = "hatch";

  private final Optional<Theme> theme;
  private final StringBuilder out = new StringBuilder();

  private SvgPainter(Optional<Theme> theme) {
    this.theme = theme;
  }

  /** An SVG file. */
  public static String file(Picture picture, Theme theme) {
    SvgPainter painter = new SvgPainter(Optional.of(theme));
    painter.document(picture, "", Frame.of(picture));
    return painter.out.append('\n').toString();
  }

  /**
   * An {@code svg} element for a page that defines {@link Ink#variable()} for every ink, and a
   * pattern named {@code hatch}.
   *
   * @param cssClass of the element
   */
  public static String inPage(Picture picture, String cssClass) {
    SvgPainter painter = new SvgPainter(Optional.empty());
    painter.document(picture, cssClass, Frame.none(picture));
    return painter.out.toString();
  }

  /** The pattern that {@link #inPage} refers to, for any place in the page's body. */
  public static String hatchPattern() {
    SvgPainter painter = new SvgPainter(Optional.empty());
    painter.out.append("<svg width=\"0\" height=\"0\" aria-hidden=\"true\" class=\"defs\">");
    painter.pattern();
    return painter.out.append("</svg>\n").toString();
  }

  private void document(Picture picture, String cssClass, Frame frame) {
    out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"")
        .append(px(-frame.left()))
        .append(' ')
        .append(px(-frame.top()))
        .append(' ')
        .append(px(frame.width()))
        .append(' ')
        .append(px(frame.height()))
        .append("\" width=\"")
        .append(px(frame.width()))
        .append("\" height=\"")
        .append(px(frame.height()))
        .append("\" role=\"img\"");
    if (!cssClass.isEmpty()) {
      out.append(" class=\"").append(escape(cssClass)).append('"');
    }
    out.append(" font-family=\"").append(FONT).append("\">\n<title>");
    out.append(escape(picture.title())).append("</title>\n");
    if (frame.left() > 0) {
      pattern();
      box(-frame.left(), -frame.top(), frame.width(), frame.height(), colour(Ink.SURFACE), 1);
      text(frame.title(picture));
    }
    picture.marks().forEach(this::mark);
    for (int at = 0; at < picture.readouts().size(); at++) {
      readout(picture, at);
    }
    out.append("</svg>");
  }

  private void pattern() {
    out.append("<defs><pattern id=\"")
        .append(HATCH_ID)
        .append("\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\"")
        .append(" patternTransform=\"rotate(45)\"><line x1=\"0\" y1=\"0\" x2=\"0\" y2=\"6\"")
        .append(" stroke=\"")
        .append(colour(Ink.HATCH))
        .append("\" stroke-width=\"2\"/></pattern></defs>\n");
  }

  private void mark(Mark mark) {
    if (mark instanceof Mark.Line line) {
      line(line);
    } else if (mark instanceof Mark.Area area) {
      out.append("<path d=\"").append(path(area.points())).append("Z\" fill=\"");
      out.append(colour(area.ink())).append("\" fill-opacity=\"").append(px(area.opacity()));
      out.append("\"/>\n");
    } else if (mark instanceof Mark.Dot dot) {
      dot(dot);
    } else if (mark instanceof Mark.Cloud cloud) {
      cloud(cloud);
    } else if (mark instanceof Mark.Rect rect) {
      box(rect.x(), rect.y(), rect.width(), rect.height(), colour(rect.ink()), rect.opacity());
    } else if (mark instanceof Mark.Hatch hatch) {
      box(hatch.x(), hatch.y(), hatch.width(), hatch.height(), "url(#" + HATCH_ID + ")", 1);
    } else if (mark instanceof Mark.Text text) {
      text(text);
    }
  }

  private void line(Mark.Line line) {
    out.append("<path d=\"").append(path(line.points())).append("\" fill=\"none\" stroke=\"");
    out.append(colour(line.ink())).append("\" stroke-width=\"").append(px(line.width()));
    out.append('"');
    switch (line.dash()) {
      case DASHED -> out.append(" stroke-dasharray=\"5 4\"");
      case DOTTED -> out.append(" stroke-dasharray=\"2 4\"");
      case SOLID -> {}
    }
    if (line.opacity() < 1) {
      out.append(" stroke-opacity=\"").append(px(line.opacity())).append('"');
    }
    out.append("/>\n");
  }

  private void dot(Mark.Dot dot) {
    String fill = colour(dot.hollow() ? Ink.SURFACE : dot.ink());
    String stroke = colour(dot.hollow() ? dot.ink() : Ink.SURFACE);
    if (dot.shape() == Mark.Shape.CIRCLE) {
      out.append("<circle cx=\"").append(px(dot.at().x())).append("\" cy=\"");
      out.append(px(dot.at().y())).append("\" r=\"").append(px(dot.radius())).append('"');
    } else {
      out.append("<path d=\"").append(path(Shapes.outline(dot))).append("Z\"");
    }
    if (dot.shape() == Mark.Shape.CROSS) {
      out.append(" fill=\"none\" stroke=\"").append(colour(dot.ink()));
      out.append("\" stroke-width=\"2\"/>\n");
    } else {
      out.append(" fill=\"").append(fill).append("\" stroke=\"").append(stroke);
      out.append("\" stroke-width=\"").append(dot.hollow() ? "1.5" : "1").append("\"/>\n");
    }
  }

  private void cloud(Mark.Cloud cloud) {
    if (cloud.points().isEmpty()) {
      return;
    }
    out.append("<path d=\"");
    for (Mark.At at : cloud.points()) {
      out.append('M').append(px(at.x())).append(' ').append(px(at.y())).append("h0");
    }
    out.append("\" fill=\"none\" stroke-linecap=\"round\" stroke=\"").append(colour(cloud.ink()));
    out.append("\" stroke-opacity=\"").append(px(cloud.opacity())).append("\" stroke-width=\"");
    out.append(px(2 * cloud.radius())).append("\"/>\n");
  }

  private void box(double x, double y, double width, double height, String fill, double opacity) {
    out.append("<rect x=\"").append(px(x)).append("\" y=\"").append(px(y));
    out.append("\" width=\"").append(px(width)).append("\" height=\"").append(px(height));
    out.append("\" fill=\"").append(fill).append('"');
    if (opacity < 1) {
      out.append(" fill-opacity=\"").append(px(opacity)).append('"');
    }
    out.append("/>\n");
  }

  private void text(Mark.Text text) {
    out.append("<text x=\"").append(px(text.at().x())).append("\" y=\"");
    out.append(px(text.at().y())).append("\" font-size=\"").append(px(text.size()));
    out.append("\" fill=\"").append(colour(text.ink())).append('"');
    switch (text.anchor()) {
      case MIDDLE -> out.append(" text-anchor=\"middle\"");
      case END -> out.append(" text-anchor=\"end\"");
      case START -> {}
    }
    if (text.strong()) {
      out.append(" font-weight=\"600\"");
    }
    if (text.halo()) {
      out.append(" paint-order=\"stroke\" stroke-linejoin=\"round\" stroke-width=\"4\" stroke=\"");
      out.append(colour(Ink.SURFACE)).append('"');
    }
    out.append('>').append(escape(text.words())).append("</text>\n");
  }

  /** A transparent column that says its figures: as a tool tip, and to the page's script. */
  private void readout(Picture picture, int number) {
    List<Readout> all = picture.readouts();
    Readout readout = all.get(number);
    double from = number == 0 ? readout.x() - 8 : (all.get(number - 1).x() + readout.x()) / 2;
    double to =
        number == all.size() - 1 ? readout.x() + 8 : (all.get(number + 1).x() + readout.x()) / 2;
    out.append("<rect class=\"hit\" x=\"").append(px(from)).append("\" y=\"");
    out.append(px(picture.plotTop())).append("\" width=\"").append(px(to - from));
    out.append("\" height=\"").append(px(picture.plotBottom() - picture.plotTop()));
    out.append("\" fill=\"none\" pointer-events=\"all\" data-x=\"").append(px(readout.x()));
    out.append("\" data-dots=\"");
    for (Mark.At dot : readout.dots()) {
      out.append(px(dot.x())).append(',').append(px(dot.y())).append(' ');
    }
    out.append("\"><title>").append(escape(String.join("\n", readout.lines())));
    out.append("</title></rect>\n");
  }

  private static String path(List<Mark.At> points) {
    StringBuilder path = new StringBuilder();
    for (Mark.At at : points) {
      path.append(path.length() == 0 ? 'M' : 'L').append(px(at.x())).append(' ').append(px(at.y()));
    }
    return path.toString();
  }

  private String colour(Ink ink) {
    return theme.map(ink::hex).orElse("var(" + ink.variable() + ")");
  }

  /** Two decimals at most, without trailing zeros. */
  static String px(double value) {
    long hundredths = Math.round(value * 100);
    String sign = hundredths < 0 ? "-" : "";
    long whole = Math.abs(hundredths) / 100;
    long rest = Math.abs(hundredths) % 100;
    if (rest == 0) {
      return sign + whole;
    }
    String digits = rest % 10 == 0 ? Long.toString(rest / 10) : (rest < 10 ? "0" : "") + rest;
    return sign + whole + '.' + digits;
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        default -> escaped.append(c < ' ' && c != '\n' && c != '\t' ? ' ' : c);
      }
    }
    return escaped.toString();
  }
}
