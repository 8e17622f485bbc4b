package io.foretoken.workload.random;

import io.foretoken.sim.random.KeyedRandom;
import io.foretoken.sim.random.Purpose;

/**
 * The random numbers of one request stream (one class of requests) of a run. Streams of one run are
 * independent of each other; stream 0 is the one a workload of a single class uses.
 */
public final class StreamRandom {
  /** Requests that a stream can have before it would share draws with the next one: 2^44. */
  private static final int ENTITY_BITS = 44;

  private static final int MAX_STREAM = (1 << 16) - 1;

  private final KeyedRandom random;
  private final long base;

  /**
   * @param random the run's random numbers
   * @param stream number of the stream, from 0 to 65,535
   * @throws IllegalArgumentException if {@code stream} is out of range
   */
  public StreamRandom(KeyedRandom random, int stream) {
    if (stream < 0 || stream > MAX_STREAM) {
      throw new IllegalArgumentException("stream must be in 0..65535, was " + stream);
    }
    this.random = random;
    this.base = (long) stream << ENTITY_BITS;
  }

  /**
   * The stream of a named class of requests. It depends on the name alone, so that classes can be
   * added, taken out and put in another order without changing each other's draws.
   *
   * @param name of the class; an empty one is stream 0, that of a workload without classes
   */
  public static StreamRandom named(KeyedRandom random, String name) {
    return new StreamRandom(name.isEmpty() ? random : random.branch(hash(name)), 0);
  }

  /** FNV-1a, 64 bits, over UTF-16 code units. */
  private static long hash(String name) {
    long hash = 0xCBF29CE484222325L;
    for (int at = 0; at < name.length(); at++) {
      hash = (hash ^ name.charAt(at)) * 0x100000001B3L;
    }
    return hash;
  }

  /** 64 random bits; see {@link KeyedRandom#bits}. */
  public long bits(Purpose purpose, long entity, int draw) {
    return random.bits(purpose, base + entity, draw);
  }

  /** A number in [0, 1). */
  public double unit(Purpose purpose, long entity, int draw) {
    return random.unit(purpose, base + entity, draw);
  }

  /** A number in (0, 1], for logarithms. */
  public double positiveUnit(Purpose purpose, long entity, int draw) {
    return random.positiveUnit(purpose, base + entity, draw);
  }

  /** An integer in [0, bound). */
  public int below(int bound, Purpose purpose, long entity, int draw) {
    return random.below(bound, purpose, base + entity, draw);
  }

  /** An exponential variate of mean 1: -ln U. */
  public double exponential(Purpose purpose, long entity, int draw) {
    return -StrictMath.log(positiveUnit(purpose, entity, draw));
  }
}
