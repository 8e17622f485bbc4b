package io.foretoken.workload.trace;

import java.util.List;

/**
 * A recorded sequence of requests, held in primitive columns: 16 bytes a request, 4 more for each
 * column that only some traces have. Immutable and shared by all runs that replay it.
 */
public final class RequestTrace {
  private final String source;
  private final String format;
  private final boolean timed;
  private final int zeroOutputs;
  private final TraceColumns columns;
  private final PrefixSegments segments;
  private final List<String> classNames;
  private final List<String> tenantNames;

  RequestTrace(
      String source,
      String format,
      boolean timed,
      int zeroOutputs,
      TraceColumns columns,
      PrefixSegments segments,
      List<String> classNames,
      List<String> tenantNames) {
    this.source = source;
    this.format = format;
    this.timed = timed;
    this.zeroOutputs = zeroOutputs;
    this.columns = columns;
    this.segments = segments;
    this.classNames = List.copyOf(classNames);
    this.tenantNames = List.copyOf(tenantNames);
  }

  /** The file it was read from, as the user named it. */
  public String source() {
    return source;
  }

  /** Name of the format it was read as. */
  public String format() {
    return format;
  }

  /** Number of requests, at least 1. */
  public int size() {
    return columns.size();
  }

  /** Whether the trace says when requests arrived; some hold lengths only. */
  public boolean hasArrivals() {
    return timed;
  }

  /**
   * Requests whose output was recorded as 0 tokens and is taken as 1: the prompt was processed, and
   * an engine that processes a prompt samples a token.
   */
  public int zeroOutputs() {
    return zeroOutputs;
  }

  /** Arrival in nanoseconds since the trace's time 0, not descending; 0 without arrivals. */
  public long arrivalNanos(int request) {
    return timed ? columns.arrivalNanos[request] : 0;
  }

  /** Prompt length, at least 1. */
  public int inputTokens(int request) {
    return columns.input[request];
  }

  /** Generated tokens, at least 1. */
  public int outputTokens(int request) {
    return columns.output[request];
  }

  /** Declared limit on generated tokens; 0 where the trace does not say. */
  public int maxTokens(int request) {
    return columns.maxTokens == null ? 0 : columns.maxTokens[request];
  }

  /** Priority; 0 where the trace does not say. */
  public int priority(int request) {
    return columns.priority == null ? 0 : columns.priority[request];
  }

  /** Number of the request's class in {@link #classNames}; -1 where the trace names none. */
  public int classNumber(int request) {
    return columns.classNumber == null ? -1 : columns.classNumber[request];
  }

  /** Number of the request's tenant in {@link #tenantNames}; -1 where the trace names none. */
  public int tenantNumber(int request) {
    return columns.tenantNumber == null ? -1 : columns.tenantNumber[request];
  }

  /** The classes named in the trace, in the order in which they come up. */
  public List<String> classNames() {
    return classNames;
  }

  /** The tenants named in the trace, in the order in which they come up. */
  public List<String> tenantNames() {
    return tenantNames;
  }

  /** What prompts have in common; empty where the trace does not say. */
  public PrefixSegments segments() {
    return segments;
  }

  /** The last segment that the prompt shares with another one; -1 for none. */
  public int lastSegment(int request) {
    return columns.lastSegment == null ? -1 : columns.lastSegment[request];
  }

  /** The prompt lengths, as a copy. */
  public int[] inputColumn() {
    return columns.input.clone();
  }

  /** The output lengths, as a copy. */
  public int[] outputColumn() {
    return columns.output.clone();
  }
}
