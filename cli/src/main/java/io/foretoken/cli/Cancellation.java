package io.foretoken.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Ctrl-C, from a command's point of view: it can ask whether the user wants it to stop, and it can
 * leave clean-up behind (deleting temporary output) that runs even if it never asks.
 *
 * <pre>{@code
 * try (OutputFolder folder = OutputFolder.open(path, force, origin)) {
 *   console.cancellation().onCancel(folder::discard);
 *   simulate(console.cancellation());
 *   folder.publish();
 * }
 * }</pre>
 */
public final class Cancellation implements BooleanSupplier {
  /** How long a command gets to stop by itself before its clean-up runs under it. */
  static final long GRACE_MILLIS = 300;

  /** How long clean-up may take: with the grace below the second that Ctrl-C may last. */
  static final long CLEAN_UP_MILLIS = 300;

  private final CountDownLatch commandEnded = new CountDownLatch(1);
  private final Deque<Runnable> cleanUps = new ArrayDeque<>();
  private volatile boolean cancelled;

  /** Whether the user wants the command to stop. Cheap enough to ask at every step. */
  public boolean isCancelled() {
    return cancelled;
  }

  /** Same as {@link #isCancelled}, for whoever takes a {@link BooleanSupplier}. */
  @Override
  public boolean getAsBoolean() {
    return cancelled;
  }

  /**
   * Registers what must happen if the program is interrupted.
   *
   * @param action runs on another thread, at most once, the latest registered first; must take
   *     milliseconds, cope with a command that is still writing, and do nothing when there is
   *     nothing left to clean up
   */
  public void onCancel(Runnable action) {
    synchronized (cleanUps) {
      cleanUps.push(action);
    }
    if (cancelled) {
      runCleanUps();
    }
  }

  /** Says that the command has returned: nothing is left to cancel. */
  void commandEnded() {
    commandEnded.countDown();
  }

  /**
   * Asks the command to stop, waits a moment for it to do so, then runs the clean-up that is still
   * owed. Returns within a second.
   *
   * @return false if there was nothing to cancel
   */
  boolean cancel() {
    if (commandEnded.getCount() == 0) {
      return false;
    }
    cancelled = true;
    try {
      boolean stopped = commandEnded.await(GRACE_MILLIS, TimeUnit.MILLISECONDS);
      Thread cleaner = new Thread(this::runCleanUps, "clean-up");
      cleaner.setDaemon(true);
      cleaner.start();
      cleaner.join(stopped ? GRACE_MILLIS + CLEAN_UP_MILLIS : CLEAN_UP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return true;
  }

  private void runCleanUps() {
    boolean more = true;
    while (more) {
      try {
        more = runNextCleanUp();
      } catch (RuntimeException e) {
        // The process is ending: the next clean-up matters more than why this one failed.
        more = true;
      }
    }
  }

  private boolean runNextCleanUp() {
    Runnable next;
    synchronized (cleanUps) {
      next = cleanUps.poll();
    }
    if (next != null) {
      next.run();
    }
    return next != null;
  }
}
