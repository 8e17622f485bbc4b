package io.foretoken.scenario.sweep;

import io.foretoken.sim.CancelToken;

/**
 * Does tasks of one kind, wherever a {@link SweepRunner} brings them. Found by {@link
 * java.util.ServiceLoader} beside the shipped ones. Safe for several threads; the result depends on
 * the task alone, so that it is the same bytes on every machine.
 */
public interface TaskExecutor {
  /** The {@link SweepTask#kind} that it does. */
  String kind();

  /**
   * Does one.
   *
   * @param cancel once it says yes, the result is not wanted
   * @return JSON in UTF-8 on one line; what is wrong with a task is said in it, never thrown
   */
  byte[] run(SweepTask task, CancelToken cancel);
}
