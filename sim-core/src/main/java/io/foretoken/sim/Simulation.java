package io.foretoken.sim;

import static io.foretoken.sim.request.ClientAlarms.Kind.CANCEL;
import static io.foretoken.sim.request.ClientAlarms.Kind.GIVE_UP;
import static io.foretoken.sim.request.ClientAlarms.Kind.SEND_AGAIN;

import io.foretoken.sim.check.RunChecks;
import io.foretoken.sim.metrics.ReplicaMeter;
import io.foretoken.sim.metrics.RunMeter;
import io.foretoken.sim.metrics.RunResult;
import io.foretoken.sim.replica.ApiConfig;
import io.foretoken.sim.replica.Deployment;
import io.foretoken.sim.replica.Engine;
import io.foretoken.sim.replica.EngineFactory;
import io.foretoken.sim.replica.EngineHost;
import io.foretoken.sim.request.ClientAlarms;
import io.foretoken.sim.request.Outcome;
import io.foretoken.sim.request.RequestDraft;
import io.foretoken.sim.request.RequestRow;
import io.foretoken.sim.request.RequestSink;
import io.foretoken.sim.request.RequestSource;
import io.foretoken.sim.request.RequestTable;
import io.foretoken.sim.route.Router;
import io.foretoken.sim.route.Routers;
import io.foretoken.sim.time.EventKind;
import io.foretoken.sim.time.EventQueue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One run: requests from a source, through a router and API servers, into engines, and back to
 * their clients.
 *
 * <p>A request that is sent at t reaches the server half a round trip later; a token that a step
 * makes at t is at the client half a round trip later.
 */
public final class Simulation implements EngineHost {
  private static final int EVENTS_BETWEEN_REPORTS = 8192;

  private final RequestSource source;
  private final RunSettings settings;
  private final boolean reacts;
  private final long halfTrip;
  private final long leastIngest;
  private final EventQueue events = new EventQueue();
  private final RequestTable requests = new RequestTable();
  private final RequestDraft draft = new RequestDraft();
  private final RequestRow row = new RequestRow();
  private final Router router;
  private final int[] outstanding;
  private final List<Engine> engines = new ArrayList<>();
  private final ClientAlarms alarms;
  private final List<ReplicaMeter> meters = new ArrayList<>();
  private final RunMeter meter;
  private final RunChecks checks;
  private RequestSink sink = RequestSink.NONE;
  private long now;
  private long horizon;
  private boolean drained;
  private int rejections;

  /**
   * Prepares a run.
   *
   * @param factory makes the engine of each replica
   */
  public Simulation(
      Deployment deployment, RequestSource source, RunSettings settings, EngineFactory factory) {
    this.source = source;
    this.settings = settings;
    // whoever finds a queue full may send again, to a replica that has nothing to do with it
    reacts = source.reacts() || deployment.engine().queue().mostWaiting() > 0;
    halfTrip = deployment.api().rttNanos() / 2;
    leastIngest = halfTrip + leastIngest(deployment.api());
    alarms = new ClientAlarms(requests);
    router = Routers.create(deployment.router());
    outstanding = new int[deployment.replicas()];
    meter =
        new RunMeter(
            settings.window(), settings.bucketNanos(), RunSettings.MAX_BUCKETS, requests.labels());
    for (int replica = 0; replica < deployment.replicas(); replica++) {
      ReplicaMeter replicaMeter =
          new ReplicaMeter(settings.window(), settings.bucketNanos(), RunSettings.MAX_BUCKETS);
      meters.add(replicaMeter);
      engines.add(factory.create(replica, deployment, requests, this, replicaMeter));
    }
    checks = new RunChecks(requests, meter, engines, outstanding);
  }

  /** Where chunks and requests share a station, a request touches it before it is through. */
  private static long leastIngest(ApiConfig api) {
    return api.latencyNanos() + (api.streamNanosPerChunk() > 0 ? 0 : api.ingestNanos());
  }

  /**
   * Runs to the end: until the source has nothing left and everything is answered, or the cut-off.
   *
   * @param leaving gets every request that leaves, in the order in which clients see it; those that
   *     are unfinished at the cut-off come last, in order of their index
   */
  public RunResult run(RequestSink leaving, ProgressListener progress, CancelToken cancel) {
    sink = leaving;
    boolean cancelled = false;
    int untilReport = EVENTS_BETWEEN_REPORTS;
    while (advance()) {
      if (settings.checked()) {
        checks.afterEvent();
      }
      if (--untilReport == 0) {
        untilReport = EVENTS_BETWEEN_REPORTS;
        progress.at(now, meter.gone());
        if (cancel.isCancelled()) {
          cancelled = true;
          break;
        }
      }
    }
    if (settings.checked() && drained) {
      checks.drained();
    }
    reportUnfinished();
    if (settings.checked()) {
      checks.ended();
    }
    return meter.result(now, meters, cancelled);
  }

  /** Time of the event handled last, ns. */
  public long now() {
    return now;
  }

