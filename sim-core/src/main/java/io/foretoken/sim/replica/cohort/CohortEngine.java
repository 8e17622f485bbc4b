package io.foretoken.sim.replica.cohort;

import io.foretoken.sim.batch.BatchPolicies;
import io.foretoken.sim.batch.BatchPolicy;
import io.foretoken.sim.metrics.ReplicaMeter;
import io.foretoken.sim.replica.ApiServers;
import io.foretoken.sim.replica.Deployment;
import io.foretoken.sim.replica.Engine;
import io.foretoken.sim.replica.EngineConfig;
import io.foretoken.sim.replica.EngineHost;
import io.foretoken.sim.request.RequestTable;
import io.foretoken.sim.request.WaitCause;
import io.foretoken.sim.step.StepTimeModel;
import io.foretoken.sim.time.EventKind;
import java.util.Arrays;

/**
 * An engine whose steps cost what changes in them.
 *
 * <p>Its loop is that of an engine with at most {@code depth} steps in flight, 2 with asynchronous
 * scheduling and 1 without:
 *
 * <ol>
 *   <li>look at the queue; if fewer than {@code depth} steps are in flight and there is anything to
 *       run, decide on the next step and launch it;
 *   <li>otherwise wait for the oldest step in flight to end (or, with none, for a request).
 * </ol>
 *
 * <p>So with asynchronous scheduling a request that arrives while step n runs and n+1 is already
 * decided is looked at when n ends and runs after n+1. The host launches a step no earlier than its
 * host time after it launched the one before (asynchronous) or after that one ended (synchronous).
 *
 * <p>The engine runs through its own events without handing them to the simulation, up to the time
 * before which nothing outside can touch it. Switching that off changes no result.
 */
public final class CohortEngine implements Engine {
  private static final long NEVER = Long.MAX_VALUE;
  private static final long LONG_AGO = Long.MIN_VALUE / 2;
  private static final int EVENTS_AT_A_TIME = 65_536;

  private final int replica;
  private final EngineConfig config;
  private final StepTimeModel stepTime;
  private final EngineHost host;
  private final BatchPolicy policy;
  private final boolean policyRunsCohort;
  private final ReplicaMeter meter;
  private final CohortRank rank;
  private final boolean runsAhead;
  private final int depth;
  private final long[] stageFree;
  private final RequestTable requests;
  private final ApiServers apiServers;
  private final ApiStation station;
  private final Inbox inbox = new Inbox();
  private final Inbox aborts = new Inbox();
  private boolean[] isDead = new boolean[0];
  private StepInFlight oldest;
  private StepInFlight latest;
  private StepInFlight[] idle;
  private int idleCount;
  private int inFlight;
  private long lastLaunch = LONG_AGO;
  private long lastEnd = LONG_AGO;
  private long scheduleAt = NEVER;
  private long nextNanos = NEVER;
  private EventKind nextKind = EventKind.SCHEDULE;
  private long wakeNanos = NEVER;
  private EventKind wakeKind = EventKind.SCHEDULE;

  /**
   * @param runsAhead whether it may run through its own events without handing each to the
   *     simulation
   */
  public CohortEngine(
      int replica,
      Deployment deployment,
      RequestTable requests,
      EngineHost host,
      ReplicaMeter meter,
      boolean runsAhead) {
    this(
        replica,
        deployment,
        requests,
        host,
        meter,
        runsAhead,
        BatchPolicies.create(deployment.engine().policy()));
  }

  /** With a policy of one's own, whatever the deployment names. */
  CohortEngine(
      int replica,
      Deployment deployment,
      RequestTable requests,
      EngineHost host,
      ReplicaMeter meter,
      boolean runsAhead,
      BatchPolicy policy) {
    this.replica = replica;
    config = deployment.engine();
    stepTime = deployment.stepTime();
    this.host = host;
    this.meter = meter;
    this.runsAhead = runsAhead;
    this.policy = policy;
    policyRunsCohort = policy.runsAllDecodes();
    this.requests = requests;
    apiServers = new ApiServers(deployment.api());
    station =
        ApiStation.isNeeded(deployment.api())
            ? new ApiStation(deployment.api(), 1, host, inbox)
            : null;
    rank = new CohortRank(0, config, requests, host, station, meter);
    depth = config.asyncScheduling() ? 2 : 1;
    stageFree = new long[stepTime.stages()];
    idle = new StepInFlight[depth + 1];
    for (int step = 0; step < idle.length; step++) {
      idle[idleCount++] = new StepInFlight(1, stepTime.stages());
    }
  }

