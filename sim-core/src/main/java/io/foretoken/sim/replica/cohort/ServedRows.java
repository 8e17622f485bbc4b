package io.foretoken.sim.replica.cohort;

import io.foretoken.sim.batch.WaitingQueue;
import io.foretoken.sim.request.RequestTable;
import io.foretoken.sim.request.SequenceTable;
import java.util.Arrays;

/**
 * What a cohort has generated for each tenant, told to a queue that counts it when that is about to
 * look. A row that joined at clock j has been served k - j tokens at clock k, so a tenant's rows
 * have been served rows x k minus the sum of their j.
 */
final class ServedRows {
  private final RequestTable requests;
  private final SequenceTable sequences;
  private final WaitingQueue waiting;
  private long[] rows = new long[4];
  private long[] offsets = new long[4];
  private long[] told = new long[4];

  ServedRows(RequestTable requests, SequenceTable sequences, WaitingQueue waiting) {
    this.requests = requests;
    this.sequences = sequences;
    this.waiting = waiting;
  }

  /** A row joins at a clock. */
  void join(int sequence, long clock) {
    int tenant = tenant(sequence);
    reserve(tenant);
    rows[tenant]++;
    offsets[tenant] -= clock;
  }

  /** A row leaves at a clock. */
  void leave(int sequence, long clock) {
    int tenant = tenant(sequence);
    rows[tenant]--;
    offsets[tenant] += clock;
  }

  /** A sequence outside the cohort is scheduled for a token. */
  void single(int sequence) {
    waiting.onServed(tenant(sequence), 0, 1);
  }

  /** A sequence is admitted for the first time, to have prompt tokens computed. */
  void admitted(int sequence, int promptTokens) {
    waiting.onServed(tenant(sequence), promptTokens, 0);
  }

  /** Tells the queue what has been served up to a clock. */
  void tell(long clock) {
    for (int tenant = 0; tenant < rows.length; tenant++) {
      long served = rows[tenant] * clock + offsets[tenant];
      if (served != told[tenant]) {
        waiting.onServed(tenant, 0, served - told[tenant]);
        told[tenant] = served;
      }
    }
  }

  private int tenant(int sequence) {
    return requests.tenant(sequences.request(sequence));
  }

  private void reserve(int tenant) {
    if (tenant >= rows.length) {
      int length = Math.max(tenant + 1, 2 * rows.length);
      rows = Arrays.copyOf(rows, length);
      offsets = Arrays.copyOf(offsets, length);
      told = Arrays.copyOf(told, length);
    }
  }
}
