package io.foretoken.spark.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.scenario.chart.Axis;
import io.foretoken.scenario.chart.Chart;
import io.foretoken.scenario.chart.Ink;
import io.foretoken.scenario.chart.Mark;
import io.foretoken.scenario.chart.Scale;
import io.foretoken.scenario.chart.Series;
import io.foretoken.scenario.chart.SvgPainter;
import io.foretoken.scenario.chart.Theme;
import io.foretoken.scenario.report.AxisLabels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The tables and the picture of {@code docs/scaling.md} are what the model says. After a change of
 * the runner's rules or of what is measured write them anew with {@code
 * -Dsurefire.argLine=-Dgolden.write=true}, and read whether the page's words still hold.
 */
class ScalingPageTest {
  private static final Path PAGE = Path.of("..", "docs", "scaling.md");
  private static final Path PICTURE = Path.of("..", "docs", "scaling.svg");
  private static final Pattern TABLE =
      Pattern.compile(
          "<!-- model: (?<name>[a-z ]+) -->\n(?<table>.*?)<!-- end -->", Pattern.DOTALL);

  private static final double MILLI = 1e6;
  private static final List<Integer> CORES = List.of(2, 16, 64, 256, 1024, 4096);
  private static final List<Integer> POINT_MILLIS = List.of(10, 100, 1000, 10_000);
  private static final int UP = 1500;
  private static final int DOWN = 3000;
  private static final double SPREAD = 0.5;

  /** Most points of a modelled sweep, so that the test takes seconds. */
  private static final int MOST_POINTS = 600_000;

  private static final Map<Integer, Map<Integer, Outcome>> GRID = new LinkedHashMap<>();
  private static final Map<String, String> WRITTEN = new LinkedHashMap<>();
  private static final Map<String, String> MODELLED = new LinkedHashMap<>();
  private static String picture;

  /** A minute of work for every core, and no fewer than 20 points. */
  private static Sweep sweep(int cores, int pointMillis) {
    long points = (long) cores * Math.max(20, 60_000 / pointMillis);
    return Sweep.even(cores, (int) Math.min(MOST_POINTS, points), pointMillis * MILLI, UP, DOWN)
        .withSpread(SPREAD);
  }

