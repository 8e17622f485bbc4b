package io.foretoken.sim.replica;

import io.foretoken.sim.batch.AttentionDpOptions;
import io.foretoken.sim.batch.BalancedPolicy;
import io.foretoken.sim.batch.TrtllmOptions;
import io.foretoken.sim.metrics.ReplicaMeter;
import io.foretoken.sim.request.RequestTable;
import io.foretoken.sim.request.SequenceTable;
import io.foretoken.sim.request.WaitCause;
import io.foretoken.sim.step.RankShape;
import io.foretoken.sim.step.StepCost;
import io.foretoken.sim.step.StepTimeModel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * The ranks that step together as a specification: every sequence is touched in every step.
 *
 * <p>The loop is that of an engine with at most {@code depth} steps in flight, 2 with asynchronous
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
final class NaiveLoop {
  private static final class Step {
    final List<StepPlan> plans = new ArrayList<>();
    StepCost cost;
    long occupiedNanos;
  }

  final List<Rank> ranks;
  private final EngineConfig config;
  private final StepTimeModel stepTime;
  private final RequestTable requests;
  private final ReplicaMeter meter;
  private final NaiveApi api;
  private final int loops;
  private final LongConsumer stepEndsAt;
  private final LongConsumer scheduleAt;
  private final ArrayDeque<Step> inFlight = new ArrayDeque<>();
  private final int depth;
  private final long[] stageFree;
  private long lastLaunch = Long.MIN_VALUE / 2;
  private long lastEnd = Long.MIN_VALUE / 2;
  private boolean scheduleAsked;
  private long scheduleAskedAt;
  private int waitedForAll;
  private int waitedForMore;
  private long blocksArriveAt = Long.MAX_VALUE;

  NaiveLoop(
      List<Rank> ranks,
      Deployment deployment,
      RequestTable requests,
      ReplicaMeter meter,
      NaiveApi api,
      int loops,
      LongConsumer stepEndsAt,
      LongConsumer scheduleAt) {
    this.ranks = ranks;
    config = deployment.engine();
    stepTime = deployment.stepTime();
    this.requests = requests;
    this.meter = meter;
    this.api = api;
    this.loops = loops;
    this.stepEndsAt = stepEndsAt;
    this.scheduleAt = scheduleAt;
    depth = config.asyncScheduling() ? 2 : 1;
    stageFree = new long[stepTime.stages()];
  }

  /** A request has entered the queue of one of the ranks. */
  void requestCame(long now) {
    if (inFlight.isEmpty()) {
      askToSchedule(now);
    }
  }

  void schedule(long now) {
    boolean isAsked = scheduleAsked && scheduleAskedAt == now;
    boolean isForBlocks = !scheduleAsked && inFlight.isEmpty() && blocksArriveAt == now;
    if (!isAsked && !isForBlocks) {
      return; // something else has come before the blocks that were waited for
    }
    scheduleAsked = false;
    blocksArriveAt = Long.MAX_VALUE;
    Step step = new Step();
    ranks.forEach(rank -> step.plans.add(new StepPlan(stepTime.windows().size())));
    for (int number = 0; number < ranks.size(); number++) {
      ranks.get(number).begin(step.plans.get(number), now);
    }
    List<WaitCause> causes =
        ranks.size() > 1 && balances()
            ? balance(step)
            : ranks.stream().map(rank -> rank.policy().plan(rank, config)).toList();
    int rows = 0;
    int waiting = 0;
    for (int number = 0; number < ranks.size(); number++) {
      Rank rank = ranks.get(number);
      rank.end();
      rank.waitClock().decided(now, causes.get(number));
      rows += step.plans.get(number).rows();
      waiting += rank.waitingCount();
    }
    if (rows == 0) {
      ranks.forEach(rank -> rank.launched(now));
      if (inFlight.isEmpty()) {
        blocksArriveAt = ranks.stream().mapToLong(Rank::nextArrival).min().orElse(Long.MAX_VALUE);
      }
      if (blocksArriveAt != Long.MAX_VALUE) {
        scheduleAt.accept(blocksArriveAt);
      } else if (inFlight.isEmpty() && waiting > 0) {
        throw new IllegalStateException(
            "I15: " + waiting + " sequences wait for an engine that runs nothing");
      }
      return;
    }
    long end = launch(step, now);
    ranks.forEach(rank -> rank.launched(end));
    if (inFlight.size() < depth) {
      askToSchedule(lastLaunch);
    }
  }

  private boolean balances() {
    return config.policy() instanceof TrtllmOptions options
        && options.attentionDp().enableBalance();
  }

