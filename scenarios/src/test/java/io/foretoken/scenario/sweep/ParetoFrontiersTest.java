package io.foretoken.scenario.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.scenario.statistic.Interval;
import io.foretoken.scenario.statistic.KeyFigure;
import io.foretoken.scenario.statistic.PointFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ParetoFrontiersTest {
  /** Larger is better of both: (5, 1), (3, 3) and (1, 5) are not beaten; (2, 3), (1, 1) are. */
  @Test
  void pointsThatNoOtherBeatsInBoth() {
    assertThat(frontier(true, true, 3, 3, 5, 1, 2, 3, 1, 1, 1, 5)).containsExactly(4, 0, 1);
  }

  /** Smaller is better of both: (1, 1) beats all but its equal. */
  @Test
  void equalPointsStayTogether() {
    assertThat(frontier(false, false, 1, 1, 3, 3, 1, 1, 1, 2)).containsExactly(0, 2);
  }

  @Test
  void agreesWithTheDefinitionOnEveryGrid() {
    double[] xy = new double[2 * 60];
    for (int at = 0; at < xy.length; at++) {
      xy[at] = (at * 7919 + at * at * 31) % 13;
    }
    for (boolean more : new boolean[] {true, false}) {
      List<Integer> expected = new ArrayList<>();
      for (int a = 0; a < xy.length; a += 2) {
        boolean beaten = false;
        for (int b = 0; b < xy.length; b += 2) {
          double dx = more ? xy[b] - xy[a] : xy[a] - xy[b];
          double dy = xy[b + 1] - xy[a + 1];
          beaten |= dx >= 0 && dy >= 0 && dx + dy > 0;
        }
        if (!beaten) {
          expected.add(a / 2);
        }
      }
      assertThat(frontier(more, true, xy)).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void saturatedAndFailedPointsAreNotJudged() {
    List<SweepPoint> points =
        List.of(
            new SweepPoint(0, List.of("a"), "", Optional.empty(), "does not fit"),
            new SweepPoint(1, List.of("b"), "", Optional.of(figures(9, 9, false)), ""),
            new SweepPoint(2, List.of("c"), "", Optional.of(figures(1, 1, true)), ""));
    ParetoFrontier frontier =
        ParetoFrontiers.frontier("x", points, KeyFigure.MFU, true, KeyFigure.MBU, true);
    assertThat(frontier.judged()).containsExactly(2);
    assertThat(frontier.points()).containsExactly(2);
  }

  private static List<Integer> frontier(boolean moreX, boolean moreY, double... xy) {
    List<SweepPoint> points = new ArrayList<>();
    for (int at = 0; at < xy.length; at += 2) {
      points.add(
          new SweepPoint(
              at / 2, List.of(), "", Optional.of(figures(xy[at], xy[at + 1], true)), ""));
    }
    return ParetoFrontiers.frontier("x", points, KeyFigure.MFU, moreX, KeyFigure.MBU, moreY)
        .points();
  }

  private static PointFigures figures(double x, double y, boolean stationary) {
    return new PointFigures(
        1,
        Map.of(
            KeyFigure.MFU,
            new Interval(x, Double.NaN, 1),
            KeyFigure.MBU,
            new Interval(y, Double.NaN, 1)),
        "compute",
        1,
        stationary,
        true,
        Optional.empty(),
        Map.of(),
        "fitted",
        Map.of(),
        0);
  }
}