  /** Handles the next event; false when there is none before the cut-off. */
  private boolean advance() {
    long arrival = source.peekTime();
    long alarm = alarms.firstTime();
    long next = Math.min(Math.min(arrival, alarm), events.peekTime());
    if (next == Long.MAX_VALUE || next >= settings.cutNanos()) {
      drained = next == Long.MAX_VALUE;
      now = drained ? now : settings.cutNanos();
      return false;
    }
    if (next < now) {
      throw new IllegalStateException("I17: the clock goes back from " + now + " to " + next);
    }
    now = next;
    if (alarm == next && !events.headPrecedes(alarm, EventKind.CLIENT_TIMEOUT)) {
      act();
      return true;
    }
    if (arrival == next && !events.headPrecedes(arrival, EventKind.ARRIVAL)) {
      arrive();
      return true;
    }
    events.poll();
    int subject = events.subject();
    switch (events.kind()) {
      case CLIENT_FINISH -> answered(subject);
      case STEP_END, API_SERVER, ABORT, ENQUEUE, SCHEDULE -> {
        horizon = horizonNow();
        engines.get(subject).wake(events.kind(), now);
      }
      case ARRIVAL, CLIENT_TIMEOUT ->
          throw new IllegalStateException(events.kind() + " is not held by the queue");
    }
    return true;
  }

  /**
   * The next thing that may reach an engine from outside is a request sent at the source's next
   * time or, where the source or a rejected client reacts, at the next event of any kind; or a
   * client that acts of itself.
   */
  private long horizonNow() {
    long first = source.peekTime();
    if (reacts || rejections > 0) {
      first = Math.min(first, events.peekTime());
    }
    long untouched = Math.min(later(first, leastIngest), alarms.firstTime());
    return Math.min(settings.cutNanos(), untouched);
  }

  private static long later(long nanos, long span) {
    return nanos > Long.MAX_VALUE - span ? Long.MAX_VALUE : nanos + span;
  }

  private void arrive() {
    draft.clear();
    source.next(draft);
    if (draft.sentNanos != now) {
      throw new IllegalStateException(
          "request " + draft.index + " announced for " + now + ", sent at " + draft.sentNanos);
    }
    meter.sent(now, draft);
    int slot = requests.add(draft);
    setAlarms(slot);
    String refusal = engines.get(0).refusal(draft.inputTokens, draft.maxTokens);
    if (!refusal.isEmpty()) {
      requests.outcome(slot, Outcome.REFUSED, refusal);
      events.add(now + 2 * halfTrip, EventKind.CLIENT_FINISH, slot, 0);
      return;
    }
    dispatch(slot);
  }

  /** What the client will do of itself about an attempt that it sends now. */
  private void setAlarms(int slot) {
    if (requests.timeoutNanos(slot) > 0) {
      alarms.add(GIVE_UP, later(now, requests.timeoutNanos(slot)), slot);
    }
    if (requests.attempt(slot) == 1 && requests.cancelNanos(slot) != Long.MAX_VALUE) {
      alarms.add(CANCEL, requests.cancelNanos(slot), slot);
    }
  }

  private void dispatch(int slot) {
    int replica = router.choose(outstanding);
    outstanding[replica]++;
    requests.routedTo(slot, replica);
    engines.get(replica).arrive(slot, now + halfTrip);
  }

  private void answered(int slot) {
    boolean isWaitedFor = !requests.isAbandoned(slot);
    boolean isRejected = isWaitedFor && requests.outcome(slot) == Outcome.REJECTED;
    rejections -= isRejected ? 1 : 0;
    if (isRejected && requests.retry(slot).triesAgainAfter(requests.attempt(slot))) {
      tryAgain(slot);
      requests.remove(slot);
      return;
    }
    if (isWaitedFor) {
      leave(slot, now);
    }
    requests.remove(slot);
    if (isWaitedFor) {
      tellSource();
    }
  }

  /** A client does something of itself. */
  private void act() {
    ClientAlarms.Kind kind = alarms.firstKind();
    int slot = alarms.poll();
    switch (kind) {
      case GIVE_UP -> stopWaiting(slot, Outcome.TIMED_OUT);
      case CANCEL -> stopWaiting(slot, Outcome.CANCELLED);
      case SEND_AGAIN -> {
        requests.sentAgain(slot, now);
        setAlarms(slot);
        dispatch(slot);
      }
    }
  }

  /** The client does not wait for an attempt any more. The replica learns it half a trip later. */
  private void stopWaiting(int slot, Outcome outcome) {
    boolean isOnItsWay = requests.outcome(slot) != Outcome.UNFINISHED;
    rejections -= requests.outcome(slot) == Outcome.REJECTED ? 1 : 0;
    int replica = requests.replica(slot);
    if (replica >= 0) {
      engines.get(replica).settleRequest(slot, now);
    }
    if (requests.firstTokenNanos(slot) > now) {
      requests.noFirstToken(slot);
    }
    requests.outcome(slot, outcome, "");
    boolean triesAgain =
        outcome == Outcome.TIMED_OUT
            && replica >= 0
            && requests.retry(slot).triesAgainAfter(requests.attempt(slot));
    if (triesAgain) {
      tryAgain(slot);
    } else {
      leave(slot, -1);
    }
    boolean isBackingOff = replica < 0 && !isOnItsWay;
    if (isBackingOff) {
      requests.remove(slot); // no engine has it
    } else {
      requests.abandon(slot);
    }
    if (replica >= 0 && !isOnItsWay) {
      engines.get(replica).abort(slot, now + halfTrip);
    }
    if (!triesAgain) {
      tellSource();
    }
  }