  /** TensorRT-LLM's attention_dp_config: fills the step, says what holds back who still waits. */
  private List<WaitCause> balance(Step step) {
    AttentionDpOptions options = ((TrtllmOptions) config.policy()).attentionDp();
    List<Boolean> havePrompts = new ArrayList<>();
    List<Boolean> decode = new ArrayList<>();
    for (Rank rank : ranks) {
      havePrompts.add(((BalancedPolicy) rank.policy()).planRunning(rank, config));
      boolean pads = rank.sequences().live() == 0;
      decode.add(pads || step.plans.get(ranks.indexOf(rank)).shape.decodeRows > 0);
    }
    boolean isIdle = step.plans.stream().allMatch(plan -> plan.rows() == 0);
    boolean allDecode = !isIdle && !decode.contains(false);
    boolean starts;
    if (!havePrompts.contains(false)) {
      waitedForAll = 0;
      starts = !allDecode || waitedForMore == options.batchingWaitIters();
      waitedForMore = starts ? (allDecode ? 0 : waitedForMore) : waitedForMore + 1;
    } else {
      starts = !allDecode || waitedForAll + 1 >= options.timeoutIters();
      waitedForAll = starts ? 0 : waitedForAll + 1;
    }
    return ranks.stream()
        .map(rank -> ((BalancedPolicy) rank.policy()).planPrompts(rank, config, starts))
        .toList();
  }

  private long launch(Step step, long now) {
    StepCost cost = new StepCost(stepTime.stages());
    stepTime.cost(step.plans.stream().map(plan -> plan.shape).toArray(RankShape[]::new), cost);
    step.cost = cost;
    long hostFrom = config.asyncScheduling() ? lastLaunch : lastEnd;
    long launch = Math.max(now, hostFrom + cost.hostNanos);
    long end = launch;
    for (int stage = 0; stage < stageFree.length; stage++) {
      long ready = stage == 0 ? launch : end + cost.hopNanos;
      end = Math.max(stageFree[stage], ready) + cost.stageNanos[stage];
      if (stage == stageFree.length - 1) {
        end += cost.lastStageExtraNanos;
      }
      stageFree[stage] = end;
    }
    lastLaunch = launch;
    step.occupiedNanos = Math.max(cost.deviceNanos(), cost.hostNanos);
    inFlight.add(step);
    stepEndsAt.accept(end);
    return end;
  }

  void stepEnd(long now) {
    Step step = inFlight.remove();
    lastEnd = now;
    int rows = 0;
    int prefill = 0;
    int decode = 0;
    int emitted = 0;
    for (int number = 0; number < ranks.size(); number++) {
      StepPlan plan = step.plans.get(number);
      rows += plan.rows();
      prefill += plan.prefillTokens();
      decode += plan.shape.decodeRows;
      emitted += emit(ranks.get(number), plan, now);
    }
    meter.stepEnded(
        now,
        rows,
        prefill,
        decode,
        emitted,
        step.cost.deviceNanos() / loops,
        step.occupiedNanos / loops,
        step.cost);
  }

  /** After the tokens of a step are out. */
  void lookAgain(long now) {
    askToSchedule(Math.max(now, lastLaunch));
  }

  private int emit(Rank rank, StepPlan plan, long now) {
    SequenceTable sequences = rank.sequences();
    int emitted = 0;
    for (int row = 0; row < plan.rows(); row++) {
      int sequence = plan.sequence(row);
      boolean isGone = sequences.epoch(sequence) != plan.epoch(row);
      if (plan.samples(row) && !isGone) {
        emit(rank, sequence, plan.isFresh(row), now);
        emitted++;
      }
    }
    return emitted;
  }

  private void emit(Rank rank, int sequence, boolean fresh, long now) {
    SequenceTable sequences = rank.sequences();
    int request = sequences.request(sequence);
    boolean isFirst = sequences.emitted(sequence) == 0;
    boolean isLast = sequences.emit(sequence, now);
    requests.emitted(request, sequences.emitted(sequence));
    api.token(request, fresh, isFirst, isLast, now);
    if (isLast) {
      rank.finish(sequence, now);
      api.finished(request);
    }
  }

  private void askToSchedule(long nanos) {
    if (!scheduleAsked) {
      scheduleAsked = true;
      scheduleAskedAt = nanos;
      scheduleAt.accept(nanos);
    }
  }

  void checkInvariants() {
    for (Rank rank : ranks) {
      rank.checkInvariants();
    }
    if (inFlight.size() > depth) {
      throw new IllegalStateException("I5: %d steps in flight".formatted(inFlight.size()));
    }
    for (Step step : inFlight) {
      int rows = 0;
      for (StepPlan plan : step.plans) {
        plan.checkInvariants(ranks.get(0).policy().mostTokens(config));
        rows += plan.rows();
      }
      if (rows == 0) {
        throw new IllegalStateException("I7: a step without rows");
      }
    }
  }
}
