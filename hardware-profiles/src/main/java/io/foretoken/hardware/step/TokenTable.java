package io.foretoken.hardware.step;

import io.foretoken.hardware.operator.OperatorTime;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.List;

/**
 * The summed time of operators that depend on a number of tokens only, by what limits them, for
 * every number of tokens; computed when first asked for. Safe to share between threads: an entry is
 * published by a release write of its first part, and every thread would compute the same.
 *
 * <p>An entry is four picosecond counts, one per limit code of {@link OperatorTime}; the first is
 * stored plus one, so that zero means absent.
 */
final class TokenTable {
  private static final VarHandle ENTRY = MethodHandles.arrayElementVarHandle(long[].class);
  private static final int PARTS = OperatorTime.CODES;

  private final List<TokenOperator> operators;
  private final double flopsPerToken;
  private volatile long[] parts;
  private volatile double[] weightBytes;

  /**
   * A table of the given operators.
   *
   * @param most number of tokens up to which it has room at first; it grows beyond
   */
  TokenTable(List<TokenOperator> operators, int most) {
    this.operators = List.copyOf(operators);
    parts = new long[(most + 1) * PARTS];
    weightBytes = new double[most + 1];
    double flops = 0;
    for (TokenOperator operator : operators) {
      flops += operator.flopsPerToken() * operator.count();
    }
    flopsPerToken = flops;
  }

  List<TokenOperator> operators() {
    return operators;
  }

  /** The entries, in which the one for {@code tokens} is present; it begins at 4 x tokens. */
  long[] with(int tokens) {
    long[] present = parts;
    int index = tokens * PARTS;
    if (index >= present.length || (long) ENTRY.getAcquire(present, index) == 0) {
      return fill(tokens);
    }
    return present;
  }

  /** Time limited by {@code code}, in picoseconds, of the entry for {@code tokens}. */
  static long picos(long[] entries, int tokens, int code) {
    long value = entries[tokens * PARTS + code];
    return code == 0 ? value - 1 : value;
  }

  /** Bytes of weights read on one GPU; the entry must be present. */
  double weightBytes(int tokens) {
    return weightBytes[tokens];
  }

  double flopsPerToken() {
    return flopsPerToken;
  }

  private synchronized long[] fill(int tokens) {
    int index = tokens * PARTS;
    if (index >= parts.length) {
      int most = Math.max(tokens, 2 * (parts.length / PARTS));
      weightBytes = Arrays.copyOf(weightBytes, most + 1);
      parts = Arrays.copyOf(parts, (most + 1) * PARTS);
    }
    long[] into = parts;
    if (into[index] != 0) {
      return into;
    }
    long compute = 0;
    double bytes = 0;
    Arrays.fill(into, index + 1, index + PARTS, 0);
    for (TokenOperator operator : operators) {
      long time = operator.time().applyAsLong(tokens);
      long picos = OperatorTime.picos(time) * operator.count();
      if (OperatorTime.code(time) == 0) {
        compute += picos;
      } else {
        into[index + OperatorTime.code(time)] += picos;
      }
      bytes += operator.weightBytes().applyAsDouble(tokens) * operator.count();
    }
    weightBytes[tokens] = bytes;
    ENTRY.setRelease(into, index, compute + 1);
    return into;
  }
}
