package io.foretoken.scenario.sweep;

import io.foretoken.sim.CancelToken;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Sweeps for somebody who watches: points in the order asked for, each handed over as soon as it is
 * there. What earlier sweeps read and ran is remembered, so that a range that grows or a value that
 * returns costs what is new. The figures are those of {@link Sweep}.
 */
public final class LiveSweep {
  private static final int REMEMBERED = 20_000;

  private final PointExecutor executor = new PointExecutor();
  private final Map<String, String> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * The middle, then the ends, then the middles of what is between: a curve from its first dots.
   */
  public static List<Integer> order(int size) {
    List<Integer> order = new ArrayList<>();
    if (size == 0) {
      return order;
    }
    boolean[] isTaken = new boolean[size];
    Deque<int[]> spans = new ArrayDeque<>();
    int middle = size / 2;
    for (int first : new int[] {middle, size - 1, 0}) {
      if (!isTaken[first]) {
        isTaken[first] = true;
        order.add(first);
      }
    }
    spans.add(new int[] {0, middle});
    spans.add(new int[] {middle, size - 1});
    while (!spans.isEmpty()) {
      int[] span = spans.poll();
      int between = (span[0] + span[1]) / 2;
      if (between > span[0] && between < span[1]) {
        order.add(between);
        spans.add(new int[] {span[0], between});
        spans.add(new int[] {between, span[1]});
      }
    }
    return order;
  }

  /** Values of the parameters at each point, in the order of the grid. */
  public static List<List<String>> values(SweepPlan plan) {
    List<List<String>> values = new ArrayList<>();
    for (int index = 0; index < plan.size(); index++) {
      values.add(plan.values(index));
    }
    return values;
  }

  /**
   * Runs points of a plan.
   *
   * @param order numbers of the points
   * @param workers how many at a time
   * @param results takes each point as soon as it is there, from any thread
   * @param cancel once it says yes, no more results come
   * @throws InterruptedException if this thread is interrupted
   */
  public void run(
      SweepPlan plan,
      List<Integer> order,
      int workers,
      Consumer<SweepPoint> results,
      CancelToken cancel)
      throws InterruptedException {
    WarmUpPilot.settle(plan, executor, cancel);
    Iterator<Integer> numbers = order.iterator();
    Iterator<SweepTask> unknown =
        new Iterator<>() {
          private SweepTask next;

          @Override
          public boolean hasNext() {
            while (next == null && numbers.hasNext() && !cancel.isCancelled()) {
              SweepTask task = plan.task(numbers.next());
              String result = remembered(task.key());
              if (result == null) {
                next = task;
              } else {
                results.accept(Sweep.point(plan, task, result));
              }
            }
            return next != null;
          }

          @Override
          public SweepTask next() {
            SweepTask task = next;
            next = null;
            return task;
          }
        };
    new LocalSweepRunner(TaskExecutors.of(executor))
        .run(
            unknown,
            workers,
            (task, result) -> {
              String text = new String(result, StandardCharsets.UTF_8);
              remember(task.key(), text);
              results.accept(Sweep.point(plan, task, text));
            },
            cancel);
  }

  /** The sweep of points that are all there, in the order of the grid. */
  public static SweepResult result(SweepPlan plan, List<SweepPoint> points) {
    return new SweepResult(
        plan.scenario(),
        plan.load(),
        WarmUpPilot.seconds(plan),
        plan.parameters(),
        points,
        ParetoFrontiers.of(points),
        plan.notes());
  }

  private String remembered(String key) {
    synchronized (known) {
      return known.get(key);
    }
  }

  private void remember(String key, String result) {
    synchronized (known) {
      known.put(key, result);
    }
  }
}
