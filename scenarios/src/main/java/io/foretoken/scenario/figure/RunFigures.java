package io.foretoken.scenario.figure;

import io.foretoken.sim.metrics.RequestColumns;
import io.foretoken.sim.metrics.RunResult;
import java.util.ArrayList;
import java.util.List;

/**
 * All figures of a run, from which tables, files and reports are made.
 *
 * @param seconds length of the window
 * @param stationary whether service kept up with arrivals
 * @param openEnded whether the figures are those of a window cut out of a run that could go on, so
 *     that percentiles of an overloaded run mean nothing
 * @param ttft time to first token from sending
 * @param tpot time per output token after the first, per request
 * @param itl gaps between chunks, pooled; three significant digits
 * @param e2e end-to-end latency from sending
 * @param clientQueue wait at the client before sending
 * @param requestsPerSecond completions per second
 * @param outputTokensPerSecond output tokens of completed requests per second
 * @param inputTokensPerSecond their prompt tokens per second
 * @param cachedTokensPerSecond their prompt tokens from the prefix cache per second
 * @param concurrencyMean requests in flight, time-weighted
 * @param concurrencyPeak most in flight
 * @param slo standing to the objectives
 * @param classes the requests of each class, by its number
 * @param tenants those of each tenant
 * @param pools the engines
 * @param limit what holds the run back
 * @param advice at most two lines on what to do about it
 */
public record RunFigures(
    RunResult result,
    double seconds,
    boolean stationary,
    boolean openEnded,
    Latency ttft,
    Latency tpot,
    Latency itl,
    Latency e2e,
    Latency clientQueue,
    double requestsPerSecond,
    double outputTokensPerSecond,
    double inputTokensPerSecond,
    double cachedTokensPerSecond,
    double concurrencyMean,
    long concurrencyPeak,
    SloFigures slo,
    List<GroupFigures> classes,
    List<GroupFigures> tenants,
    List<PoolFigures> pools,
    RunLimit limit,
    List<String> advice) {

  /**
   * Takes the figures of a run.
   *
   * @param classes what requests are of, and their objectives
   * @param growthTells whether more and more requests in flight tell of overload: they come
   *     whatever became of earlier ones, and at no planned change of rate
   * @param arrivalsEndNanos when arrivals ended
   */
  public static RunFigures of(
      RunResult result,
      PoolFacts facts,
      RequestClasses classes,
      boolean growthTells,
      long arrivalsEndNanos) {
    double seconds = result.seconds();
    double perSecond = seconds > 0 ? 1 / seconds : 0;
    PoolFigures pool = PoolFigures.of(result, facts);
    KeepsUp keepsUp =
        (group, rows) ->
            !growthTells
                || Stationarity.keepsUp(
                    group.inFlight(),
                    rows,
                    result.window().startNanos(),
                    arrivalsEndNanos,
                    group.counts().measuredSent());
    boolean stationary = keepsUp.judge(result.total(), result.measured());
    GroupFigures.Latencies all = GroupFigures.Latencies.of(result.measured());
    RunLimit limit = RunLimit.of(result, pool);
    SloJudge judge = new SloJudge(result, classes);
    return new RunFigures(
        result,
        seconds,
        stationary,
        !result.window().whole(),
        all.ttft(),
        all.tpot(),
        Latency.of(result.gaps()),
        all.e2e(),
        all.clientQueue(),
        result.tokens().completedRequests() * perSecond,
        result.tokens().completedOutput() * perSecond,
        result.tokens().completedInput() * perSecond,
        result.tokens().completedCached() * perSecond,
        result.inFlight().windowArea() / Math.max(1, result.endNanos() - result.startNanos()),
        result.inFlight().peak(),
        judge.ofAll(),
        classes(result, classes, judge, keepsUp, all),
        tenants(result, classes, judge, keepsUp, all),
        List.of(pool),
        limit,
        Advice.lines(result, pool, limit, stationary));
  }

  /** Of one class alone the latencies are those of all requests, and are not sorted again. */
  private static List<GroupFigures> classes(
      RunResult result,
      RequestClasses classes,
      SloJudge judge,
      KeepsUp keepsUp,
      GroupFigures.Latencies all) {
    boolean alone = classes.classes().size() == 1;
    List<GroupFigures> figures = new ArrayList<>();
    for (int number = 0; number < classes.classes().size(); number++) {
      RunResult.Group group = result.ofClass(number);
      RequestColumns rows = alone ? result.measured() : result.measured().ofClass(number);
      figures.add(
          GroupFigures.of(
              classes.className(number),
              group,
              alone ? all : GroupFigures.Latencies.of(rows),
              result.seconds(),
              judge.ofClass(number),
              keepsUp.judge(group, rows)));
    }
    return List.copyOf(figures);
  }

  private static List<GroupFigures> tenants(
      RunResult result,
      RequestClasses classes,
      SloJudge judge,
      KeepsUp keepsUp,
      GroupFigures.Latencies all) {
    boolean alone = classes.tenants().size() == 1;
    List<GroupFigures> figures = new ArrayList<>();
    for (int number = 0; number < classes.tenants().size(); number++) {
      RunResult.Group group = result.ofTenant(number);
      RequestColumns rows = alone ? result.measured() : result.measured().ofTenant(number);
      figures.add(
          GroupFigures.of(
              classes.tenants().get(number),
              group,
              alone ? all : GroupFigures.Latencies.of(rows),
              result.seconds(),
              judge.ofTenant(number),
              keepsUp.judge(group, rows)));
    }
    return List.copyOf(figures);
  }

  /** Whether percentiles give way to the word "saturated". */
  public boolean showsSaturated() {
    return !stationary && openEnded;
  }

  /** The same for the percentiles of a class or tenant, which may keep up where others do not. */
  public boolean showsSaturated(GroupFigures group) {
    return !group.stationary() && openEnded;
  }

  /** Whether service keeps up with the arrivals of a group of requests. */
  private interface KeepsUp {
    boolean judge(RunResult.Group group, RequestColumns rows);
  }
}