  @BeforeAll
  static void readsThePageAndRunsTheModel() throws IOException {
    for (int cores : CORES) {
      for (int millis : POINT_MILLIS) {
        GRID.computeIfAbsent(cores, unused -> new LinkedHashMap<>())
            .put(millis, ClusterModel.run(Overheads.MEASURED, sweep(cores, millis)));
      }
    }
    MODELLED.put("efficiency", efficiency());
    MODELLED.put("ways out", waysOut());
    MODELLED.put("measured", measured());
    picture = picture();
    String page = Files.readString(PAGE);
    StringBuilder fresh = new StringBuilder();
    Matcher tables = TABLE.matcher(page);
    int from = 0;
    while (tables.find()) {
      WRITTEN.put(tables.group("name"), tables.group("table"));
      fresh.append(page, from, tables.start("table")).append(MODELLED.get(tables.group("name")));
      from = tables.end("table");
    }
    fresh.append(page, from, page.length());
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(PAGE, fresh);
      Files.writeString(PICTURE, picture);
      WRITTEN.putAll(MODELLED);
    }
  }

  private static String efficiency() {
    StringBuilder table = new StringBuilder("| cores |");
    POINT_MILLIS.forEach(millis -> table.append(" points of ").append(time(millis)).append(" |"));
    table.append("\n|").append("---|".repeat(1 + POINT_MILLIS.size())).append('\n');
    GRID.forEach(
        (cores, row) -> {
          table.append(String.format(Locale.ROOT, "| %,d |", cores));
          row.values().forEach(each -> table.append(' ').append(cell(each)).append(" |"));
          table.append('\n');
        });
    return table.toString();
  }

  private static String time(int millis) {
    return millis < 1000 ? millis + " ms" : millis / 1000 + " s";
  }

  private static String cell(Outcome outcome) {
    String share = String.format(Locale.ROOT, "%.0f %%", 100 * outcome.efficiency());
    return outcome.full().isEmpty() ? share : share + ", " + outcome.full();
  }

  private static String waysOut() {
    StringBuilder table =
        new StringBuilder(
            "| 1,024 cores | cores busy | full | results waiting, MB |\n|---|---|---|---|\n");
    Overheads costs = Overheads.MEASURED;
    Sweep second = sweep(1024, 1000);
    Sweep short10 = sweep(1024, 10);
    Sweep tenth = sweep(1024, 100);
    row(table, "points of 1 s", costs, second);
    row(table, "of 1 s, results of 100 kB", costs, sized(second, UP, 100_000));
    row(table, "of 1 s, results of 100 kB, 1 Gbit/s", slowPort(costs), sized(second, UP, 100_000));
    row(
        table,
        "of 1 s, one core in 100 takes 20 times as long",
        costs,
        second.withSlow(100, 20, false));
    row(table, "the same with speculation", costs, second.withSlow(100, 20, true));
    row(table, "of 100 ms", costs, tenth);
    row(table, "of 100 ms, each a task of its own", costs, tenth.withTogether(1));
    row(table, "of 10 ms", costs, short10);
    row(table, "of 10 ms, each a task of its own", costs, short10.withTogether(1));
    return table.toString();
  }

  private static Sweep sized(Sweep sweep, int up, int down) {
    return Sweep.even(sweep.cores(), sweep.points(), sweep.pointNanos(), up, down)
        .withSpread(SPREAD);
  }

  private static Overheads slowPort(Overheads costs) {
    return new Overheads(
        costs.makePoint(),
        costs.takePoint(),
        costs.dispatchTask(),
        costs.stageJob(),
        costs.stageTask(),
        costs.schedulerTask(),
        costs.otherTask(),
        costs.driverByte(),
        costs.executorTask(),
        costs.latency(),
        10 * costs.networkByte());
  }

  private static void row(StringBuilder table, String name, Overheads costs, Sweep sweep) {
    Outcome outcome = ClusterModel.run(costs, sweep);
    table.append(
        String.format(
            Locale.ROOT,
            "| %s | %.0f %% | %s | %.0f |%n",
            name,
            100 * outcome.efficiency(),
            outcome.full(),
            outcome.waitingBytes() / 1e6));
  }

  /** Tasks that waited on a standalone cluster whose cores were not there, see the page. */
  private record Measured(int cores, int tasks, double pointMillis, double seconds) {
    double modelled() {
      return ClusterModel.run(
              Overheads.MEASURED,
              Sweep.even(cores, tasks, pointMillis * MILLI, UP, DOWN).withTogether(1))
          .seconds();
    }
  }

  private static final List<Measured> MEASURED =
      List.of(
          new Measured(2, 2500, 13.333, 23.2),
          new Measured(128, 2500, 853.333, 17.7),
          new Measured(1000, 2500, 6666.667, 23.9));

  private static String measured() {
    StringBuilder table =
        new StringBuilder(
            "| cores | points | each | measured, s | model, s |\n|---|---|---|---|---|\n");
    for (Measured run : MEASURED) {
      table.append(
          String.format(
              Locale.ROOT,
              "| %,d | %,d | %,.0f ms | %.1f | %.1f |%n",
              run.cores(),
              run.tasks(),
              run.pointMillis(),
              run.seconds(),
              run.modelled()));
    }
    return table.toString();
  }

  private static String picture() {
    List<Series> series = new ArrayList<>();
    for (int millis : POINT_MILLIS) {
      List<Series.Point> points = new ArrayList<>();
      GRID.forEach(
          (cores, row) -> points.add(Series.Point.of(cores, 100 * row.get(millis).efficiency())));
      series.add(
          new Series(
              "points of " + time(millis),
              false,
              Ink.ofScenario(series.size()),
              Series.Style.LINE_AND_DOTS,
              Mark.Shape.values()[series.size()],
              points));
    }
    Chart chart =
        Chart.of(
            "Share of a cluster that simulates, by its cores and the length of a point",
            Axis.of(
                "Cores (log scale)",
                new Scale.Log(CORES.get(0), CORES.get(CORES.size() - 1), 2),
                AxisLabels::number),
            Axis.of("Cores busy, %", Scale.fromZero(100, 5), AxisLabels::number),
            series);
    return SvgPainter.file(chart.picture(720, 400), Theme.LIGHT);
  }

  @Test
  void thePageSaysWhatTheModelSays() throws IOException {
    assertThat(WRITTEN.keySet()).containsExactlyInAnyOrderElementsOf(MODELLED.keySet());
    MODELLED.forEach((name, table) -> assertThat(WRITTEN.get(name)).as(name).isEqualTo(table));
    assertThat(Files.readString(PICTURE)).isEqualTo(picture);
  }

  /**
   * What was measured on the machine that the constants come from, within 20 %: two cores that do
   * all the work of drivers, workers and executors add up to that for a thousand tasks at once.
   */
  @Test
  void theModelAgreesWithWhatWasMeasured() {
    for (Measured run : MEASURED) {
      assertThat(run.modelled() / run.seconds())
          .as(run.cores() + " cores")
          .isEqualTo(1, within(0.2));
    }
  }

  /** The claims that the page makes in words. */
  @Test
  void wordsOfThePageHold() {
    assertThat(GRID.get(1024).get(1000).efficiency()).isGreaterThan(0.95);
    assertThat(GRID.get(4096).get(1000).full()).isEmpty();
    assertThat(GRID.get(1024).get(100).efficiency()).isGreaterThan(0.95);
    assertThat(GRID.get(64).get(10).efficiency()).isGreaterThan(0.95);
    for (Map<Integer, Outcome> row : GRID.values()) {
      row.values().forEach(each -> assertThat(each.full()).isIn("", "dispatch"));
    }
    // 1 / (9 us + 18 us), less a little for bytes and tasks.
    Outcome full = GRID.get(4096).get(10);
    assertThat(full.points() / full.seconds()).isBetween(31_000.0, 37_000.0);
  }
}
