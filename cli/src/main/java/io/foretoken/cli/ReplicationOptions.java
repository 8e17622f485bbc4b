package io.foretoken.cli;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.units.NotAQuantityException;
import io.foretoken.input.units.Percent;
import io.foretoken.scenario.statistic.ReplicationPlan;
import picocli.CommandLine.Option;

/** The options that say how often a configuration is run. */
final class ReplicationOptions {
  private static final int MOST = 10_000;

  @Option(
      names = "--replications",
      paramLabel = "N",
      description =
          "Runs with independent random numbers; figures get 95 %% intervals. Default: 1.")
  private Integer replications;

  @Option(
      names = "--ci-width",
      paramLabel = "PERCENT",
      description =
          "Add runs until the 95 %% intervals of TTFT p99, TPOT p99 and output tokens/s are at most"
              + " this wide on either side, such as 2%%; at most 100 runs.")
  private String width;

  /** Whether several runs are asked for. */
  boolean areGiven() {
    return replications != null || width != null;
  }

  /**
   * What is asked for.
   *
   * @throws BadInputException if it makes no sense
   */
  ReplicationPlan plan() {
    if (replications != null && (replications < 1 || replications > MOST)) {
      throw new BadInputException(
          Problem.of(
              Origin.argument("--replications " + replications),
              "found " + replications,
              "give a number from 1 to " + MOST));
    }
    int fewest = replications == null ? 1 : replications;
    return width == null ? ReplicationPlan.exactly(fewest) : ReplicationPlan.until(share(), fewest);
  }

  private double share() {
    Origin origin = Origin.argument("--ci-width " + width);
    double share;
    try {
      share = Percent.parse(width).fraction();
    } catch (NotAQuantityException e) {
      throw new BadInputException(Problem.of(origin, e.getMessage(), e.hint()));
    }
    if (!(share > 0) || share > 1) {
      throw new BadInputException(
          Problem.of(origin, "found " + width, "write a share above 0 %, such as 2%"));
    }
    return share;
  }
}
