package io.foretoken.spark;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;

/**
 * Executors that come and go. Spark replaces one that ends for as long as it lives itself, also
 * where each ends as it starts; a sweep would then wait for ever.
 */
final class Executors extends SparkListener {
  /** So many may be lost in a row beside twice those that were there at a time. */
  private static final int MOST_LOST = 8;

  private final CountDownLatch first = new CountDownLatch(1);
  private int there;
  private int mostThere;
  private int lost;
  private String lastReason = "";

  @Override
  public synchronized void onExecutorAdded(SparkListenerExecutorAdded added) {
    there++;
    mostThere = Math.max(mostThere, there);
    first.countDown();
  }

  @Override
  public synchronized void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
    there--;
    lost++;
    lastReason = removed.reason();
  }

  /** Waits for the first executor; whether it came within so many nanoseconds. */
  boolean await(long nanos) throws InterruptedException {
    return first.await(nanos, TimeUnit.NANOSECONDS);
  }

  /** A result has come. */
  synchronized void answered() {
    lost = 0;
  }

  /** Whether more are lost since the last result than machines that fail would explain. */
  synchronized boolean areOnlyLost() {
    return lost > MOST_LOST + 2 * mostThere;
  }

  /** Executors lost since the last result. */
  synchronized int lost() {
    return lost;
  }

  /** What the last one that was lost ended with, in Spark's words. */
  synchronized String lastReason() {
    return lastReason;
  }
}
