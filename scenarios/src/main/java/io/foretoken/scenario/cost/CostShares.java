package io.foretoken.scenario.cost;

import io.foretoken.scenario.figure.GroupFigures;
import io.foretoken.scenario.figure.PoolFigures;
import io.foretoken.scenario.figure.RunFigures;
import io.foretoken.sim.metrics.RunResult;
import java.util.ArrayList;
import java.util.List;

/**
 * The money of the window, shared out: GPU time in which nothing was computed is nobody's, the rest
 * is shared by what engines computed for each class or tenant. US dollars. What a token costs is
 * said at {@link TokenTimes}.
 *
 * @param idleUsd what GPU time of the window cost in which nothing was computed
 * @param busyUsd what the rest cost
 * @param classes by number of the class
 * @param tenants by number of the tenant
 */
public record CostShares(double idleUsd, double busyUsd, List<Share> classes, List<Share> tenants) {
  private static final double MILLION = 1e6;

  /**
   * What one class or tenant bears. NaN where there is nothing to divide by.
   *
   * @param name of the class or tenant
   * @param part of the busy money, in [0, 1]
   * @param usd that is
   * @param output per million output tokens of its requests that completed
   * @param total per million prompt and output tokens of those
   * @param request per such request
   */
  public record Share(
      String name, double part, double usd, double output, double total, double request) {}

  /** Shares out what the window cost. */
  static CostShares of(RunFigures run, double windowUsd) {
    double gpus = 0;
    double busyGpus = 0;
    for (PoolFigures pool : run.pools()) {
      gpus += pool.facts().gpus();
      busyGpus += pool.busy() * pool.facts().gpus();
    }
    double busyUsd = gpus > 0 ? windowUsd * busyGpus / gpus : 0;
    TokenTimes times = TokenTimes.of(run.result().replicas());
    return new CostShares(
        windowUsd - busyUsd,
        busyUsd,
        shares(run.classes(), times, busyUsd),
        shares(run.tenants(), times, busyUsd));
  }

  private static List<Share> shares(List<GroupFigures> groups, TokenTimes times, double busyUsd) {
    double all = 0;
    for (GroupFigures group : groups) {
      all += times.of(group.group().work());
    }
    List<Share> shares = new ArrayList<>();
    for (GroupFigures group : groups) {
      double part = all > 0 ? times.of(group.group().work()) / all : 0;
      double usd = part * busyUsd;
      RunResult.Tokens done = group.group().tokens();
      shares.add(
          new Share(
              group.name(),
              part,
              usd,
              per(usd, done.completedOutput() / MILLION),
              per(usd, (done.completedInput() + done.completedOutput()) / MILLION),
              per(usd, (double) done.completedRequests())));
    }
    return List.copyOf(shares);
  }

  private static double per(double usd, double count) {
    return count > 0 ? usd / count : Double.NaN;
  }
}
