package io.foretoken.sim.replica.cohort;

import io.foretoken.sim.batch.BatchPolicy;
import io.foretoken.sim.metrics.ReplicaMeter;
import io.foretoken.sim.replica.EngineConfig;
import io.foretoken.sim.replica.EngineHost;
import io.foretoken.sim.replica.api.ApiStation;
import io.foretoken.sim.replica.api.Inbox;
import io.foretoken.sim.request.WaitCause;
import io.foretoken.sim.step.StepTimeModel;
import java.util.function.LongConsumer;

/**
 * The ranks that step together, and their steps in flight: at most {@code depth}, 2 with
 * asynchronous scheduling and 1 without. Usually one rank; all of a replica where they share
 * experts.
 *
 * <ol>
 *   <li>look at the queues; if fewer than {@code depth} steps are in flight and there is anything
 *       to run, decide on the next step and launch it;
 *   <li>otherwise wait for the oldest step in flight to end (or, with none, for a request).
 * </ol>
 *
 * <p>So with asynchronous scheduling a request that arrives while step n runs and n+1 is already
 * decided is looked at when n ends and runs after n+1. The host launches a step no earlier than its
 * host time after it launched the one before (asynchronous) or after that one ended (synchronous).
 */
final class StepLoop {
  static final long NEVER = Long.MAX_VALUE;
  private static final long LONG_AGO = Long.MIN_VALUE / 2;

  private final CohortRank[] ranks;
  private final BatchPolicy[] policies;
  private final BalancedRanks balanced;
  private final EngineConfig config;
  private final StepTimeModel stepTime;
  private final ReplicaMeter meter;
  private final boolean policyRunsCohort;
  private final int loops;
  private final int depth;
  private final long[] stageFree;
  private final StepInFlight[] idle;
  private int idleCount;
  private StepInFlight oldest;
  private StepInFlight latest;
  private int inFlight;
  private long lastLaunch = LONG_AGO;
  private long lastEnd = LONG_AGO;
  private long scheduleAt = NEVER;
  private boolean awaitsBlocks;

  /**
   * @param policies one for each rank
   * @param loops loops of the replica: each has that part of its devices
   */
  StepLoop(
      CohortRank[] ranks,
      BatchPolicy[] policies,
      EngineConfig config,
      StepTimeModel stepTime,
      ReplicaMeter meter,
      int loops) {
    this.ranks = ranks;
    this.policies = policies;
    this.config = config;
    this.stepTime = stepTime;
    this.meter = meter;
    this.loops = loops;
    balanced = BalancedRanks.of(ranks, policies, config);
    policyRunsCohort = policies[0].runsAllDecodes();
    depth = config.asyncScheduling() ? 2 : 1;
    stageFree = new long[stepTime.stages()];
    idle = new StepInFlight[depth + 1];
    int windows = stepTime.windows().size();
    for (int step = 0; step < idle.length; step++) {
      idle[idleCount++] = new StepInFlight(ranks.length, windows, stepTime.stages());
    }
  }

  /** Whether it would decide at once if a request came. */
  boolean isIdle() {
    return inFlight == 0 && (scheduleAt == NEVER || awaitsBlocks);
  }

  /** A request has come. */
  void wakeUp(long nanos) {
    if (isIdle()) {
      scheduleAt = nanos;
      awaitsBlocks = false;
    }
  }

  /** End of the oldest step in flight. */
  long stepEndsAt() {
    return inFlight == 0 ? NEVER : oldest.endNanos;
  }

  /** When the next decision is due. */
  long schedulesAt() {
    return scheduleAt;
  }

  /** Decides on the next step, and launches it if it has any rows. */
  void schedule(long now) {
    scheduleAt = NEVER;
    awaitsBlocks = false;
    StepInFlight step = idle[--idleCount];
    int rows =
        balanced == null
            ? planEach(step, now)
            : balanced.plan(step, inFlight == 0 ? null : latest, now);
    if (rows == 0) {
      idle[idleCount++] = step;
      launched(now);
      awaitBlocks();
      checkNobodyIsForgotten();
      return;
    }
    launch(step, now);
    launched(step.endNanos);
    if (inFlight < depth) {
      scheduleAt = lastLaunch;
    }
  }

