package io.foretoken.workload.trace;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects the requests of a trace into columns that grow with it. A reader checks a row, then
 * calls {@link #add} and, for the row just added, what else the format knows.
 */
public final class RequestTraceBuilder {
  /** The most requests a trace may have: 50 million, about 1 GB. */
  public static final int MAX_REQUESTS = 50_000_000;

  /** The most tokens a prompt or an output may have. */
  public static final int MAX_TOKENS = 10_000_000;

  /** The latest arrival: 10^9 seconds, about 30 years. */
  public static final long MAX_NANOS = 1_000_000_000L * 1_000_000_000L;

  private final String source;
  private final String format;
  private final TraceColumns columns = new TraceColumns();
  private final PrefixForest forest = new PrefixForest();
  private final Map<String, Integer> classNumbers = new HashMap<>();
  private final List<String> classNames = new ArrayList<>();
  private final Map<String, Integer> tenantNumbers = new HashMap<>();
  private final List<String> tenantNames = new ArrayList<>();
  private boolean timed = true;
  private int zeroOutputs;
  private int row = -1;

  RequestTraceBuilder(String source, String format) {
    this.source = source;
    this.format = format;
  }

  /** Requests so far. */
  public int size() {
    return columns.size();
  }

  /** Whether there is room for no further request. */
  public boolean isFull() {
    return columns.size() >= MAX_REQUESTS;
  }

  /** Arrival of the request added last; 0 before the first. */
  public long lastArrivalNanos() {
    return row < 0 ? 0 : columns.arrivalNanos[row];
  }

  /** Says that the trace holds lengths only, no arrival times. */
  public void withoutArrivals() {
    timed = false;
  }

  /**
   * Adds a request.
   *
   * @param arrivalNanos not before the last one's, from 0 to {@link #MAX_NANOS}
   * @param inputTokens from 1 to {@link #MAX_TOKENS}
   * @param outputTokens from 0 to {@link #MAX_TOKENS}; 0 is taken as 1 and counted
   * @throws IllegalArgumentException if a value is out of range or the arrival out of order
   */
  public void add(long arrivalNanos, int inputTokens, int outputTokens) {
    if (arrivalNanos < lastArrivalNanos() || arrivalNanos > MAX_NANOS) {
      throw new IllegalArgumentException(
          "arrival " + arrivalNanos + " ns is out of order or range");
    }
    if (inputTokens < 1
        || inputTokens > MAX_TOKENS
        || outputTokens < 0
        || outputTokens > MAX_TOKENS) {
      throw new IllegalArgumentException(inputTokens + " and " + outputTokens + " tokens");
    }
    row = columns.addRow();
    columns.arrivalNanos[row] = arrivalNanos;
    columns.input[row] = inputTokens;
    columns.output[row] = Math.max(1, outputTokens);
    zeroOutputs += outputTokens == 0 ? 1 : 0;
    if (columns.lastSegment != null) {
      columns.lastSegment[row] = -1;
    }
  }

  /** The declared limit of the request added last; 0 for its true output. */
  public void maxTokens(int tokens) {
    columns.maxTokens = columns.maxTokens == null ? columns.newColumn() : columns.maxTokens;
    columns.maxTokens[row] = tokens;
  }

  /** The priority of the request added last. */
  public void priority(int priority) {
    columns.priority = columns.priority == null ? columns.newColumn() : columns.priority;
    columns.priority[row] = priority;
  }

  /** The class of the request added last; to be called for every request or for none. */
  public void className(String name) {
    columns.classNumber = columns.classNumber == null ? columns.newColumn() : columns.classNumber;
    columns.classNumber[row] = number(name, classNumbers, classNames);
  }

  /** The tenant of the request added last; to be called for every request or for none. */
  public void tenantName(String name) {
    columns.tenantNumber =
        columns.tenantNumber == null ? columns.newColumn() : columns.tenantNumber;
    columns.tenantNumber[row] = number(name, tenantNumbers, tenantNames);
  }

  private static int number(String name, Map<String, Integer> numbers, List<String> names) {
    Integer known = numbers.putIfAbsent(name, names.size());
    if (known == null) {
      names.add(name);
      return names.size() - 1;
    }
    return known;
  }

  /**
   * The blocks that the prompt of the request added last consists of, from its beginning: equal ids
   * after equal blocks are equal tokens.
   *
   * @param ids one id per started block
   * @param blockTokens length of a block; the last one may be shorter
   */
  public void promptBlocks(long[] ids, int blockTokens) {
    int left = columns.input[row];
    int node = PrefixForest.ROOT;
    for (long id : ids) {
      int tokens = Math.min(blockTokens, left);
      node = forest.child(node, id, tokens);
      left -= tokens;
    }
    node(node);
  }

  /** A beginning of the prompt, as a path of (id, tokens) pairs that fit into the prompt. */
  void promptPath(long[] ids, int[] tokens) {
    int node = PrefixForest.ROOT;
    for (int i = 0; i < ids.length; i++) {
      node = forest.child(node, ids[i], tokens[i]);
    }
    node(node);
  }

  private void node(int node) {
    if (columns.lastSegment == null) {
      columns.lastSegment = columns.newColumn();
      Arrays.fill(columns.lastSegment, PrefixForest.ROOT);
    }
    columns.lastSegment[row] = node;
  }

  /** Addresses an earlier request; what is set next is set for it. */
  void select(int request) {
    row = request;
  }

  /**
   * The trace.
   *
   * @throws BadInputException if it has no request
   */
  RequestTrace build() {
    if (columns.size() == 0) {
      throw new BadInputException(
          Problem.of(
              Origin.file(source), "there is no request in the file", "a trace has one a line"));
    }
    columns.trim();
    if (!timed) {
      columns.arrivalNanos = new long[0];
    }
    PrefixSegments segments = PrefixSegments.NONE;
    if (columns.lastSegment != null) {
      segments = forest.compress(columns.lastSegment);
    }
    return new RequestTrace(
        source, format, timed, zeroOutputs, columns, segments, classNames, tenantNames);
  }
}
