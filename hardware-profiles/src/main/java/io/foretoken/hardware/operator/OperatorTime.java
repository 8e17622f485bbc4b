package io.foretoken.hardware.operator;

import io.foretoken.sim.step.Limit;

/**
 * The duration of one operator together with what limits it, packed into a {@code long} so that
 * evaluating an operator allocates nothing: picoseconds in the upper 62 bits, the limit in the
 * lowest two.
 *
 * <p>Example: 12.5 us limited by bandwidth is {@code (12_500_000L << 2) | 1}.
 */
public final class OperatorTime {
  /** Limits that an operator can have, in the order of their codes. */
  private static final Limit[] LIMITS = {
    Limit.COMPUTE, Limit.MEMORY_BANDWIDTH, Limit.LAUNCH_FLOOR, Limit.COMMUNICATION
  };

  public static final int COMPUTE = 0;
  public static final int MEMORY = 1;
  public static final int FLOOR = 2;
  public static final int COMMUNICATION = 3;

  /** Number of limit codes. */
  public static final int CODES = 4;

  /** The operator that does not run. */
  public static final long ZERO = 0;

  private OperatorTime() {}

  /** Packs a duration in microseconds and a limit code. */
  public static long of(double micros, int code) {
    return ((long) (micros * 1e6 + 0.5) << 2) | code;
  }

  /** Packs the duration and the code of the largest of three parts of it. */
  public static long ofLargest(double micros, double compute, double memory, double floor) {
    int code = compute >= memory ? COMPUTE : MEMORY;
    double most = compute >= memory ? compute : memory;
    return of(micros, floor > most ? FLOOR : code);
  }

  /** The same limit, {@code factor} times as long. */
  public static long scaled(long time, double factor) {
    return factor == 1 ? time : ((long) (picos(time) * factor + 0.5) << 2) | code(time);
  }

  /** The sum of two packed times, limited by what limits the longer. */
  public static long sum(long a, long b) {
    return ((picos(a) + picos(b)) << 2) | (a >= b ? code(a) : code(b));
  }

  public static long picos(long time) {
    return time >> 2;
  }

  public static int code(long time) {
    return (int) (time & 3);
  }

  public static double micros(long time) {
    return picos(time) * 1e-6;
  }

  /** The limit of a packed time. */
  public static Limit limit(long time) {
    return LIMITS[code(time)];
  }

  /** The limit that belongs to a code. */
  public static Limit limitOf(int code) {
    return LIMITS[code];
  }
}
