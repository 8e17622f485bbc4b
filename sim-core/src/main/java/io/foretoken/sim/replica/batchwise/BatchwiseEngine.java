package io.foretoken.sim.replica.batchwise;

import io.foretoken.sim.batch.BatchRule;
import io.foretoken.sim.metrics.ReplicaMeter;
import io.foretoken.sim.replica.Deployment;
import io.foretoken.sim.replica.Engine;
import io.foretoken.sim.replica.EngineHost;
import io.foretoken.sim.replica.api.ApiStation;
import io.foretoken.sim.replica.api.Entrance;
import io.foretoken.sim.replica.api.Inbox;
import io.foretoken.sim.request.RequestTable;
import io.foretoken.sim.time.EventKind;

/**
 * An engine that batches whole requests: API servers, a queue, and at most one batch that runs. All
 * of a batch are answered when it ends, each in one piece.
 *
 * <p>The engine runs through its own events without handing them to the simulation, up to the time
 * before which nothing outside can touch it. Switching that off changes no result.
 */
public final class BatchwiseEngine implements Engine {
  private static final long NEVER = Long.MAX_VALUE;
  private static final int EVENTS_AT_A_TIME = 65_536;

  private final int replica;
  private final EngineHost host;
  private final ReplicaMeter meter;
  private final RequestTable requests;
  private final boolean runsAhead;
  private final boolean rejects;
  private final Entrance entrance;
  private final ApiStation station;
  private final Inbox inbox = new Inbox();
  private final Inbox aborts = new Inbox();
  private final BatchQueue queue;
  private long nextNanos = NEVER;
  private EventKind nextKind = EventKind.SCHEDULE;
  private long wakeNanos = NEVER;
  private EventKind wakeKind = EventKind.SCHEDULE;

  /**
   * @param rule when a batch begins
   * @param runsAhead whether it may run through its own events without handing each to the
   *     simulation
   * @throws IllegalArgumentException for data-parallel ranks
   */
  public BatchwiseEngine(
      int replica,
      Deployment deployment,
      RequestTable requests,
      EngineHost host,
      ReplicaMeter meter,
      BatchRule rule,
      boolean runsAhead) {
    if (deployment.dataParallel() != 1) {
      throw new IllegalArgumentException(
          "request-level batching runs on one rank, not on " + deployment.dataParallel());
    }
    this.replica = replica;
    this.requests = requests;
    this.host = host;
    this.meter = meter;
    this.runsAhead = runsAhead;
    rejects = deployment.engine().queue().mostWaiting() > 0;
    station =
        deployment.api().streamNanosPerChunk() > 0
            ? new ApiStation(deployment.api(), 1, requests, host, inbox)
            : null;
    entrance = new Entrance(deployment.api(), requests, host, station, inbox);
    queue = new BatchQueue(deployment, rule, requests, meter);
  }

  @Override
  public String refusal(int inputTokens, int maxTokens) {
    return queue.refusal(inputTokens, maxTokens);
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
    int left = runsAhead ? EVENTS_AT_A_TIME : 1;
    do {
      handleNext();
      left--;
      if (runsAhead) {
        left -= queue.batch().runAhead(Math.min(host.horizonNanos(), firstTouch()), left);
      }
      findNext();
    } while (left > 0 && nextNanos < host.horizonNanos() && !endsUnseen());
    askForNext();
  }

  /**
   * Whether the next event ends a batch without an answer. No client would bring the run's clock to
   * that time, so the event itself has to.
   */
  private boolean endsUnseen() {
    return nextKind == EventKind.STEP_END && queue.batch().isAbandoned();
  }

  /** When something next happens here that is no step of the batch. */
  private long firstTouch() {
    long first = Math.min(aborts.firstTime(), rejects ? inbox.firstTime() : NEVER);
    return station == null ? first : Math.min(first, station.nextNanos());
  }

  /** Finds the engine's next own event; of several at one time the first by kind. */
  private void findNext() {
    nextNanos = queue.batch().endsAt();
    nextKind = EventKind.STEP_END;
    if (station != null) {
      consider(EventKind.API_SERVER, station.nextNanos());
    }
    consider(EventKind.ABORT, aborts.firstTime());
    // a batch that runs needs nobody, unless there may be no room to wait
    if (rejects || !queue.batch().isRunning()) {
      consider(EventKind.ENQUEUE, inbox.firstTime());
    }
    if (!queue.batch().isRunning()) {
      consider(EventKind.SCHEDULE, queue.decidesAt());
    }
  }

  private void consider(EventKind kind, long nanos) {
    if (nanos < nextNanos) {
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
    switch (nextKind) {
      case STEP_END -> {
        if (queue.batch().stepEnd()) {
          answer(now);
        }
      }
      case API_SERVER -> station.wake(now);
      case ABORT -> abortNow(aborts.poll(), now);
      case SCHEDULE -> queue.decide(now);
      default -> {
        // taken in above
      }
    }
  }

  /** The batch is done: all of its requests have their answers. */
  private void answer(long now) {
    RunningBatch batch = queue.batch();
    for (int row = 0; row < batch.rows(); row++) {
      int request = queue.finish(row);
      if (request < 0) {
        continue;
      }
      if (station != null) {
        station.answer(request, batch.firstEnd(row), now);
      } else {
        host.firstToken(request, batch.firstEnd(row), now);
        host.finished(request, now, now);
      }
    }
    queue.batchEnded(now);
    if (station != null) {
      station.serve(now);
    }
  }

  private void abortNow(int request, long now) {
    if (!entrance.giveUp(request)) {
      return;
    }
    if (requests.sequence(request) >= 0) {
      queue.giveUp(requests.sequence(request), now);
    } else if (station != null) {
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
      if (queue.isFull()) {
        entrance.reject(request, nanos);
        return; // its client may act before the next one enters
      }
      queue.enqueue(request, nanos);
    }
  }

  @Override
  public void settle(long now) {
    takeIn(now - 1);
    queue.settle();
  }

  @Override
  public void settleRequest(int request, long now) {
    takeIn(now - 1);
    if (requests.sequence(request) >= 0) {
      queue.settle(requests.sequence(request));
    }
  }

  @Override
  public ReplicaMeter meter() {
    return meter;
  }

  @Override
  public void checkInvariants() {
    queue.checkInvariants();
  }

  @Override
  public int held() {
    return inbox.size() + (station == null ? 0 : station.held()) + queue.held();
  }
}
