package io.foretoken.scenario.sweep;

import io.foretoken.sim.CancelToken;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * What can be done with tasks, by kind: the shipped executors and those on the class path. They
 * remember what tasks have in common, so a process that runs many tasks keeps one of these.
 */
public final class TaskExecutors {
  private final Map<String, TaskExecutor> byKind = new TreeMap<>();

  private TaskExecutors(PointExecutor points) {
    add(points);
    add(new RunExecutor(points));
  }

  /** The shipped executors and those that a {@link ServiceLoader} finds. */
  public static TaskExecutors installed() {
    TaskExecutors all = new TaskExecutors(new PointExecutor());
    ServiceLoader.load(TaskExecutor.class, TaskExecutors.class.getClassLoader()).forEach(all::add);
    return all;
  }

  /** The shipped ones alone, with what a point executor remembers. */
  static TaskExecutors of(PointExecutor points) {
    return new TaskExecutors(points);
  }

  private void add(TaskExecutor executor) {
    TaskExecutor other = byKind.put(executor.kind(), executor);
    if (other != null) {
      throw new IllegalArgumentException(
          "two executors do tasks of kind '"
              + executor.kind()
              + "': "
              + other.getClass().getName()
              + " and "
              + executor.getClass().getName());
    }
  }

  /** All of them, in the order of their kinds. */
  public Collection<TaskExecutor> all() {
    return List.copyOf(byKind.values());
  }

  /** Does a task, see {@link TaskExecutor#run}. */
  public byte[] run(SweepTask task, CancelToken cancel) {
    TaskExecutor executor = byKind.get(task.kind());
    if (executor == null) {
      throw new IllegalArgumentException("nobody does tasks of kind '" + task.kind() + "'");
    }
    return executor.run(task, cancel);
  }
}
