package io.foretoken.sim.replica;

import io.foretoken.sim.batch.BatchPolicies;
import io.foretoken.sim.batch.BatchPolicy;
import io.foretoken.sim.metrics.ReplicaMeter;
import io.foretoken.sim.request.RequestTable;
import io.foretoken.sim.request.SequenceTable;
import io.foretoken.sim.request.WaitCause;
import io.foretoken.sim.step.RankShape;
import io.foretoken.sim.step.StepTimeModel;
import io.foretoken.sim.time.EventKind;
import io.foretoken.sim.time.EventQueue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The engine as a specification: it touches every sequence in every step.
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
 * decided is looked at when n ends and runs after n+1.
 *
 * <p>The host launches a step no earlier than its host time after it launched the one before
 * (asynchronous) or after that one ended (synchronous). Device stages follow one another as {@link
 * io.foretoken.sim.step.StepCost} says.
 */
public final class NaiveEngine implements Engine {
  private final int replica;
  private final EngineConfig config;
  private final StepTimeModel stepTime;
  private final EngineHost host;
  private final BatchPolicy policy;
  private final RequestTable requests;
  private final ReplicaMeter meter;
  private final Rank rank;
  private final RankShape[] shapes = new RankShape[1];
  private final ArrayDeque<StepPlan> inFlight = new ArrayDeque<>();
  private final ArrayDeque<StepPlan> idlePlans = new ArrayDeque<>();
  private final int depth;
  private final long[] stageFree;
  private long lastLaunch = Long.MIN_VALUE / 2;
  private long lastEnd = Long.MIN_VALUE / 2;
  private boolean scheduleAsked;
  private int coming;
  private final List<Integer> dead = new ArrayList<>();
  private final EventQueue arriving = new EventQueue();
  private final EventQueue aborting = new EventQueue();
  private final NaiveApi api;

  public NaiveEngine(
      int replica,
      Deployment deployment,
      RequestTable requests,
      EngineHost host,
      ReplicaMeter meter) {
    this(
        replica,
        deployment,
        requests,
        host,
        meter,
        BatchPolicies.create(deployment.engine().policy()));
  }

  /** With a policy of one's own, whatever the deployment names. */
  public NaiveEngine(
      int replica,
      Deployment deployment,
      RequestTable requests,
      EngineHost host,
      ReplicaMeter meter,
      BatchPolicy policy) {
    this.replica = replica;
    config = deployment.engine();
    stepTime = deployment.stepTime();
    this.host = host;
    this.requests = requests;
    this.meter = meter;
    this.policy = policy;
    rank = new Rank(config, requests, meter);
    api = new NaiveApi(deployment.api(), replica, host, this::enqueueAt);
    depth = config.asyncScheduling() ? 2 : 1;
    stageFree = new long[stepTime.stages()];
    for (int plan = 0; plan < depth + 1; plan++) {
      idlePlans.add(new StepPlan(stepTime.stages()));
    }
  }

  @Override
  public String refusal(int inputTokens, int maxTokens) {
    return policy.refusal(inputTokens, maxTokens, rank.kvTokens(), config);
  }

  @Override
  public void arrive(int request, long atNanos) {
    coming++;
    api.arrive(request, atNanos);
  }

  private void enqueueAt(int request, long nanos) {
    arriving.add(nanos, EventKind.ENQUEUE, request);
    host.wakeAt(replica, EventKind.ENQUEUE, nanos);
  }

  @Override
  public void abort(int request, long atNanos) {
    aborting.add(atNanos, EventKind.ABORT, request);
    host.wakeAt(replica, EventKind.ABORT, atNanos);
  }

  private void abortNow(int request, long now) {
    if (!requests.wasEnqueued(request)) {
      dead.add(request);
      return;
    }
    int sequence = rank.sequenceOf(request);
    if (sequence >= 0) {
      rank.finish(sequence);
      rank.report(now);
    }
    api.abort(request);
    host.aborted(request);
  }

  @Override
  public void wake(EventKind kind, long now) {
    switch (kind) {
      case STEP_END -> stepEnd(now);
      case API_SERVER -> api.wake(now);
      case ABORT -> {
        aborting.poll();
        abortNow(aborting.subject(), now);
      }
      case ENQUEUE -> {
        arriving.poll();
        coming--;
        if (dead.remove((Integer) arriving.subject())) {
          api.abort(arriving.subject());
          host.aborted(arriving.subject());
        } else {
          enqueue(arriving.subject(), now);
        }
      }
      case SCHEDULE -> schedule(now);
      default -> throw new IllegalStateException("not an engine's event: " + kind);
    }
  }

