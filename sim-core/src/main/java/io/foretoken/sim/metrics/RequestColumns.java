package io.foretoken.sim.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The latencies of the measured, finished requests, in order of completion: 28 bytes each, in
 * chunks that are never copied.
 */
public final class RequestColumns {
  private static final int CHUNK_BITS = 14;
  private static final int CHUNK = 1 << CHUNK_BITS;
  private static final int LONGS = 3;

  private final List<long[]> spans = new ArrayList<>();
  private final List<int[]> outputs = new ArrayList<>();
  private int size;

  /** Adds a request; spans in nanoseconds, output at least 1 token. */
  public void add(long ttft, long e2e, long clientQueue, int outputTokens) {
    int at = size & (CHUNK - 1);
    if (at == 0) {
      spans.add(new long[CHUNK * LONGS]);
      outputs.add(new int[CHUNK]);
    }
    long[] chunk = spans.get(size >> CHUNK_BITS);
    chunk[at * LONGS] = ttft;
    chunk[at * LONGS + 1] = e2e;
    chunk[at * LONGS + 2] = clientQueue;
    outputs.get(size >> CHUNK_BITS)[at] = outputTokens;
    size++;
  }

  /** Requests held. */
  public int size() {
    return size;
  }

  /** Sent to first token, ns. */
  public long ttft(int row) {
    return span(row, 0);
  }

  /** Sent to last token, ns. */
  public long e2e(int row) {
    return span(row, 1);
  }

  /** Intended to sent, ns. */
  public long clientQueue(int row) {
    return span(row, 2);
  }

  /** Tokens generated. */
  public int outputTokens(int row) {
    return outputs.get(row >> CHUNK_BITS)[row & (CHUNK - 1)];
  }

  /** Time per output token after the first, in picoseconds; -1 with one token only. */
  public long tpotPicos(int row) {
    int gaps = outputTokens(row) - 1;
    return gaps == 0 ? -1 : Math.round((e2e(row) - ttft(row)) * 1000.0 / gaps);
  }

  /** Statistics of the time to first token, ns. */
  public Distribution ttft() {
    long[] values = new long[size];
    Arrays.setAll(values, this::ttft);
    return Distribution.of(values);
  }

  /** Statistics of the end-to-end latency, ns. */
  public Distribution e2e() {
    long[] values = new long[size];
    Arrays.setAll(values, this::e2e);
    return Distribution.of(values);
  }

  /** Statistics of the wait at the client before sending, ns. */
  public Distribution clientQueue() {
    long[] values = new long[size];
    Arrays.setAll(values, this::clientQueue);
    return Distribution.of(values);
  }

  /** Statistics of the time per output token, picoseconds, over requests of at least two tokens. */
  public Distribution tpotPicos() {
    long[] values = new long[size];
    int count = 0;
    for (int row = 0; row < size; row++) {
      long tpot = tpotPicos(row);
      if (tpot >= 0) {
        values[count++] = tpot;
      }
    }
    return Distribution.of(Arrays.copyOf(values, count));
  }

  private long span(int row, int column) {
    return spans.get(row >> CHUNK_BITS)[(row & (CHUNK - 1)) * LONGS + column];
  }
}
