package io.foretoken.validation.replay;

import java.util.Arrays;

/**
 * The integers that NumPy's legacy generator draws ({@code numpy.random.seed}, {@code
 * numpy.random.randint}), which benchmark clients draw their lengths with: MT19937 (Matsumoto and
 * Nishimura 1998) seeded by Knuth's recurrence, and bounded draws by masking and rejection.
 *
 * <p>Example: after {@code seed(0)}, {@code randint(0, 10, 5)} is 5, 0, 3, 3, 7.
 */
public final class NumpyRandom {
  private static final int N = 624;
  private static final int M = 397;
  private static final int UPPER = 0x80000000;
  private static final int LOWER = 0x7fffffff;
  private static final int TWIST = 0x9908b0df;
  private static final int SEED_FACTOR = 1812433253;
  private static final int TEMPER_B = 0x9d2c5680;
  private static final int TEMPER_C = 0xefc60000;

  private final int[] state = new int[N];
  private int next = N;

  /** A generator as after {@code numpy.random.seed(seed)}. */
  public NumpyRandom(int seed) {
    state[0] = seed;
    for (int i = 1; i < N; i++) {
      state[i] = SEED_FACTOR * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
    }
  }

  /**
   * {@code randint(low, high, size=count)}.
   *
   * @param low least value
   * @param high first value that does not come up, above {@code low}
   */
  public int[] integers(int low, int high, int count) {
    int range = high - 1 - low;
    if (range < 0) {
      throw new IllegalArgumentException("nothing in [" + low + ", " + high + ")");
    }
    int[] drawn = new int[count];
    if (range == 0) {
      // NumPy takes no bits for a single possible value.
      Arrays.fill(drawn, low);
      return drawn;
    }
    int mask = -1 >>> Integer.numberOfLeadingZeros(range);
    for (int i = 0; i < count; i++) {
      int value = bits() & mask;
      while (value > range) {
        value = bits() & mask;
      }
      drawn[i] = low + value;
    }
    return drawn;
  }

  private int bits() {
    if (next == N) {
      regenerate();
    }
    int y = state[next++];
    y ^= y >>> 11;
    y ^= (y << 7) & TEMPER_B;
    y ^= (y << 15) & TEMPER_C;
    return y ^ (y >>> 18);
  }

  private void regenerate() {
    for (int i = 0; i < N; i++) {
      int y = (state[i] & UPPER) | (state[(i + 1) % N] & LOWER);
      state[i] = state[(i + M) % N] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : TWIST);
    }
    next = 0;
  }
}