  private int planEach(StepInFlight step, long now) {
    int rows = 0;
    for (int rank = 0; rank < ranks.length; rank++) {
      rows += plan(rank, step.ranks[rank], now);
    }
    return rows;
  }

  private int plan(int number, RankStep rankStep, long now) {
    CohortRank rank = ranks[number];
    rankStep.clear();
    RankDecision decision = rank.decision();
    decision.begin(rankStep, inFlight == 0 ? null : latest.ranks[number], now);
    WaitCause cause;
    if (policyRunsCohort && rank.isPlain()) {
      decision.scheduleCohort();
      policies[number].ranDecodes(1);
      cause = rank.plainCause();
    } else {
      cause = policies[number].plan(decision, config);
    }
    decision.end(cause);
    return rankStep.rows;
  }

  private void launched(long endNanos) {
    for (CohortRank rank : ranks) {
      rank.launched(endNanos);
    }
  }

  /** With nothing to run, the next decision is due when blocks arrive that a sequence waits for. */
  private void awaitBlocks() {
    if (inFlight == 0) {
      for (CohortRank rank : ranks) {
        scheduleAt = Math.min(scheduleAt, rank.nextArrival());
      }
      awaitsBlocks = scheduleAt != NEVER;
    }
  }

  private void checkNobodyIsForgotten() {
    if (inFlight == 0 && !awaitsBlocks) {
      for (CohortRank rank : ranks) {
        if (rank.waitingCount() > 0) {
          throw new IllegalStateException(
              "I15: " + rank.waitingCount() + " sequences wait for an engine that runs nothing");
        }
      }
    }
  }

