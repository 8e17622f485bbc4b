package io.foretoken.scenario.capacity;

import io.foretoken.scenario.statistic.PointFigures;
import java.util.List;
import java.util.Optional;

/**
 * The highest load at which a scenario meets its objectives.
 *
 * @param scenario name of the scenario
 * @param axis what was varied
 * @param highest highest load tried that meets the objectives; NaN where none does
 * @param next lowest load tried above it that does not; infinite where none was found
 * @param low lower end of the range in which the 95 % intervals leave the answer open
 * @param high upper end of it
 * @param at figures at the highest load; empty where none meets
 * @param binding what gives way at {@code next}: a threshold such as {@code "TTFT p99 <= 500 ms"},
 *     or {@code "arrivals outrun service"}
 * @param limit the resource that holds the deployment back at {@code next}
 * @param limitShare share of the mean time to first token, or of step time, that goes to it
 * @param p99Figure key of the p99 whose interval is widest at the highest load
 * @param p99HalfWidth half of that interval as a share of the p99
 * @param probes every load tried, ascending
 */
public record CapacityResult(
    String scenario,
    Axis axis,
    double highest,
    double next,
    double low,
    double high,
    Optional<PointFigures> at,
    String binding,
    String limit,
    double limitShare,
    String p99Figure,
    double p99HalfWidth,
    List<CapacityProbe> probes) {

  /** What a search varies. */
  public enum Axis {
    /** Requests per second, of all classes together. */
    RATE("rate", "requests/s"),
    /** Requests in flight of a closed loop. */
    CONCURRENCY("concurrency", "in flight");

    private final String word;
    private final String unit;

    Axis(String word, String unit) {
      this.word = word;
      this.unit = unit;
    }

    /** The word in files. */
    public String word() {
      return word;
    }

    /** The unit that people read. */
    public String unit() {
      return unit;
    }
  }

  /** Whether any load meets the objectives. */
  public boolean isPossible() {
    return at.isPresent();
  }
}
