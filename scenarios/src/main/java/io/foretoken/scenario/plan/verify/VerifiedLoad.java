package io.foretoken.scenario.plan.verify;

import io.foretoken.scenario.statistic.PointFigures;
import java.util.Optional;

/**
 * One kind of replica of a fleet under its part of a load.
 *
 * @param step number of the fleet's size, from 0 at the lowest load
 * @param kind what is tried
 * @param name of the times, such as "peak"
 * @param candidate number of the kind of replica
 * @param part its name
 * @param replicas how many run
 * @param rate requests/s that they get: of a rise or a spike those at its height
 * @param requests that were measured, over all runs
 * @param figures over the runs; empty where no replica is left
 * @param halfWidth widest half-width of the p99s under an objective, as a share of the p99
 * @param miss the threshold that is missed and by how much; "" where all hold
 */
public record VerifiedLoad(
    int step,
    Kind kind,
    String name,
    int candidate,
    String part,
    int replicas,
    double rate,
    long requests,
    Optional<PointFigures> figures,
    double halfWidth,
    String miss) {
  /** What is tried. */
  public enum Kind {
    /** The load of a period, for long. */
    STEADY("steady"),
    /** The same with one replica of the kind down. */
    ONE_DOWN("one replica down"),
    /** The minutes after a rise of more than 20 %. */
    RISE("rise"),
    /** A spike and the time after it. */
    SPIKE("spike");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** The word in files and tables. */
    public String word() {
      return word;
    }
  }

  /** Whether it meets the SLO. */
  public boolean holds() {
    return miss.isEmpty();
  }
}
