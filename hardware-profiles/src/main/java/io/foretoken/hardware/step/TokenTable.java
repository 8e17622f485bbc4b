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
  private volatile Entries entries;

  /**
   * Entries for 0 tokens and more.
   *
   * @param parts four per entry
   * @param weightBytes bytes of weights read on one GPU, one per entry
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared; holds arrays together for one read
  record Entries(long[] parts, double[] weightBytes) {

    /** Time limited by {@code code}, in picoseconds, of a present entry. */
    long picos(int tokens, int code) {
      long value = parts[tokens * PARTS + code];
      return code == 0 ? value - 1 : value;
    }

    /** Bytes of weights read on one GPU, of a present entry. */
    double bytes(int tokens) {
      return weightBytes[tokens];
    }
  }

  /**
   * A table of the given operators.
   *
   * @param most number of tokens up to which it has room at first; it grows beyond
   */
  TokenTable(List<TokenOperator> operators, int most) {
    this.operators = List.copyOf(operators);
    entries = new Entries(new long[(most + 1) * PARTS], new double[most + 1]);
    double flops = 0;
    for (TokenOperator operator : operators) {
      flops += operator.flopsPerToken() * operator.count();
    }
    flopsPerToken = flops;
  }

  List<TokenOperator> operators() {
    return operators;
  }

  /** The entries, in which the one for {@code tokens} is present. */
  Entries with(int tokens) {
    Entries present = entries;
    int index = tokens * PARTS;
    if (index >= present.parts.length || (long) ENTRY.getAcquire(present.parts, index) == 0) {
      return fill(tokens);
    }
    return present;
  }

  double flopsPerToken() {
    return flopsPerToken;
  }

  private synchronized Entries fill(int tokens) {
    int index = tokens * PARTS;
    Entries into = entries;
    if (index >= into.parts.length) {
      int most = Math.max(tokens, 2 * into.weightBytes.length);
      into =
          new Entries(
              Arrays.copyOf(into.parts, (most + 1) * PARTS),
              Arrays.copyOf(into.weightBytes, most + 1));
      entries = into;
    }
    if (into.parts[index] != 0) {
      return into;
    }
    long compute = 0;
    double bytes = 0;
    for (TokenOperator operator : operators) {
      long time = operator.time().applyAsLong(tokens);
      long picos = OperatorTime.picos(time) * operator.count();
      if (OperatorTime.code(time) == 0) {
        compute += picos;
      } else {
        into.parts[index + OperatorTime.code(time)] += picos;
      }
      bytes += operator.weightBytes().applyAsDouble(tokens) * operator.count();
    }
    into.weightBytes[tokens] = bytes;
    ENTRY.setRelease(into.parts, index, compute + 1);
    return into;
  }
}
