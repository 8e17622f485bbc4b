package io.foretoken.cli;

import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.statistic.Interval;
import io.foretoken.scenario.statistic.KeyFigure;
import io.foretoken.scenario.statistic.PointFigures;
import io.foretoken.scenario.sweep.ParetoFrontier;
import io.foretoken.scenario.sweep.SweepLoad;
import io.foretoken.scenario.sweep.SweepPoint;
import io.foretoken.scenario.sweep.SweepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What {@code sweep} prints on a terminal. */
final class SweepTable {
  private static final String SATURATED = "saturated";
  private static final String NONE = "-";
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int MOST_FAILURES = 5;
  private static final int MOST_NAMED = 8;

  private final SweepResult sweep;
  private final Paint paint;
  private final StringBuilder out = new StringBuilder();

  private SweepTable(SweepResult sweep, Paint paint) {
    this.sweep = sweep;
    this.paint = paint;
  }

  /** The text of a sweep, lines with line ends. */
  static String render(SweepResult sweep, Paint paint) {
    SweepTable table = new SweepTable(sweep, paint);
    table.heading();
    table.points();
    table.frontiers();
    table.failures();
    return table.out.toString();
  }

  private void heading() {
    line(paint.bold(sweep.scenario()));
    line(
        ReadableNumbers.count(sweep.points().size())
            + (sweep.points().size() == 1 ? " point; load " : " points; load ")
            + (sweep.load() == SweepLoad.FULL
                ? "full: a closed loop with as many requests in flight as the limits allow"
                : "at-rate: the arrivals of the scenario")
            + (Double.isNaN(sweep.warmupSeconds())
                ? ""
                : "; warm-up "
                    + ReadableNumbers.time(sweep.warmupSeconds() * NANOS_PER_SECOND)
                    + " (MSER-5)"));
    line("");
  }

  private void points() {
    Table.Builder builder = Table.builder();
    for (String path : sweep.parameters()) {
      builder.text(label(path));
    }
    boolean isFull = sweep.load() == SweepLoad.FULL;
    boolean hasSlo =
        sweep.points().stream()
            .anyMatch(point -> point.figures().flatMap(PointFigures::sloMet).isPresent());
    if (isFull) {
      builder.number("in flight");
    }
    builder
        .number("output tokens/s")
        .number("per GPU")
        .number("per user")
        .number("TTFT mean")
        .number("p99")
        .number("TPOT mean")
        .number("p99")
        .number("$/1M output");
    if (hasSlo) {
      builder.text("SLO");
    }
    Table table = builder.text("limit").build();
    for (SweepPoint point : sweep.points()) {
      List<String> cells = new ArrayList<>(point.values());
      if (point.figures().isPresent()) {
        cells(cells, point.figures().get(), isFull, hasSlo);
      } else {
        while (cells.size() < sweep.parameters().size() + (isFull ? 9 : 8) + (hasSlo ? 1 : 0)) {
          cells.add(NONE);
        }
        cells.add(paint.bad("failed"));
      }
      table.row(cells.toArray(String[]::new));
    }
    out.append(table.render(paint));
    String expected =
        ExpectedWords.of(
            sweep.points().stream().flatMap(point -> point.figures().stream()).toList());
    if (!expected.isEmpty()) {
      line(paint.dim(expected));
    }
    line("");
  }

  /** The last steps of a path that tell the parameters apart. */
  private String label(String path) {
    String[] steps = path.split("\\.", -1);
    for (int from = steps.length - 1; from > 0; from--) {
      String label = String.join(".", List.of(steps).subList(from, steps.length));
      if (sweep.parameters().stream().filter(other -> isOrEnds(other, label)).count() == 1) {
        return label;
      }
    }
    return path;
  }

  private static boolean isOrEnds(String path, String label) {
    return path.equals(label) || path.endsWith("." + label);
  }

  private void cells(List<String> cells, PointFigures figures, boolean isFull, boolean hasSlo) {
    if (isFull) {
      cells.add(ReadableNumbers.count(figures.inFlight()));
    }
    cells.add(number(figures, KeyFigure.OUTPUT_TOKENS_PER_S));
    cells.add(number(figures, KeyFigure.OUTPUT_TOKENS_PER_S_PER_GPU));
    boolean saturated = figures.showsSaturated();
    cells.add(saturated ? NONE : number(figures, KeyFigure.OUTPUT_TOKENS_PER_S_PER_USER));
    cells.add(saturated ? paint.bad(SATURATED) : time(figures, KeyFigure.TTFT_MEAN));
    cells.add(saturated ? NONE : time(figures, KeyFigure.TTFT_P99));
    cells.add(saturated ? NONE : time(figures, KeyFigure.TPOT_MEAN));
    cells.add(saturated ? NONE : time(figures, KeyFigure.TPOT_P99));
    cells.add(ReadableNumbers.usd(figures.value(KeyFigure.USD_PER_1M_OUTPUT_RESERVED)));
    if (hasSlo) {
      cells.add(
          figures
              .sloMet()
              .map(met -> met ? paint.good("holds") : paint.bad("misses"))
              .orElse(NONE));
    }
    cells.add(figures.limit());
  }

  private static String number(PointFigures figures, KeyFigure figure) {
    return ReadableNumbers.number(figures.value(figure)) + interval(figures, figure);
  }

  private static String time(PointFigures figures, KeyFigure figure) {
    return ReadableNumbers.time(figures.value(figure) * NANOS_PER_SECOND)
        + interval(figures, figure);
  }

  private static String interval(PointFigures figures, KeyFigure figure) {
    Interval interval = figures.figures().get(figure);
    return interval == null || Double.isNaN(interval.relative())
        ? ""
        : String.format(Locale.ROOT, " +-%.1f %%", 100 * interval.relative());
  }

  private void frontiers() {
    for (ParetoFrontier frontier : sweep.frontiers()) {
      if (frontier.judged().size() < 2) {
        continue;
      }
      List<String> names = new ArrayList<>();
      for (int index : frontier.points()) {
        names.add(String.join("/", sweep.points().get(index).values()));
      }
      String more =
          names.size() > MOST_NAMED ? " and " + (names.size() - MOST_NAMED) + " more" : "";
      line(
          "not beaten in "
              + words(frontier)
              + ": "
              + String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())))
              + more);
    }
  }

  private static String words(ParetoFrontier frontier) {
    return frontier.name().equals("cost-ttft")
        ? "cost and p99 TTFT"
        : "tokens/s per GPU and per user";
  }

  private void failures() {
    List<SweepPoint> failed = sweep.failed();
    for (SweepPoint point : failed.subList(0, Math.min(MOST_FAILURES, failed.size()))) {
      line(paint.bad("failed") + " " + String.join("/", point.values()) + ": " + point.failure());
    }
    if (failed.size() > MOST_FAILURES) {
      line("and " + (failed.size() - MOST_FAILURES) + " more failed, see points.csv");
    }
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
