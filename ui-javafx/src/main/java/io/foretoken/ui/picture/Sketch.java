package io.foretoken.ui.picture;

import io.foretoken.scenario.chart.Ink;
import io.foretoken.scenario.chart.Mark;
import java.util.ArrayList;
import java.util.List;

/** Marks that are laid out by hand, px from the top left corner. */
final class Sketch {
  static final double SMALL = 11;
  static final double LABEL = 12;

  private final List<Mark> marks = new ArrayList<>();

  List<Mark> marks() {
    return marks;
  }

  void add(Mark mark) {
    marks.add(mark);
  }

  void words(double x, double y, String words, Ink ink, Mark.Anchor anchor) {
    marks.add(new Mark.Text(new Mark.At(x, y), words, ink, SMALL, false, anchor, false));
  }

  void strong(double x, double y, String words, Ink ink, Mark.Anchor anchor) {
    marks.add(new Mark.Text(new Mark.At(x, y), words, ink, SMALL, true, anchor, false));
  }

  /** Strong words with a rim of the surface, over lines. */
  void label(double x, double y, String words, Ink ink, Mark.Anchor anchor) {
    marks.add(new Mark.Text(new Mark.At(x, y), words, ink, SMALL, true, anchor, true));
  }

  void line(double x1, double y1, double x2, double y2, Ink ink, double width, Mark.Dash dash) {
    marks.add(
        new Mark.Line(List.of(new Mark.At(x1, y1), new Mark.At(x2, y2)), ink, width, dash, 1));
  }

  /** One pixel wide, on half pixels. */
  void across(double x1, double x2, double y, Ink ink) {
    double crisp = StrictMath.floor(y) + 0.5;
    line(x1, crisp, x2, crisp, ink, 1, Mark.Dash.SOLID);
  }

  /** One pixel wide, on half pixels. */
  void upright(double x, double y1, double y2, Ink ink) {
    double crisp = StrictMath.floor(x) + 0.5;
    line(crisp, y1, crisp, y2, ink, 1, Mark.Dash.SOLID);
  }

  void rect(double x, double y, double width, double height, Ink ink, double opacity) {
    if (width > 0 && height > 0) {
      marks.add(new Mark.Rect(x, y, width, height, ink, opacity));
    }
  }
}
