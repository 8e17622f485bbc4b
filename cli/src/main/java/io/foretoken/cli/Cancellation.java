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
 * try (Cancellation.CleanUp cleanUp = console.cancellation().onCancel(folder::discard)) {
 *   simulate(console.cancellation());
 *   folder.publish();
 * }
 * }</pre>
 */
public final class Cancellation implements BooleanSupplier {
  /** How long a command gets to stop by itself before its clean-up runs under it. */
  static final long GRACE_MILLIS = 400;

  /** How long clean-up may take: with the grace below the second that Ctrl-C may last. */
  static final long CLEAN_UP_MILLIS = 400;

  private final CountDownLatch commandEnded = new CountDownLatch(1);
  private final Deque<CleanUp> cleanUps = new ArrayDeque<>();
  private volatile boolean cancelled;

  /** Clean-up that is still owed; closing it says that it is not needed any more. */
  public final class CleanUp implements AutoCloseable {
    private final Runnable action;

    private CleanUp(Runnable action) {
      this.action = action;
    }

    @Override
    public void close() {
      synchronized (cleanUps) {
        cleanUps.remove(this);
      }
    }
  }

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
   * Registers what must happen if the program is interrupted before the result is closed.
   *
   * @param action runs on another thread, at most once, the latest registered first; must take
   *     milliseconds and cope with a command that is still writing
   */
  public CleanUp onCancel(Runnable action) {
    CleanUp cleanUp = new CleanUp(action);
    synchronized (cleanUps) {
      cleanUps.push(cleanUp);
    }
    if (cancelled) {
      runCleanUps();
    }
    return cleanUp;
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
    for (CleanUp next = poll(); next != null; next = poll()) {
      try {
        next.action.run();
      } catch (RuntimeException e) {
        // The process is ending; the next clean-up matters more than why this one failed.
        continue;
      }
    }
  }

  private CleanUp poll() {
    synchronized (cleanUps) {
      return cleanUps.poll();
    }
  }
}
