package io.foretoken.spark;

import io.foretoken.scenario.sweep.SweepTask;
import io.foretoken.scenario.sweep.TaskExecutor;
import io.foretoken.sim.CancelToken;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/** Does nothing for as long as it is told, so that only the way there and back costs anything. */
public final class EchoExecutor implements TaskExecutor {
  private static final String KIND = "echo";

  /**
   * A task.
   *
   * @param nanos how long it waits
   * @param up length of its text, at least 40 bytes
   * @param down length of its result, bytes
   */
  static SweepTask task(int index, long nanos, int up, int down) {
    String text = nanos + " " + down + " ";
    String padding = "x".repeat(up - text.length());
    return SweepTask.ofText(KIND, index, text + padding);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public byte[] run(SweepTask task, CancelToken cancel) {
    String[] told = task.text().split(" ", 3);
    long end = System.nanoTime() + Long.parseLong(told[0]);
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    byte[] result = new byte[Integer.parseInt(told[1])];
    Arrays.fill(result, (byte) 'y');
    return result;
  }
}
