package io.foretoken.validation.benchmark;

/**
 * How many requests of a run ended how. Only answered ones count in figures.
 *
 * @param answered that ended with at least one token
 * @param failed that ended with an error, were cancelled or left unfinished
 * @param empty that ended without an error and without a token
 * @param inconsistent whose times contradict each other
 */
public record BenchmarkCounts(long answered, long failed, long empty, long inconsistent) {
  /** All that were sent. */
  public long sent() {
    return answered + failed + empty + inconsistent;
  }
}
