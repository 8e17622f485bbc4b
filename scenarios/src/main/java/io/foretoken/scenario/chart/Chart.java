package io.foretoken.scenario.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a chart shows, whatever its size.
 *
 * @param title in words
 * @param x the axis below
 * @param left the axis of most series
 * @param right a second one, with as many steps as the left one
 * @param series in the order in which they are drawn
 * @param objectives lines that should not be crossed
 * @param zones hatched parts of the x axis
 * @param strip coloured stretches below the plot, on the same x axis
 * @param best the point to point out
 */
public record Chart(
    String title,
    Axis x,
    Axis left,
    Optional<Axis> right,
    List<Series> series,
    List<Objective> objectives,
    List<Zone> zones,
    List<Stretch> strip,
    Optional<Best> best) {

  /**
   * A dashed line at a value.
   *
   * @param across whether it is a value of the x axis, and the line upright
   * @param onRight whether it is a value of the right axis
   */
  public record Objective(double value, boolean across, boolean onRight, String label, Ink ink) {}

  /**
   * A hatched stretch of the x axis.
   *
   * @param label written at its lower end; may be empty
   */
  public record Zone(double from, double to, String label) {}

  /** A stretch of the strip. */
  public record Stretch(double from, double to, String label, Ink ink) {}

  /** A point of the left axis with a ring around it. */
  public record Best(double x, double y, String label) {}

  /** Keeps copies. */
  public Chart {
    series = List.copyOf(series);
    objectives = List.copyOf(objectives);
    zones = List.copyOf(zones);
    strip = List.copyOf(strip);
  }

  /** A chart of some series, with nothing else. */
  public static Chart of(String title, Axis x, Axis left, List<Series> series) {
    return new Chart(
        title,
        x,
        left,
        Optional.empty(),
        series,
        List.of(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  /** With an objective more. */
  public Chart with(Objective objective) {
    List<Objective> more = new ArrayList<>(objectives);
    more.add(objective);
    return new Chart(title, x, left, right, series, more, zones, strip, best);
  }

  /** With a hatched stretch more. */
  public Chart with(Zone zone) {
    List<Zone> more = new ArrayList<>(zones);
    more.add(zone);
    return new Chart(title, x, left, right, series, objectives, more, strip, best);
  }

  /** With a right axis. */
  public Chart withRight(Axis axis) {
    return new Chart(title, x, left, Optional.of(axis), series, objectives, zones, strip, best);
  }

  /** With a strip below the plot. */
  public Chart withStrip(List<Stretch> stretches) {
    return new Chart(title, x, left, right, series, objectives, zones, stretches, best);
  }

  /** With a point pointed out. */
  public Chart with(Best point) {
    return new Chart(title, x, left, right, series, objectives, zones, strip, Optional.of(point));
  }

  /**
   * Lays it out.
   *
   * @param width px, at least 240
   * @param height px, at least 160
   */
  public Picture picture(double width, double height) {
    return new ChartLayout(this, width, height).picture();
  }

  /** The marks of {@link #picture}. */
  public List<Mark> marks(double width, double height) {
    return picture(width, height).marks();
  }
}