  /** An attempt has failed; the client will send another, and waits for that from now on. */
  private void tryAgain(int failed) {
    if (settings.checked()) {
      checks.triesAgain();
    }
    outstanding[requests.replica(failed)]--;
    requests.describe(failed, -1, false, row);
    meter.failedAttempt(now, row);
    int slot = requests.again(failed);
    if (requests.cancelNanos(slot) != Long.MAX_VALUE) {
      alarms.add(CANCEL, requests.cancelNanos(slot), slot);
    }
    long backoff = requests.retry(slot).backoffAfter(requests.attempt(slot));
    alarms.add(SEND_AGAIN, later(now, backoff), slot);
  }

  private void leave(int slot, long finished) {
    boolean measured = meter.measures(requests.intendedNanos(slot));
    requests.describe(slot, finished, measured, row);
    if (settings.checked()) {
      checks.left(row);
    }
    if (requests.replica(slot) >= 0) {
      outstanding[requests.replica(slot)]--;
    }
    meter.left(now, row);
    sink.accept(row);
  }

  private void tellSource() {
    switch (row.outcome) {
      case FINISHED -> source.onFinished(row.index, now);
      case REFUSED -> source.onRefused(row.index, now);
      case TIMED_OUT -> source.onTimeout(row.index, now);
      case REJECTED -> source.onRejected(row.index, now);
      case CANCELLED -> source.onCancelled(row.index, now);
      case UNFINISHED ->
          throw new IllegalStateException("request " + row.index + " left unfinished");
    }
  }

  private void reportUnfinished() {
    for (Engine engine : engines) {
      engine.settle(now);
    }
    long[] keys = new long[requests.live()];
    int count = 0;
    for (int slot = 0; slot < requests.slots(); slot++) {
      if (requests.isLive(slot) && !requests.isAbandoned(slot)) {
        keys[count++] = slot;
      }
    }
    Long[] slots = Arrays.stream(keys, 0, count).boxed().toArray(Long[]::new);
    Arrays.sort(
        slots, (a, b) -> Long.compare(requests.index(a.intValue()), requests.index(b.intValue())));
    for (long slot : slots) {
      requests.outcome((int) slot, Outcome.UNFINISHED, "");
      requests.describe((int) slot, -1, meter.measures(requests.intendedNanos((int) slot)), row);
      if (settings.checked()) {
        checks.left(row);
      }
      meter.unfinished(now, row);
      sink.accept(row);
    }
  }

  @Override
  public void wakeAt(int replica, EventKind kind, long nanos) {
    events.add(nanos, kind, replica, replica + 1);
  }

  @Override
  public long horizonNanos() {
    return horizon;
  }

  @Override
  public void firstToken(int request, long stepEnd, long sentNanos) {
    if (settings.checked()) {
      checks.firstToken(request, stepEnd, now, horizon);
    }
    requests.firstToken(request, stepEnd, sentNanos + halfTrip);
  }

  @Override
  public void finished(int request, long nanos, long sentNanos) {
    if (requests.isAbandoned(request)) {
      return;
    }
    if (settings.checked()) {
      checks.finished(request, nanos, now, horizon);
    }
    requests.outcome(request, Outcome.FINISHED, "");
    long atClient = sentNanos + halfTrip;
    events.add(atClient, EventKind.CLIENT_FINISH, request, requests.replica(request) + 1);
    if (reacts) {
      horizon = Math.min(horizon, later(atClient, leastIngest));
    }
  }

  @Override
  public void rejected(int request, long nanos) {
    if (requests.isAbandoned(request)) {
      return;
    }
    if (settings.checked()) {
      checks.rejected(request, nanos, now, horizon);
    }
    requests.outcome(request, Outcome.REJECTED, "the queue is full");
    rejections++;
    long atClient = nanos + halfTrip;
    events.add(atClient, EventKind.CLIENT_FINISH, request, requests.replica(request) + 1);
    horizon = Math.min(horizon, later(atClient, leastIngest));
  }

  @Override
  public void aborted(int request) {
    if (settings.checked()) {
      checks.aborted(request);
    }
    requests.remove(request);
  }

  @Override
  public void tokenGap(long sentNanos, long gapNanos, long count) {
    meter.tokenGap(sentNanos + halfTrip, gapNanos, count);
  }

  @Override
  public void tokenGapOf(int label, long sentNanos, long gapNanos, long count) {
    meter.tokenGapOf(label, sentNanos + halfTrip, gapNanos, count);
  }
}
