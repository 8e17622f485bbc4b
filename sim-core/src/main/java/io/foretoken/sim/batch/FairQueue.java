package io.foretoken.sim.batch;

import java.util.Arrays;

/**
 * Fair to tenants: next is the first request of the waiting tenant that has been served least. A
 * tenant's counter grows by 1 for each prompt token computed and by 2 for each token generated. A
 * tenant with nothing waiting that sends again is lifted to the smallest counter among those that
 * wait (or, when none does, to that of the tenant that left the queue last), so that nobody saves
 * up service by being away.
 *
 * <p>Example: tenants A and B wait with counters 500 and 480: B is next. Its prompt of 100 tokens
 * is computed: 580, so A is next.
 *
 * <p>Between tenants that have requests waiting all the time, counters differ by no more than the
 * larger of one prompt and twice the tokens that a full batch generates until a place is free.
 *
 * <p>Source: the virtual token counters of Sheng et al., "Fairness in serving large language
 * models", OSDI 2024, algorithm 2, with the weights 1 and 2 of its evaluation.
 */
public final class FairQueue implements WaitingQueue {
  /** Name in the registry of queues. */
  public static final String NAME = "fair";

  /** What a prompt token adds to its tenant's counter. */
  public static final int INPUT_WEIGHT = 1;

  /** What a generated token adds to its tenant's counter. */
  public static final int OUTPUT_WEIGHT = 2;

  private static final int NONE = -1;

  private final QueuedSequences sequences;
  private int[] next = new int[64];
  private int[] previous = new int[64];
  private long[] numbers = new long[64];
  private int[] tenantOf = new int[64];
  private long[] counters = new long[4];
  private int[] heads = {NONE, NONE, NONE, NONE};
  private int[] tails = {NONE, NONE, NONE, NONE};
  private int[] waitingTenants = new int[4];
  private int waitingCount;
  private int lastLeft = NONE;
  private int size;
  private long arrivals;
  private long returns;

  public FairQueue(QueuedSequences sequences) {
    this.sequences = sequences;
  }

  @Override
  public void offer(int sequence) {
    int tenant = sequences.tenant(sequence);
    reserve(sequence);
    reserveTenant(tenant);
    tenantOf[sequence] = tenant;
    if (heads[tenant] == NONE) {
      lift(tenant);
      waitingTenants[waitingCount++] = tenant;
    }
    numbers[sequence] = arrivals++;
    int last = tails[tenant];
    next[sequence] = NONE;
    previous[sequence] = last;
    if (last == NONE) {
      heads[tenant] = sequence;
    } else {
      next[last] = sequence;
    }
    tails[tenant] = sequence;
    size++;
  }

  private void lift(int tenant) {
    if (size == 0) {
      if (lastLeft != NONE) {
        counters[tenant] = Math.max(counters[tenant], counters[lastLeft]);
      }
      return;
    }
    long least = Long.MAX_VALUE;
    for (int at = 0; at < waitingCount; at++) {
      least = Math.min(least, counters[waitingTenants[at]]);
    }
    counters[tenant] = Math.max(counters[tenant], least);
  }

  /** A preempted sequence is first of its tenant's; its tenant was never away. */
  @Override
  public void pushFront(int sequence) {
    numbers[sequence] = --returns;
    putBack(sequence);
  }

  @Override
  public void putBack(int sequence) {
    int tenant = tenantOf[sequence];
    int first = heads[tenant];
    previous[sequence] = NONE;
    next[sequence] = first;
    if (first == NONE) {
      waitingTenants[waitingCount++] = tenant;
      tails[tenant] = sequence;
    } else {
      previous[first] = sequence;
    }
    heads[tenant] = sequence;
    size++;
  }

  /** Of tenants with equal counters, the one whose first request came first. */
  @Override
  public int peek() {
    int best = EMPTY;
    for (int at = 0; at < waitingCount; at++) {
      int first = heads[waitingTenants[at]];
      if (best == EMPTY || precedes(first, best)) {
        best = first;
      }
    }
    return best;
  }

  private boolean precedes(int sequence, int other) {
    long served = counters[tenantOf[sequence]];
    long otherServed = counters[tenantOf[other]];
    return served == otherServed ? numbers[sequence] < numbers[other] : served < otherServed;
  }

  @Override
  public void remove(int sequence) {
    int tenant = tenantOf[sequence];
    int before = previous[sequence];
    int after = next[sequence];
    if (before == NONE) {
      heads[tenant] = after;
    } else {
      next[before] = after;
    }
    if (after == NONE) {
      tails[tenant] = before;
    } else {
      previous[after] = before;
    }
    size--;
    if (heads[tenant] == NONE) {
      int at = 0;
      while (waitingTenants[at] != tenant) {
        at++;
      }
      waitingTenants[at] = waitingTenants[--waitingCount];
      lastLeft = tenant;
    }
  }

  @Override
  public void onServed(int tenant, long inputTokens, long outputTokens) {
    reserveTenant(tenant);
    counters[tenant] += INPUT_WEIGHT * inputTokens + OUTPUT_WEIGHT * outputTokens;
  }

  /** What a tenant has been served, weighted, with what it was lifted by. */
  public long counter(int tenant) {
    return tenant < counters.length ? counters[tenant] : 0;
  }

  @Override
  public boolean countsServed() {
    return true;
  }

  /** The tenants of running sequences are served all the time. */
  @Override
  public boolean isSteady() {
    return false;
  }

  @Override
  public int size() {
    return size;
  }

  private void reserve(int sequence) {
    if (sequence >= next.length) {
      int length = Math.max(sequence + 1, 2 * next.length);
      next = Arrays.copyOf(next, length);
      previous = Arrays.copyOf(previous, length);
      numbers = Arrays.copyOf(numbers, length);
      tenantOf = Arrays.copyOf(tenantOf, length);
    }
  }

  private void reserveTenant(int tenant) {
    int from = counters.length;
    if (tenant >= from) {
      int length = Math.max(tenant + 1, 2 * from);
      counters = Arrays.copyOf(counters, length);
      waitingTenants = Arrays.copyOf(waitingTenants, length);
      heads = Arrays.copyOf(heads, length);
      tails = Arrays.copyOf(tails, length);
      Arrays.fill(heads, from, length, NONE);
      Arrays.fill(tails, from, length, NONE);
    }
  }
}