  @Override
  public String refusal(int inputTokens, int maxTokens) {
    return policy.refusal(inputTokens, maxTokens, rank.kvTokens(), config);
  }

  @Override
  public void arrive(int request, long atNanos) {
    if (station != null) {
      station.arrive(request, atNanos);
    }
    if (station == null || !station.takesIn()) {
      inbox.add(apiServers.ingest(atNanos), request);
    }
    askForNext();
  }

  @Override
  public void abort(int request, long atNanos) {
    aborts.add(atNanos, request);
    askForNext();
  }

  @Override
  public void wake(EventKind kind, long now) {
    if (now != wakeNanos || kind != wakeKind) {
      return; // an earlier one has taken its place
    }
    wakeNanos = NEVER;
    findNext();
    if (nextNanos != now || nextKind != kind) {
      askForNext(); // what it was for has gone
      return;
    }
    int left = runsAhead ? EVENTS_AT_A_TIME : 1;
    do {
      handleNext();
      left -= 1 + runPlainSteps(left - 1);
      findNext();
    } while (left > 0 && nextNanos < host.horizonNanos());
    askForNext();
  }

  /**
   * Runs steps in which the rows of the cohort get a token each and nothing else happens, as long
   * as nothing can come between: what the events of such steps do, without looking for them.
   *
   * @return steps that have ended
   */
  private int runPlainSteps(int most) {
    if (!policyRunsCohort || station != null || aborts.size() > 0) {
      return 0;
    }
    long horizon = Math.min(host.horizonNanos(), inbox.firstTime());
    int ran = 0;
    while (ran < most && inFlight == depth && scheduleAt == NEVER) {
      StepInFlight step = oldest;
      RankStep rankStep = step.ranks[0];
      long end = step.endNanos;
      long decision = Math.max(end, lastLaunch);
      if (decision >= horizon
          || (depth > 1 && decision >= latest.endNanos)
          || !rank.isPlain(rankStep)) {
        break;
      }
      inFlight--;
      oldest = latest;
      lastEnd = end;
      int made = rank.endPlainStep(rankStep, end);
      meter.stepEnded(
          end,
          rankStep.rows,
          0,
          rankStep.rows,
          made,
          step.deviceNanos,
          step.occupiedNanos,
          step.cost);
      rank.planPlainStep(rankStep, decision);
      launch(step, decision);
      ran++;
    }
    return ran;
  }

  /** Finds the engine's next own event; of several at one time the first by kind. */
  private void findNext() {
    long stepEnd = inFlight == 0 ? NEVER : oldest.endNanos;
    if (stepEnd <= scheduleAt) {
      nextNanos = stepEnd;
      nextKind = EventKind.STEP_END;
    } else {
      nextNanos = scheduleAt;
      nextKind = EventKind.SCHEDULE;
    }
    // a busy engine takes requests in when it next looks at them
    if (nextNanos == NEVER && inbox.size() > 0) {
      nextNanos = inbox.firstTime();
      nextKind = EventKind.ENQUEUE;
    }
    if (aborts.size() > 0) {
      consider(EventKind.ABORT, aborts.firstTime());
    }
    if (station != null) {
      consider(EventKind.API_SERVER, station.nextNanos());
    }
  }

  private void consider(EventKind kind, long nanos) {
    if (nanos < nextNanos || (nanos == nextNanos && kind.compareTo(nextKind) < 0)) {
      nextNanos = nanos;
      nextKind = kind;
    }
  }

  private void askForNext() {
    findNext();
    if (nextNanos != NEVER
        && (nextNanos < wakeNanos
            || (nextNanos == wakeNanos && nextKind.compareTo(wakeKind) < 0))) {
      wakeNanos = nextNanos;
      wakeKind = nextKind;
      host.wakeAt(replica, nextKind, nextNanos);
    }
  }

  private void handleNext() {
    long now = nextNanos;
    switch (nextKind) {
      case STEP_END -> {
        takeIn(now - 1); // requests that come at the moment of a step's end come after it
        stepEnd(now);
      }
      case API_SERVER -> station.wake(now);
      case ABORT -> {
        takeIn(now - 1);
        abortNow(aborts.poll(), now);
      }
      case ENQUEUE -> takeIn(now);
      default -> {
        takeIn(now);
        scheduleAt = NEVER;
        schedule(now);
      }
    }
  }

