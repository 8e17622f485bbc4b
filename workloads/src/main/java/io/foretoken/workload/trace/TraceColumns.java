package io.foretoken.workload.trace;

import java.util.Arrays;

/** The columns of a trace; those that it does not have are null. */
final class TraceColumns {
  private static final int INITIAL_CAPACITY = 1024;

  long[] arrivalNanos = new long[INITIAL_CAPACITY];
  int[] input = new int[INITIAL_CAPACITY];
  int[] output = new int[INITIAL_CAPACITY];
  int[] maxTokens;
  int[] priority;
  int[] classNumber;
  int[] tenantNumber;
  int[] lastSegment;
  private int size;

  int size() {
    return size;
  }

  /** Makes room for a row and returns its number. */
  int addRow() {
    if (size == input.length) {
      resize(size + (size >> 1));
    }
    return size++;
  }

  void trim() {
    resize(size);
  }

  void resize(int capacity) {
    arrivalNanos = Arrays.copyOf(arrivalNanos, capacity);
    input = Arrays.copyOf(input, capacity);
    output = Arrays.copyOf(output, capacity);
    maxTokens = resized(maxTokens, capacity);
    priority = resized(priority, capacity);
    classNumber = resized(classNumber, capacity);
    tenantNumber = resized(tenantNumber, capacity);
    lastSegment = resized(lastSegment, capacity);
  }

  private static int[] resized(int[] column, int capacity) {
    return column == null ? null : Arrays.copyOf(column, capacity);
  }

  int[] newColumn() {
    return new int[input.length];
  }
}
