package io.foretoken.sim.replica.cohort;

import io.foretoken.sim.batch.BatchPolicies;
import io.foretoken.sim.batch.BatchPolicy;
import io.foretoken.sim.metrics.ReplicaMeter;
import io.foretoken.sim.replica.Deployment;
import io.foretoken.sim.replica.Engine;
import io.foretoken.sim.replica.EngineConfig;
import io.foretoken.sim.replica.EngineHost;
import io.foretoken.sim.replica.api.ApiStation;
import io.foretoken.sim.replica.api.Entrance;
import io.foretoken.sim.replica.api.Inbox;
import io.foretoken.sim.request.RequestTable;
import io.foretoken.sim.step.StepTimeModel;
import io.foretoken.sim.time.EventKind;
import java.util.Arrays;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * An engine whose steps cost what changes in them: API servers, data-parallel ranks behind a
 * balancer, and the loops in which ranks step, one for all where they share experts and one each
 * where they do not.
 *
 * <p>The engine runs through its own events without handing them to the simulation, up to the time
 * before which nothing outside can touch it. Switching that off changes no result.
 */
public final class CohortEngine implements Engine {
  private static final long NEVER = Long.MAX_VALUE;
  private static final int EVENTS_AT_A_TIME = 65_536;

  private final int replica;
  private final EngineConfig config;
  private final EngineHost host;
  private final ReplicaMeter meter;
  private final RequestTable requests;
  private final BatchPolicy policy;
  private final CohortRank[] ranks;
  private final StepLoop[] loops;
  private final RankBalancer balancer;
  private final boolean runsAhead;
  private final int mostWaiting;
  private final boolean runsStepsAlone;
  private final Entrance entrance;
  private final ApiStation station;
  private final Inbox inbox = new Inbox();
  private final LongConsumer takesIn;
  private final Inbox aborts = new Inbox();
  private long nextNanos = NEVER;
  private EventKind nextKind = EventKind.SCHEDULE;
  private int nextLoop;
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
        () -> BatchPolicies.create(deployment.engine().policy()));
  }

  /** With policies of one's own, one for each rank, whatever the deployment names. */
  CohortEngine(
      int replica,
      Deployment deployment,
      RequestTable requests,
      EngineHost host,
      ReplicaMeter meter,
      boolean runsAhead,
      Supplier<BatchPolicy> policies) {
    this.replica = replica;
    config = deployment.engine();
    this.requests = requests;
    this.host = host;
    this.meter = meter;
    this.runsAhead = runsAhead;
    mostWaiting = config.queue().mostWaiting();
    int count = deployment.dataParallel();
    station =
        ApiStation.isNeeded(deployment.api())
            ? new ApiStation(deployment.api(), count, requests, host, inbox)
            : null;
    entrance = new Entrance(deployment.api(), requests, host, station, inbox);
    StepTimeModel stepTime = deployment.stepTime();
    ranks = new CohortRank[count];
    BatchPolicy[] rankPolicies = new BatchPolicy[count];
    for (int rank = 0; rank < count; rank++) {
      rankPolicies[rank] = policies.get();
      ranks[rank] =
          new CohortRank(
              rank,
              config,
              rankPolicies[rank].mostTokens(config),
              stepTime.windows(),
              requests,
              host,
              station,
              meter);
    }
    policy = rankPolicies[0];
    loops = new StepLoop[deployment.lockstep() ? 1 : count];
    int perLoop = count / loops.length;
    for (int loop = 0; loop < loops.length; loop++) {
      int from = loop * perLoop;
      loops[loop] =
          new StepLoop(
              Arrays.copyOfRange(ranks, from, from + perLoop),
              Arrays.copyOfRange(rankPolicies, from, from + perLoop),
              config,
              stepTime,
              meter,
              loops.length);
    }
    balancer = RankBalancer.of(policy.rankChoice(), ranks);
    runsStepsAlone = runsAhead && count == 1;
    takesIn = mostWaiting > 0 ? null : this::takeIn;
  }

  @Override
  public String refusal(int inputTokens, int maxTokens) {
    return policy.refusal(inputTokens, maxTokens, ranks[0].kvTokens(), config);
  }

  @Override
  public void arrive(int request, long atNanos) {
    entrance.arrive(request, atNanos);
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
      int ran =
          runsStepsAlone && aborts.size() == 0
              ? loops[0].runSteps(host, inbox, station, takesIn, left)
              : 0;
      if (ran == 0) {
        handleNext();
      }
      left -= Math.max(1, ran);
      findNext();
    } while (left > 0 && nextNanos < host.horizonNanos());
    askForNext();
  }

  /** Finds the engine's next own event; of several at one time the first by kind, then by loop. */
  private void findNext() {
    nextNanos = NEVER;
    nextKind = EventKind.SCHEDULE;
    boolean anyIdle = false;
    for (int loop = 0; loop < loops.length; loop++) {
      long stepEnd = loops[loop].stepEndsAt();
      long schedule = loops[loop].schedulesAt();
      anyIdle |= loops[loop].isIdle();
      if (stepEnd <= schedule) {
        considerLoop(EventKind.STEP_END, stepEnd, loop);
      } else {
        considerLoop(EventKind.SCHEDULE, schedule, loop);
      }
    }
    // busy loops take requests in when they next look at them, unless that may be too late to say
    // that there is no room
    if ((anyIdle || mostWaiting > 0) && inbox.size() > 0) {
      consider(EventKind.ENQUEUE, inbox.firstTime());
    }
    if (aborts.size() > 0) {
      consider(EventKind.ABORT, aborts.firstTime());
    }
    if (station != null) {
      consider(EventKind.API_SERVER, station.nextNanos());
    }
  }

  private void considerLoop(EventKind kind, long nanos, int loop) {
    if (nanos < nextNanos || (nanos == nextNanos && kind.compareTo(nextKind) < 0)) {
      nextNanos = nanos;
      nextKind = kind;
      nextLoop = loop;
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
    // what is enqueued at the moment of a decision is seen by it, and nothing else sees it
    takeIn(nextKind.compareTo(EventKind.ENQUEUE) < 0 ? now - 1 : now);
    observe(now);
    switch (nextKind) {
      case STEP_END -> {
        loops[nextLoop].stepEnd(now);
        report(now);
        if (station != null) {
          station.serve(now);
        }
      }
      case API_SERVER -> station.wake(now);
      case ABORT -> abortNow(aborts.poll(), now);
      case SCHEDULE -> {
        loops[nextLoop].schedule(now);
        report(now);
      }
      default -> {
        // taken in above
      }
    }
  }

  private void observe(long now) {
    if (ranks.length > 1) {
      balancer.observe(now);
    }
  }

  /** Tells the meter what stands where. */
  private void report(long now) {
    long running = 0;
    long waiting = 0;
    long blocks = 0;
    for (CohortRank rank : ranks) {
      running += rank.runningCount();
      waiting += rank.waitingCount();
      blocks += rank.blocksUsed();
    }
    meter.running.set(now, running);
    meter.waiting.set(now, waiting);
    meter.kvBlocks.set(now, blocks);
  }

  private void abortNow(int request, long now) {
    if (!entrance.giveUp(request)) {
      return;
    }
    if (requests.sequence(request) >= 0) {
      int rank = requests.rank(request);
      int perLoop = ranks.length / loops.length;
      loops[rank / perLoop].abort(rank % perLoop, requests.sequence(request), now);
      report(now);
    }
    if (station != null) {
      station.abort(request);
    }
    host.aborted(request);
  }

  /** Requests that have arrived by now enter the waiting queue. */
  private void takeIn(long now) {
    while (inbox.firstTime() <= now && inbox.size() > 0) {
      long nanos = inbox.firstTime();
      int request = inbox.poll();
      if (entrance.isGivenUp(request)) {
        continue;
      }
      observe(nanos);
      if (mostWaiting > 0 && waitingCount() >= mostWaiting) {
        entrance.reject(request, nanos);
        return; // its client may act before the next one enters
      }
      int rank = ranks.length > 1 ? balancer.choose() : 0;
      ranks[rank].enqueue(request, nanos);
      meter.waiting.set(nanos, waitingCount());
      loops[rank * loops.length / ranks.length].wakeUp(nanos);
    }
  }

  private long waitingCount() {
    long sum = 0;
    for (CohortRank rank : ranks) {
      sum += rank.waitingCount();
    }
    return sum;
  }

  @Override
  public void settle(long now) {
    takeIn(now - 1);
    for (CohortRank rank : ranks) {
      rank.settle();
    }
  }

  @Override
  public void settleRequest(int request, long now) {
    takeIn(now - 1);
    if (requests.sequence(request) >= 0) {
      ranks[requests.rank(request)].settle(requests.sequence(request));
    }
  }

  @Override
  public ReplicaMeter meter() {
    return meter;
  }

  @Override
  public void checkInvariants() {
    for (StepLoop loop : loops) {
      loop.checkInvariants();
    }
  }

  @Override
  public int held() {
    int sum = inbox.size() + (station == null ? 0 : station.held());
    for (CohortRank rank : ranks) {
      sum += rank.held();
    }
    return sum;
  }
}
