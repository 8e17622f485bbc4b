package io.foretoken.spark;

import io.foretoken.input.problem.Origin;
import io.foretoken.scenario.export.ResultFile;
import io.foretoken.scenario.sweep.Sweep;
import io.foretoken.scenario.sweep.SweepJournal;
import io.foretoken.scenario.sweep.SweepPlan;
import io.foretoken.scenario.sweep.SweepRunner;
import io.foretoken.scenario.sweep.SweepTask;
import io.foretoken.scenario.sweep.TaskExecutors;
import io.foretoken.sim.CancelToken;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Measures what a sweep itself costs the dispatch thread for every point: making its text, and
 * taking its result into journal and table. Nothing is simulated but one point, whose result all
 * have.
 *
 * <pre>
 * MeasurePoints OUT.csv
 * </pre>
 */
public final class MeasurePoints {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final double MICROS = 1e3;
  private static final int POINTS = 20_000;
  private static final int REPEATS = 5;

  private MeasurePoints() {}

  /** Gives every task the result of the first, and notes how long making and taking take. */
  private static final class Idle implements SweepRunner {
    private long makeNanos;
    private long takeNanos;
    private int up;
    private int down;

    @Override
    public String name() {
      return "idle";
    }

    @Override
    public void run(Iterator<SweepTask> tasks, int workers, Results out, CancelToken cancel) {
      List<SweepTask> all = new ArrayList<>();
      long begin = THREADS.getCurrentThreadCpuTime();
      tasks.forEachRemaining(all::add);
      makeNanos = THREADS.getCurrentThreadCpuTime() - begin;
      byte[] result = TaskExecutors.installed().run(all.get(0), cancel);
      up = all.get(0).text().getBytes(StandardCharsets.UTF_8).length;
      down = result.length;
      begin = THREADS.getCurrentThreadCpuTime();
      all.forEach(task -> out.accept(task, result));
      takeNanos = THREADS.getCurrentThreadCpuTime() - begin;
    }
  }

  /** Runs the program; see the class. */
  public static void main(String[] args) throws IOException, InterruptedException {
    StringBuilder lines = new StringBuilder("points,up_bytes,down_bytes,make_us,take_us\n");
    for (int repeat = 0; repeat < REPEATS; repeat++) {
      Path folder = Files.createTempDirectory("measure-points");
      Idle idle = new Idle();
      SweepPlan plan = SmallSweep.plan("1.." + POINTS + "..1");
      try (SweepJournal journal =
          SweepJournal.open(folder, plan, false, Origin.argument("measure"))) {
        Sweep.run(
            plan, idle, 1, Optional.of(journal), (done, resumed, all) -> {}, CancelToken.NEVER);
      }
      Files.delete(folder.resolve(ResultFile.JOURNAL.fileName()));
      Files.delete(folder);
      lines.append(
          String.format(
              Locale.ROOT,
              "%d,%d,%d,%.1f,%.1f%n",
              POINTS,
              idle.up,
              idle.down,
              idle.makeNanos / MICROS / POINTS,
              idle.takeNanos / MICROS / POINTS));
    }
    Files.writeString(Path.of(args[0]), lines);
  }
}