  private void abortNow(int request, long now) {
    if (!requests.wasEnqueued(request)) {
      if (request >= isDead.length) {
        isDead = Arrays.copyOf(isDead, Math.max(request + 1, 2 * isDead.length));
      }
      isDead[request] = true;
      return;
    }
    if (requests.sequence(request) >= 0) {
      RankStep first = inFlight == 0 ? null : oldest.ranks[0];
      RankStep last = inFlight == 0 ? null : latest.ranks[0];
      rank.abort(requests.sequence(request), first, last, now);
      rank.report(now);
    }
    if (station != null) {
      station.abort(request);
    }
    host.aborted(request);
  }

  /** A request whose client gave up before it was taken in goes no further. */
  private boolean isGivenUp(int request) {
    if (request >= isDead.length || !isDead[request]) {
      return false;
    }
    isDead[request] = false;
    host.aborted(request);
    return true;
  }

  /** Requests that have arrived by now enter the waiting queue. */
  private void takeIn(long now) {
    while (inbox.firstTime() <= now && inbox.size() > 0) {
      long nanos = inbox.firstTime();
      int request = inbox.poll();
      if (isGivenUp(request)) {
        continue;
      }
      rank.enqueue(request, nanos);
      if (inFlight == 0 && scheduleAt == NEVER) {
        scheduleAt = nanos;
      }
    }
  }

  private void schedule(long now) {
    StepInFlight step = idle[--idleCount];
    RankStep rankStep = step.ranks[0];
    rankStep.clear();
    rank.begin(rankStep, inFlight == 0 ? null : latest.ranks[0], now);
    WaitCause cause;
    if (policyRunsCohort && rank.isPlain()) {
      rank.scheduleCohort();
      cause = rank.plainCause();
    } else {
      cause = policy.plan(rank, config);
    }
    rank.end(cause);
    rank.report(now);
    if (rankStep.rows == 0) {
      idle[idleCount++] = step;
      if (inFlight == 0 && rank.waitingCount() > 0) {
        throw new IllegalStateException(
            "I15: " + rank.waitingCount() + " sequences wait for an engine that runs nothing");
      }
      return;
    }
    launch(step, now);
    if (inFlight < depth) {
      scheduleAt = lastLaunch;
    }
  }

  private void launch(StepInFlight step, long now) {
    stepTime.cost(step.shapes, step.cost);
    long hostFrom = config.asyncScheduling() ? lastLaunch : lastEnd;
    long launch = Math.max(now, hostFrom + step.cost.hostNanos);
    long end = launch;
    int stages = stageFree.length;
    for (int stage = 0; stage < stages; stage++) {
      long ready = stage == 0 ? launch : end + step.cost.hopNanos;
      end = Math.max(stageFree[stage], ready) + step.cost.stageNanos[stage];
      if (stage == stages - 1) {
        end += step.cost.lastStageExtraNanos;
      }
      stageFree[stage] = end;
    }
    lastLaunch = launch;
    step.endNanos = end;
    step.deviceNanos = step.cost.deviceNanos();
    step.occupiedNanos = Math.max(step.deviceNanos, step.cost.hostNanos);
    if (inFlight == 0) {
      oldest = step;
    }
    latest = step;
    inFlight++;
  }

  private void stepEnd(long now) {
    StepInFlight step = oldest;
    inFlight--;
    oldest = latest;
    lastEnd = now;
    RankStep ended = step.ranks[0];
    int made = rank.stepEnded(ended, inFlight == 0 ? null : latest.ranks[0], now);
    meter.stepEnded(
        now,
        ended.rows,
        ended.prefillTokens,
        ended.shape.decodeRows,
        made,
        step.deviceNanos,
        step.occupiedNanos,
        step.cost);
    idle[idleCount++] = step;
    rank.report(now);
    if (station != null) {
      station.serve(now);
    }
    if (scheduleAt == NEVER) {
      scheduleAt = Math.max(now, lastLaunch);
    }
  }

  @Override
  public void settle(long now) {
    takeIn(now - 1);
    rank.settle();
  }

  @Override
  public void settleRequest(int request, long now) {
    takeIn(now - 1);
    if (requests.sequence(request) >= 0) {
      rank.settle(requests.sequence(request));
    }
  }

  @Override
  public ReplicaMeter meter() {
    return meter;
  }

  @Override
  public void checkInvariants() {
    rank.checkInvariants();
    if (inFlight > depth) {
      throw new IllegalStateException("I5: " + inFlight + " steps in flight");
    }
    if (inFlight > 0) {
      oldest.checkInvariants(config.maxNumBatchedTokens(), config.maxNumSeqs());
      latest.checkInvariants(config.maxNumBatchedTokens(), config.maxNumSeqs());
    }
  }

  @Override
  public int held() {
    return rank.held() + inbox.size() + (station == null ? 0 : station.held());
  }
}