  private void launch(StepInFlight step, long now) {
    stepTime.cost(step.shapes, step.cost);
    long hostFrom = depth > 1 ? lastLaunch : lastEnd;
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

  /** The oldest step in flight ends. */
  void stepEnd(long now) {
    StepInFlight step = takeOldest(now);
    int rows = 0;
    int prefill = 0;
    int decode = 0;
    int made = 0;
    for (int rank = 0; rank < ranks.length; rank++) {
      RankStep ended = step.ranks[rank];
      made += ranks[rank].stepEnded(ended, inFlight == 0 ? null : latest.ranks[rank], now);
      rows += ended.rows;
      prefill += ended.prefillTokens;
      decode += ended.shape.decodeRows;
    }
    meter.stepEnded(
        now,
        rows,
        prefill,
        decode,
        made,
        loops == 1 ? step.deviceNanos : step.deviceNanos / loops,
        loops == 1 ? step.occupiedNanos : step.occupiedNanos / loops,
        step.cost);
    idle[idleCount++] = step;
    if (scheduleAt == NEVER) {
      scheduleAt = Math.max(now, lastLaunch);
    }
  }

  private StepInFlight takeOldest(long now) {
    StepInFlight step = oldest;
    inFlight--;
    oldest = latest;
    lastEnd = now;
    return step;
  }

  /**
   * Runs steps of a single rank, each end with the decision that follows it, as long as nothing but
   * work of the API servers can come between: what the events of such steps do, without looking for
   * them. Where only the cohort runs, a decision takes no look at any sequence but those that it
   * schedules for the last time.
   *
   * @param host knows before what time nothing comes from outside; a request that finishes may
   *     bring that forward
   * @param inbox what is on its way to the rank
   * @param station sends the tokens when a step has ended, or null where they are there at once
   * @param takeIn lets what has come by a time enter the queue; null where that may change what
   *     comes from outside
   * @return events handled: ends of steps, and what the station does between them
   */
  int runSteps(EngineHost host, Inbox inbox, ApiStation station, LongConsumer takeIn, int most) {
    CohortRank rank = ranks[0];
    int plain = 0;
    int ran = 0;
    long stationAt = station == null ? NEVER : station.nextNanos();
    while (ran < most && inFlight == depth && scheduleAt == NEVER) {
      StepInFlight step = oldest;
      RankStep rankStep = step.ranks[0];
      long end = step.endNanos;
      long decision = Math.max(end, lastLaunch);
      boolean comes = inbox.firstTime() <= decision;
      if (decision >= host.horizonNanos()
          || (depth > 1 && decision >= latest.endNanos)
          || (comes && takeIn == null)) {
        break;
      }
      if (stationAt <= decision) {
        if (stationAt >= end) {
          break;
        }
        // runs and waits what did before: what it takes in is seen by the decision
        station.wake(stationAt);
        stationAt = station.nextNanos();
        ran++;
        continue;
      }
      ran++;
      boolean isQuiet = !comes && rank.isQuiet(rankStep);
      if (comes) {
        takeIn.accept(end - 1);
      }
      if (isQuiet) {
        quietEnd(rank, step, end);
      } else {
        stepEnd(end);
      }
      if (station != null) {
        station.serve(end);
        stationAt = station.nextNanos();
        comes |= inbox.firstTime() <= decision;
        if (stationAt <= decision || (comes && takeIn == null)) {
          report(rank, end);
          scheduleAt = decision;
          break;
        }
      }
      if (!isQuiet || station != null) {
        if (decision >= host.horizonNanos()) {
          report(rank, end);
          scheduleAt = decision;
          break;
        }
        if (end < decision) {
          report(rank, end);
        }
        scheduleAt = NEVER;
        if (comes) {
          takeIn.accept(decision);
        }
      }
      if (policyRunsCohort && rank.isPlain()) {
        StepInFlight next = idle[--idleCount];
        boolean changes = rank.decision().planPlainStep(next.ranks[0], decision);
        launch(next, decision);
        plain++;
        if (isQuiet) {
          if (changes) {
            meter.kvBlocks.set(decision, rank.blocksUsed());
          }
          continue;
        }
      } else {
        tellPolicy(plain);
        plain = 0;
        schedule(decision);
      }
      report(rank, decision);
    }
    tellPolicy(plain);
    return ran;
  }

  /** A step in which the rows of the cohort got a token each, and no last one, ends. */
  private void quietEnd(CohortRank rank, StepInFlight step, long end) {
    takeOldest(end);
    RankStep rankStep = step.ranks[0];
    int made = rank.endQuietStep(rankStep, end);
    meter.stepEnded(
        end,
        rankStep.rows,
        0,
        rankStep.rows,
        made,
        step.deviceNanos,
        step.occupiedNanos,
        step.cost);
    idle[idleCount++] = step;
  }

  private void tellPolicy(int plainSteps) {
    if (plainSteps > 0) {
      policies[0].ranDecodes(plainSteps);
    }
  }

  private void report(CohortRank rank, long now) {
    meter.running.set(now, rank.runningCount());
    meter.waiting.set(now, rank.waitingCount());
    meter.kvBlocks.set(now, rank.blocksUsed());
  }

  /** Lets go of a sequence of a rank, given by its place in the loop. */
  void abort(int rank, int sequence, long now) {
    RankStep first = inFlight == 0 ? null : oldest.ranks[rank];
    RankStep last = inFlight == 0 ? null : latest.ranks[rank];
    ranks[rank].abort(sequence, first, last, now);
  }

  void checkInvariants() {
    for (CohortRank rank : ranks) {
      rank.checkInvariants();
    }
    if (inFlight > depth) {
      throw new IllegalStateException("I5: " + inFlight + " steps in flight");
    }
    if (inFlight > 0) {
      oldest.checkInvariants(policies[0].mostTokens(config), config.maxNumSeqs());
      latest.checkInvariants(policies[0].mostTokens(config), config.maxNumSeqs());
    }
  }
}
