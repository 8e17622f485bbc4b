package io.foretoken.scenario.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Where labels may stand: keeps what is taken, and finds for a label the place beside its line that
 * covers least.
 */
final class LabelPlaces {
  private static final double SAMPLE = 6;
  private static final int CANDIDATES = 24;
  private static final double COST_OF_LABEL = 40;
  private static final double GAP = 7;
  private static final double ASCENT = 0.75;

  private final Plot plot;
  private final List<Box> boxes = new ArrayList<>();
  private final List<Mark.At> lines = new ArrayList<>();

  private record Box(double left, double top, double right, double bottom) {
    boolean holds(Mark.At at) {
      return at.x() > left && at.x() < right && at.y() > top && at.y() < bottom;
    }

    boolean meets(Box other) {
      return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }
  }

  LabelPlaces(Plot plot) {
    this.plot = plot;
  }

  /** Notes a line that labels should not cover. */
  void line(List<Mark.At> points) {
    for (int at = 0; at + 1 < points.size(); at++) {
      Mark.At from = points.get(at);
      Mark.At to = points.get(at + 1);
      double length = Math.max(Math.abs(to.x() - from.x()), Math.abs(to.y() - from.y()));
      int samples = Math.max(1, (int) Math.min(200, length / SAMPLE));
      for (int sample = 0; sample < samples; sample++) {
        double share = (double) sample / samples;
        lines.add(
            new Mark.At(
                from.x() + share * (to.x() - from.x()), from.y() + share * (to.y() - from.y())));
      }
    }
    if (!points.isEmpty()) {
      lines.add(points.get(points.size() - 1));
    }
  }

  /** Notes a label that stands. */
  void taken(Mark.Text label) {
    boxes.add(box(label));
  }

  /** Whether a label covers another one or leaves the plot's sides. */
  boolean isFree(Mark.Text label) {
    Box box = box(label);
    return boxes.stream().noneMatch(box::meets);
  }

  /** The label above or below one of the points, where it covers least; noted as taken. */
  Mark.Text beside(List<Mark.At> points, String words, Ink ink, double size) {
    Mark.Text best = null;
    double least = Double.MAX_VALUE;
    int stride = Math.max(1, points.size() / CANDIDATES);
    for (int at = 0; at < points.size(); at += stride) {
      for (double dy : new double[] {-GAP, GAP + size * ASCENT}) {
        for (Mark.Anchor anchor : Mark.Anchor.values()) {
          Mark.At beside = new Mark.At(points.get(at).x(), points.get(at).y() + dy);
          Mark.Text label = inside(new Mark.Text(beside, words, ink, size, true, anchor, true));
          // of equal places the one in the middle of the line
          double cost = cost(label) + Math.abs(at - points.size() / 2.0) / points.size();
          if (cost < least) {
            least = cost;
            best = label;
          }
        }
      }
    }
    if (best != null) {
      taken(best);
    }
    return best;
  }

  /** Moved sideways into the plot where it would stand out of it. */
  private Mark.Text inside(Mark.Text label) {
    Box box = box(label);
    double shift =
        box.left < plot.left()
            ? plot.left() - box.left
            : box.right > plot.right()
                ? Math.max(plot.left() - box.left, plot.right() - box.right)
                : 0;
    return new Mark.Text(
        new Mark.At(label.at().x() + shift, label.at().y()),
        label.words(),
        label.ink(),
        label.size(),
        label.strong(),
        label.anchor(),
        label.halo());
  }

  /** The label beside an upright line, at the height where it covers least; noted as taken. */
  Mark.Text besideUpright(double x, String words, Ink ink, double size) {
    Mark.Text best = null;
    double least = Double.MAX_VALUE;
    for (int step = 0; step < CANDIDATES; step++) {
      double y = plot.top() + size + step * (plot.height() - size - 6) / (CANDIDATES - 1);
      for (Mark.Anchor anchor : List.of(Mark.Anchor.START, Mark.Anchor.END)) {
        double dx = anchor == Mark.Anchor.START ? 4 : -4;
        Mark.Text label =
            new Mark.Text(new Mark.At(x + dx, y), words, ink, size, true, anchor, true);
        double cost = cost(label) + (anchor == Mark.Anchor.START ? 0 : 0.5) + step * 0.01;
        if (cost < least) {
          least = cost;
          best = label;
        }
      }
    }
    taken(best);
    return best;
  }

  private double cost(Mark.Text label) {
    Box box = box(label);
    double cost = lines.stream().filter(box::holds).count() * 2;
    cost += boxes.stream().filter(box::meets).count() * COST_OF_LABEL;
    boolean isOutside =
        box.left < plot.left()
            || box.right > plot.right()
            || box.top < plot.top()
            || box.bottom > plot.bottom();
    return isOutside ? cost + 2 * COST_OF_LABEL : cost;
  }

  private static Box box(Mark.Text label) {
    double width = TextWidth.of(label.words(), label.size()) * (label.strong() ? 1.06 : 1);
    double left =
        switch (label.anchor()) {
          case START -> label.at().x();
          case MIDDLE -> label.at().x() - width / 2;
          case END -> label.at().x() - width;
        };
    return new Box(left - 2, label.at().y() - label.size(), left + width + 2, label.at().y() + 3);
  }
}
