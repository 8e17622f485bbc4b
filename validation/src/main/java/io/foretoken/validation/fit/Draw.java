package io.foretoken.validation.fit;

/** Reproducible choices by content: the same key falls the same way, whatever the order of rows. */
final class Draw {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Draw() {}

  /** A number in [0, 1) of some keys. */
  static double uniform(long... keys) {
    long state = 0;
    for (long key : keys) {
      state = mix(state + GOLDEN + key);
    }
    return (mix(state) >>> 11) * 0x1.0p-53;
  }

  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }
}
