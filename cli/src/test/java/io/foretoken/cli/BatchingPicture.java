package io.foretoken.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Draws output tokens per second against mean time to first token as SVG, a line for each policy
 * and a point for each batch size. The TTFT axis is logarithmic.
 */
final class BatchingPicture {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 420;
  private static final int LEFT = 70;
  private static final int RIGHT = 40;
  private static final int TOP = 30;
  private static final int BOTTOM = 55;
  private static final double FIRST_DECADE = 7;
  private static final double LAST_DECADE = 11;
  private static final String[] COLOURS = {"#1b6ca8", "#c1440e", "#5a7d2a"};

  private BatchingPicture() {}

  /**
   * A point.
   *
   * @param label batch size
   * @param ttftNanos mean time to first token
   */
  record Point(String label, double ttftNanos, double tokensPerSecond) {}

  /** The picture of points by policy. */
  static String draw(Map<String, List<Point>> series) {
    double most =
        series.values().stream()
            .flatMap(List::stream)
            .mapToDouble(Point::tokensPerSecond)
            .max()
            .orElseThrow();
    double step = 2000;
    double top = StrictMath.ceil(most / step) * step;
    StringBuilder svg = new StringBuilder();
    line(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\""
            + " font-family=\"sans-serif\" font-size=\"12\" fill=\"#333\">",
        WIDTH,
        HEIGHT);
    line(svg, "<title>Output tokens per second against mean time to first token</title>");
    line(svg, "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>", WIDTH, HEIGHT);
    for (double tokens = 0; tokens <= top; tokens += step) {
      double y = y(tokens, top);
      grid(svg, LEFT, y, WIDTH - RIGHT, y);
      text(svg, LEFT - 8, y + 4, "end", String.format(Locale.ROOT, "%,.0f", tokens));
    }
    String[] times = {"10 ms", "100 ms", "1 s", "10 s", "100 s"};
    for (int decade = 0; decade < times.length; decade++) {
      double x = x(StrictMath.pow(10, FIRST_DECADE + decade));
      grid(svg, x, TOP, x, HEIGHT - BOTTOM);
      text(svg, x, HEIGHT - BOTTOM + 18, "middle", times[decade]);
    }
    text(svg, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 12, "middle", "mean TTFT");
    text(svg, LEFT - 50, TOP - 12, "start", "output tokens/s; numbers at points: batch size");
    int colour = 0;
    for (Map.Entry<String, List<Point>> one : series.entrySet()) {
      // two policies may meet: every other one is written below its points
      double side = colour % 2 == 0 && colour > 0 ? 1 : -1;
      policy(svg, one.getKey(), one.getValue(), COLOURS[colour++ % COLOURS.length], top, side);
    }
    line(svg, "</svg>");
    return svg.toString();
  }

  private static void policy(
      StringBuilder svg, String name, List<Point> points, String colour, double top, double side) {
    StringBuilder path = new StringBuilder();
    for (Point point : points) {
      path.append(path.length() == 0 ? "M" : " L")
          .append(
              String.format(
                  Locale.ROOT, "%.1f %.1f", x(point.ttftNanos()), y(point.tokensPerSecond(), top)));
    }
    line(svg, "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>", path, colour);
    for (Point point : points) {
      double x = x(point.ttftNanos());
      double y = y(point.tokensPerSecond(), top);
      line(svg, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\"/>", x, y, colour);
      text(svg, x + 6, y + (side < 0 ? -6 : 16), "start", point.label());
    }
    Point last = points.get(points.size() - 1);
    double x = x(last.ttftNanos());
    line(
        svg,
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-weight=\"bold\""
            + " fill=\"%s\">%s</text>",
        x,
        y(last.tokensPerSecond(), top) + (side < 0 ? -22 : 34),
        "middle",
        colour,
        name);
  }

  private static void grid(StringBuilder svg, double x1, double y1, double x2, double y2) {
    line(
        svg,
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>",
        x1,
        y1,
        x2,
        y2);
  }

  private static void text(StringBuilder svg, double x, double y, String anchor, String words) {
    line(svg, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", x, y, anchor, words);
  }

  private static void line(StringBuilder svg, String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private static double x(double nanos) {
    double share = (StrictMath.log10(nanos) - FIRST_DECADE) / (LAST_DECADE - FIRST_DECADE);
    return LEFT + Math.min(1, Math.max(0, share)) * (WIDTH - LEFT - RIGHT);
  }

  private static double y(double tokens, double top) {
    return HEIGHT - BOTTOM - tokens / top * (HEIGHT - TOP - BOTTOM);
  }
}