  private void enqueue(int request, long now) {
    rank.enqueue(request, now);
    if (inFlight.isEmpty()) {
      askToSchedule(now);
    }
  }

  private void schedule(long now) {
    scheduleAsked = false;
    StepPlan plan = idlePlans.remove();
    plan.clear();
    rank.begin(plan, now);
    WaitCause cause = policy.plan(rank, config);
    rank.waitClock().decided(now, cause);
    rank.report(now);
    if (plan.rows() == 0) {
      idlePlans.add(plan);
      if (inFlight.isEmpty() && rank.waitingCount() > 0) {
        throw new IllegalStateException(
            "I15: " + rank.waitingCount() + " sequences wait for an engine that runs nothing");
      }
      return;
    }
    launch(plan, now);
    if (inFlight.size() < depth) {
      askToSchedule(lastLaunch);
    }
  }

  private void launch(StepPlan plan, long now) {
    shapes[0] = plan.shape;
    stepTime.cost(shapes, plan.cost);
    long hostFrom = config.asyncScheduling() ? lastLaunch : lastEnd;
    long launch = Math.max(now, hostFrom + plan.cost.hostNanos);
    long end = launch;
    for (int stage = 0; stage < stageFree.length; stage++) {
      long ready = stage == 0 ? launch : end + plan.cost.hopNanos;
      end = Math.max(stageFree[stage], ready) + plan.cost.stageNanos[stage];
      if (stage == stageFree.length - 1) {
        end += plan.cost.lastStageExtraNanos;
      }
      stageFree[stage] = end;
    }
    lastLaunch = launch;
    plan.occupiedNanos = Math.max(plan.cost.deviceNanos(), plan.cost.hostNanos);
    inFlight.add(plan);
    host.wakeAt(replica, EventKind.STEP_END, end);
  }

  private void stepEnd(long now) {
    StepPlan plan = inFlight.remove();
    lastEnd = now;
    SequenceTable sequences = rank.sequences();
    int emitted = 0;
    for (int row = 0; row < plan.rows(); row++) {
      int sequence = plan.sequence(row);
      boolean isGone = sequences.epoch(sequence) != plan.epoch(row);
      if (plan.samples(row) && !isGone) {
        emit(sequence, plan.isFresh(row), now);
        emitted++;
      }
    }
    meter.stepEnded(
        now,
        plan.rows(),
        plan.prefillTokens(),
        plan.shape.decodeRows,
        emitted,
        plan.occupiedNanos,
        plan.cost);
    idlePlans.add(plan);
    rank.report(now);
    api.serve(now);
    askToSchedule(Math.max(now, lastLaunch));
  }

  private void emit(int sequence, boolean fresh, long now) {
    SequenceTable sequences = rank.sequences();
    int request = sequences.request(sequence);
    boolean isFirst = sequences.emitted(sequence) == 0;
    boolean isLast = sequences.emit(sequence, now);
    requests.emitted(request, sequences.emitted(sequence));
    api.token(request, fresh, isFirst, isLast, now);
    if (isLast) {
      rank.finish(sequence);
      api.finished(request);
    }
  }

  private void askToSchedule(long nanos) {
    if (!scheduleAsked) {
      scheduleAsked = true;
      host.wakeAt(replica, EventKind.SCHEDULE, nanos);
    }
  }

  @Override
  public void settle(long now) {
    // the table and the meter are always up to date
  }

  @Override
  public void settleRequest(int request, long now) {
    // as above
  }

  @Override
  public ReplicaMeter meter() {
    return meter;
  }

  @Override
  public void checkInvariants() {
    rank.checkInvariants();
    if (inFlight.size() > depth) {
      throw new IllegalStateException("I5: %d steps in flight".formatted(inFlight.size()));
    }
    for (StepPlan plan : inFlight) {
      plan.checkInvariants(config.maxNumBatchedTokens());
    }
  }

  @Override
  public int held() {
    return rank.sequences().live() + coming;
  }
}
