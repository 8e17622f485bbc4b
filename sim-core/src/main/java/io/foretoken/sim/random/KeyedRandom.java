package io.foretoken.sim.random;

/**
 * Stateless random numbers: a draw is a hash of (root seed, replication, purpose, entity, draw
 * number), so it depends on what it is for and never on when, or in which order, it is asked for.
 * Two policies simulated on the same workload therefore see the same requests.
 *
 * <p>The hash applies the 64-bit finaliser of SplitMix64 (Steele, Lea and Flood, "Fast splittable
 * pseudorandom number generators", OOPSLA 2014, variant 13 of Stafford) once per key part. Example:
 * {@code random.bits(Purpose.INPUT_TOKENS, 41, 0)} is the first draw for the input length of
 * request 41.
 */
public final class KeyedRandom {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private static final double TWO_POW_MINUS_53 = 0x1.0p-53;

  private final long base;

  private KeyedRandom(long base) {
    this.base = base;
  }

  /**
   * The family of streams of one run.
   *
   * @param rootSeed the scenario's seed, any value
   * @param replication number of the replication, from 0; replication 0 is the run made without
   *     replications
   */
  public static KeyedRandom of(long rootSeed, int replication) {
    return new KeyedRandom(mix(mix(rootSeed + GOLDEN_GAMMA) + (replication + 1L) * GOLDEN_GAMMA));
  }

  /** An independent family for a part of the run that is known by a key of its own. */
  public KeyedRandom branch(long key) {
    return new KeyedRandom(mix(base ^ mix(key + GOLDEN_GAMMA)));
  }

  /** 64 random bits for the given purpose, entity (a request index, say) and draw number. */
  public long bits(Purpose purpose, long entity, int draw) {
    long key = mix(base + purpose.code() * GOLDEN_GAMMA);
    key = mix(key ^ (entity * GOLDEN_GAMMA));
    return mix(key + (draw + 1L) * GOLDEN_GAMMA);
  }

  /** A number in [0, 1), a multiple of 2^-53. */
  public double unit(Purpose purpose, long entity, int draw) {
    return (bits(purpose, entity, draw) >>> 11) * TWO_POW_MINUS_53;
  }

  /** A number in (0, 1], for logarithms. */
  public double positiveUnit(Purpose purpose, long entity, int draw) {
    return ((bits(purpose, entity, draw) >>> 11) + 1) * TWO_POW_MINUS_53;
  }

  /**
   * An integer in [0, bound), without modulo bias beyond 2^-32.
   *
   * @throws IllegalArgumentException if {@code bound} is not positive
   */
  public int below(int bound, Purpose purpose, long entity, int draw) {
    if (bound <= 0) {
      throw new IllegalArgumentException("bound must be positive, was " + bound);
    }
    return (int) (((bits(purpose, entity, draw) >>> 32) * bound) >>> 32);
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
