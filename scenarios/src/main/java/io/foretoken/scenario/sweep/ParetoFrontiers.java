package io.foretoken.scenario.sweep;

import io.foretoken.scenario.statistic.KeyFigure;
import io.foretoken.scenario.statistic.PointFigures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds the frontiers of a sweep. */
public final class ParetoFrontiers {
  private ParetoFrontiers() {}

  /** Tokens/s per GPU against tokens/s per user, and cost against p99 TTFT. */
  public static List<ParetoFrontier> of(List<SweepPoint> points) {
    return List.of(
        frontier(
            "throughput-interactivity",
            points,
            KeyFigure.OUTPUT_TOKENS_PER_S_PER_USER,
            true,
            KeyFigure.OUTPUT_TOKENS_PER_S_PER_GPU,
            true),
        frontier(
            "cost-ttft",
            points,
            KeyFigure.TTFT_P99,
            false,
            KeyFigure.USD_PER_1M_OUTPUT_RESERVED,
            false));
  }

  /**
   * One frontier: a point is on it unless another is at least as good in both and better in one.
   */
  static ParetoFrontier frontier(
      String name,
      List<SweepPoint> points,
      KeyFigure x,
      boolean moreXIsBetter,
      KeyFigure y,
      boolean moreYIsBetter) {
    List<Candidate> candidates = new ArrayList<>();
    for (SweepPoint point : points) {
      if (point.figures().isPresent() && isJudged(point.figures().get(), x, y)) {
        PointFigures figures = point.figures().get();
        candidates.add(
            new Candidate(
                point.index(),
                figures.value(x) * (moreXIsBetter ? 1 : -1),
                figures.value(y) * (moreYIsBetter ? 1 : -1)));
      }
    }
    List<Candidate> best = new ArrayList<>();
    // By falling x, then falling y: a point is beaten by an earlier one or by none.
    List<Candidate> ordered = new ArrayList<>(candidates);
    ordered.sort(
        Comparator.comparingDouble((Candidate c) -> -c.x())
            .thenComparingDouble(c -> -c.y())
            .thenComparingInt(Candidate::index));
    double mostY = Double.NEGATIVE_INFINITY;
    double xOfMost = Double.NaN;
    for (Candidate candidate : ordered) {
      boolean isTie = candidate.y() == mostY && candidate.x() == xOfMost;
      if (candidate.y() > mostY || isTie) {
        best.add(candidate);
        mostY = candidate.y();
        xOfMost = candidate.x();
      }
    }
    Comparator<Candidate> byX = Comparator.comparingDouble(Candidate::x);
    best.sort((moreXIsBetter ? byX : byX.reversed()).thenComparingInt(Candidate::index));
    return new ParetoFrontier(
        name,
        x,
        moreXIsBetter,
        y,
        moreYIsBetter,
        candidates.stream().map(Candidate::index).toList(),
        best.stream().map(Candidate::index).toList());
  }

  private static boolean isJudged(PointFigures figures, KeyFigure x, KeyFigure y) {
    return !figures.showsSaturated()
        && Double.isFinite(figures.value(x))
        && Double.isFinite(figures.value(y));
  }

  private record Candidate(int index, double x, double y) {}
}
