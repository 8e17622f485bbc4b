package io.foretoken.sim.replica.cohort;

import io.foretoken.sim.batch.TableSequences;
import io.foretoken.sim.batch.WaitingQueue;
import io.foretoken.sim.batch.WaitingQueues;
import io.foretoken.sim.kv.AttentionSpan;
import io.foretoken.sim.metrics.ReplicaMeter;
import io.foretoken.sim.replica.EngineConfig;
import io.foretoken.sim.request.RequestTable;
import io.foretoken.sim.request.SequenceTable;
import io.foretoken.sim.request.WaitClock;
import java.util.Arrays;
import java.util.List;

/**
 * What stands where on one rank. A sequence stands in one of five places: it waits; it is loose
 * (running and scheduled by itself: prompt chunks, or in decode but left out of the latest step);
 * it is a row of the cohort; it is ending (its last token is scheduled, nothing more is); or it is
 * parked (blocks of it are on their way from the memory behind the cache).
 */
final class RankState {
  static final byte WAITING = 0;
  static final byte LOOSE = 1;
  static final byte IN_COHORT = 2;
  static final byte ENDING = 3;
  static final byte PARKED = 4;

  final EngineConfig config;
  final RequestTable requests;
  final ReplicaMeter meter;
  final TokenDelivery delivery;
  final SequenceTable sequences = new SequenceTable();
  final WaitingQueue waiting;
  final WaitClock waitClock = new WaitClock();
  final RunningList running = new RunningList();
  final RunningList loose = new RunningList();
  final DecodeCohort cohort;
  final RankKv kv;
  final RankOffload offload;

  /** What rows generate for tenants; null where the queue does not count it. */
  final ServedRows served;

  /** Whether what waits is held up as it was at the latest decision. */
  boolean isBlocked;

  /** No sequence that runs has declared more tokens. */
  int longestLimit;

  /**
   * Blocks of one group with full attention that loose sequences and rows may hold at their end.
   */
  long blocksAtEnd;

  private byte[] place = new byte[64];
  private long[] admission = new long[64];
  private long[] scheduledIn = new long[64];
  private long admissions;

  /**
   * @param windows attention windows of the model
   */
  RankState(
      EngineConfig config,
      List<AttentionSpan> windows,
      RequestTable requests,
      TokenDelivery delivery,
      ReplicaMeter meter) {
    this.config = config;
    this.requests = requests;
    this.delivery = delivery;
    this.meter = meter;
    kv = new RankKv(config, requests, sequences);
    offload = new RankOffload(config.kv().offload(), kv, sequences, config.blockSize());
    waiting =
        WaitingQueues.create(
            config.queue().order(), new TableSequences(requests, sequences, kv::cachedTokens));
    served = waiting.countsServed() ? new ServedRows(requests, sequences, waiting) : null;
    cohort =
        new DecodeCohort(requests, sequences, config.blockSize(), windows, config.spans(), served);
  }

  byte place(int sequence) {
    return place[sequence];
  }

  /** A sequence moves. */
  void put(int sequence, byte where) {
    place[sequence] = where;
  }

  boolean isRow(int sequence) {
    return place[sequence] == IN_COHORT;
  }

  /** Number of the sequence's latest admission: its order among those that run. */
  long admission(int sequence) {
    return admission[sequence];
  }

  /** A sequence is admitted. */
  void admit(int sequence) {
    admission[sequence] = admissions++;
  }

  /** A row of the cohort is scheduled by itself in a decision. */
  void scheduledIn(int sequence, long decision) {
    scheduledIn[sequence] = decision;
  }

  boolean wasScheduledIn(int sequence, long decision) {
    return scheduledIn[sequence] == decision;
  }

  /** Brings what the queue knows of served tokens up to date. */
  void tellServed() {
    if (served != null) {
      served.tell(cohort.clock());
    }
  }

  /** Makes room for a new sequence. */
  void reserve(int sequence) {
    if (sequence >= place.length) {
      int length = Math.max(sequence + 1, 2 * place.length);
      place = Arrays.copyOf(place, length);
      admission = Arrays.copyOf(admission, length);
      scheduledIn = Arrays.copyOf(scheduledIn, length);
    }
  }
}
