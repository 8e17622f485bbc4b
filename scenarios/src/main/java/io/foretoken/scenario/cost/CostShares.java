package io.foretoken.scenario.cost;

import io.foretoken.scenario.figure.GroupFigures;
import io.foretoken.scenario.figure.PoolFigures;
import io.foretoken.scenario.figure.RunFigures;
import io.foretoken.sim.metrics.ReplicaMeter;
import io.foretoken.sim.metrics.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The money of the window, shared out: GPU time in which nothing was computed is nobody's, the rest
 * is shared by what engines computed for each class or tenant. US dollars.
 *
 * <p>Every token that a step computes bears an equal part of the step's time, so a token costs more
 * where steps are small. Steps with prompt work and steps without are priced apart:
 *
 * <pre>
 * prompt token = time of steps with prompt work / tokens in them, decode rows included
 * output token = mean over decode rows of the price in the step they were in
 * </pre>
 *
 * <p>Example: 60 s of decode steps with 30,000 rows, 40 s of steps with 72,000 prompt tokens and
 * 8,000 rows. A prompt token costs 0.5 ms, an output token (60 s + 8,000 x 0.5 ms) / 38,000 = 1.68
 * ms.
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
    Prices prices = Prices.of(run.result().replicas());
    return new CostShares(
        windowUsd - busyUsd,
        busyUsd,
        shares(run.classes(), prices, busyUsd),
        shares(run.tenants(), prices, busyUsd));
  }

  private static List<Share> shares(List<GroupFigures> groups, Prices prices, double busyUsd) {
    double all = 0;
    for (GroupFigures group : groups) {
      all += prices.of(group.group().work());
    }
    List<Share> shares = new ArrayList<>();
    for (GroupFigures group : groups) {
      double part = all > 0 ? prices.of(group.group().work()) / all : 0;
      double usd = part * busyUsd;
      RunResult.Tokens done = group.group().tokens();
      shares.add(
          new Share(
              group.name(),
              part,
              usd,
              per(usd, done.completedOutput() / MILLION),
              per(usd, (done.completedInput() + done.completedOutput()) / MILLION),
              per(usd, done.completedRequests())));
    }
    return List.copyOf(shares);
  }

  private static double per(double usd, double count) {
    return count > 0 ? usd / count : Double.NaN;
  }

  /** Device time of a token, ns. */
  private record Prices(double prompt, double output) {
    static Prices of(List<ReplicaMeter> replicas) {
      double decodeTime = sum(replicas, ReplicaMeter::decodeOnlyNanos);
      double mixedTime = sum(replicas, ReplicaMeter::deviceNanos) - decodeTime;
      double rows = sum(replicas, ReplicaMeter::decodeTokens);
      double rowsBesidePrompts = rows - sum(replicas, ReplicaMeter::decodeOnlyTokens);
      double prompts = sum(replicas, ReplicaMeter::prefillTokens);
      double mixedTokens = prompts + rowsBesidePrompts;
      double prompt = mixedTokens > 0 ? mixedTime / mixedTokens : 0;
      double output = rows > 0 ? (decodeTime + rowsBesidePrompts * prompt) / rows : prompt;
      return new Prices(prompt, output);
    }

    private static double sum(List<ReplicaMeter> replicas, ToLongFunction<ReplicaMeter> of) {
      return replicas.stream().mapToLong(of).sum();
    }

    double of(RunResult.Work work) {
      return prompt * work.promptTokens() + output * work.outputTokens();
    }
  }
}
