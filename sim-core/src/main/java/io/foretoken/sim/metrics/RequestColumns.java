package io.foretoken.sim.metrics;

import io.foretoken.sim.request.RequestRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The latencies of the measured, finished requests, in order of completion, in chunks that are
 * never copied: 28 bytes each, and 4 more for class and tenant once any is not of class 0 and
 * tenant 0.
 */
public final class RequestColumns {
  private static final int CHUNK_BITS = 14;
  private static final int CHUNK = 1 << CHUNK_BITS;
  private static final int LONGS = 3;

  /** Largest number of a class or tenant. */
  public static final int MAX_LABEL = Short.MAX_VALUE;

  private final List<long[]> spans = new ArrayList<>();
  private final List<int[]> outputs = new ArrayList<>();
  private final List<short[]> labels = new ArrayList<>();
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

  /** Adds a request that has left. */
  void add(RequestRow row) {
    add(
        row.firstTokenNanos - row.sentNanos,
        row.finishedNanos - row.sentNanos,
        row.sentNanos - row.intendedNanos,
        row.outputTokens);
    if (!labels.isEmpty() || (row.classIndex | row.tenant) != 0) {
      label(size - 1, row.classIndex, row.tenant);
    }
  }

  private void label(int row, int classIndex, int tenant) {
    if ((classIndex | tenant) > MAX_LABEL) {
      throw new IllegalArgumentException(
          "at most %d classes and tenants: %d, %d".formatted(MAX_LABEL + 1, classIndex, tenant));
    }
    while (labels.size() <= row >> CHUNK_BITS) {
      labels.add(new short[CHUNK * 2]);
    }
    short[] chunk = labels.get(row >> CHUNK_BITS);
    chunk[(row & (CHUNK - 1)) * 2] = (short) classIndex;
    chunk[(row & (CHUNK - 1)) * 2 + 1] = (short) tenant;
  }

  /** Number of the request's class. */
  public int classIndex(int row) {
    return labelAt(row, 0);
  }

  /** Number of the request's tenant. */
  public int tenant(int row) {
    return labelAt(row, 1);
  }

  private int labelAt(int row, int column) {
    return labels.isEmpty() ? 0 : labels.get(row >> CHUNK_BITS)[(row & (CHUNK - 1)) * 2 + column];
  }

  /** The requests of a class, copied. */
  public RequestColumns ofClass(int number) {
    return select(row -> classIndex(row) == number);
  }

  /** The requests of a tenant, copied. */
  public RequestColumns ofTenant(int number) {
    return select(row -> tenant(row) == number);
  }

  private RequestColumns select(IntPredicate isWanted) {
    RequestColumns selected = new RequestColumns();
    for (int row = 0; row < size; row++) {
      if (isWanted.test(row)) {
        selected.add(ttft(row), e2e(row), clientQueue(row), outputTokens(row));
      }
    }
    return selected;
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
    return Distribution.of(count == size ? values : Arrays.copyOf(values, count));
  }

  private long span(int row, int column) {
    return spans.get(row >> CHUNK_BITS)[(row & (CHUNK - 1)) * LONGS + column];
  }
}
