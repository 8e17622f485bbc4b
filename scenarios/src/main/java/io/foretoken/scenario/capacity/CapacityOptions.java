package io.foretoken.scenario.capacity;

import java.nio.file.Path;
import java.util.List;

/**
 * How a search is done.
 *
 * @param precision the highest load is told apart from the next to this share of it
 * @param width widest half-width of a p99 that is accepted at the highest load, as a share of it
 * @param fewest runs at every load at least
 * @param most runs at a load at most to tell whether it meets the objectives
 * @param workers runs at a time
 * @param catalogs files and folders of catalogues beside the scenario's own
 */
public record CapacityOptions(
    double precision, double width, int fewest, int most, int workers, List<Path> catalogs) {
  /** Half-width of a p99 that is accepted unless another is asked for. */
  public static final double WIDTH = 0.1;

  /** Precision unless another is asked for. */
  public static final double PRECISION = 0.02;

  /** Runs at every load at least unless more are asked for. */
  public static final int FEWEST = 4;

  /** Runs at a load at most unless more are asked for. */
  public static final int MOST = 100;

  private static final int MORE_FOR_WIDTH = 10;

  /**
   * Runs at the answer at most while its p99 is not known to the width. More than for the verdict:
   * the width falls with the root of the runs, whereas a load on the edge is never told apart.
   */
  public int mostForWidth() {
    return MORE_FOR_WIDTH * most;
  }
}
