package io.foretoken.ui.viewmodel;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what other threads publish. */
public final class Eventually {
  private static final long PATIENCE_SECONDS = 60;

  private Eventually() {}

  /** The first value that fulfils a condition. */
  public static <T> T of(Supplier<T> newest, Predicate<T> holds) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (true) {
      T value = newest.get();
      if (holds.test(value)) {
        return value;
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + PATIENCE_SECONDS + " s; the last was " + value);
      }
      LockSupport.parkNanos(2_000_000);
    }
  }
}
