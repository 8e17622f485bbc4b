package io.foretoken.spark;

import io.foretoken.scenario.sweep.RunnerSettings;
import io.foretoken.scenario.sweep.SweepTask;
import io.foretoken.sim.CancelToken;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/**
 * Measures what the way to executors and back costs, with points that wait instead of computing, so
 * that a machine of two cores can stand for a cluster of many: CPU time of each of the driver's
 * threads and of executors, and how long a core has nothing to do between two tasks.
 *
 * <pre>
 * MeasureOverhead MASTER CORES OUT.csv EXECUTOR_CLASS_PATH
 * </pre>
 *
 * <p>{@code sweep-spark/src/test/shell/measure-overhead.sh} starts it on a cluster of its own.
 */
public final class MeasureOverhead {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final double MICROS = 1e3;
  private static final long MILLI = 1_000_000;
  private static final int REPEATS = 2;

  /** Tasks a second that this machine is asked for: a third of what it could do. */
  private static final int RATE = 150;

  private static final int TASKS = 5000;
  private static final int UP = 1500;
  private static final int DOWN = 3000;
  private static final int MUCH = 50_000;
  private static final String HEADER =
      "executors,cores,tasks,points_per_task,point_ms,up_bytes,down_bytes,wall_s,dispatch_us,dag_us,"
          + "scheduler_us,results_us,network_us,listeners_us,executor_us,gap_ms\n";

  /** What is measured: so many points, some in a task, of some length and size. */
  private record Load(int points, int batch, long pointNanos, int up, int down) {
    int tasks() {
      return (points + batch - 1) / batch;
    }
  }

  private final Cluster cluster;
  private final SentFiles files;
  private final AtomicLong executorCpuNanos = new AtomicLong();
  private final AtomicLong ended = new AtomicLong();

  private MeasureOverhead(Cluster cluster) {
    this.cluster = cluster;
    files = new SentFiles(cluster);
    cluster.context().addSparkListener(new Executors());
  }

  /** Adds up what executors say of their tasks. */
  private final class Executors extends SparkListener {
    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
      TaskMetrics metrics = end.taskMetrics();
      executorCpuNanos.addAndGet(
          metrics.executorCpuTime()
              + metrics.executorDeserializeCpuTime()
              + metrics.resultSerializationTime() * MILLI);
      ended.incrementAndGet();
    }
  }

  /** Runs the program; see the class. */
  public static void main(String[] args) throws IOException, InterruptedException {
    int cores = Integer.parseInt(args[1]);
    Path out = Path.of(args[2]);
    Map<String, String> conf =
        Map.of(
            "spark.ui.enabled",
            "false",
            "spark.executor.memory",
            "512m",
            "spark.executor.extraClassPath",
            args[3]);
    RunnerSettings settings =
        new RunnerSettings(OptionalInt.empty(), Optional.of(args[0]), 60, conf);
    try (Cluster cluster = Cluster.connect(settings)) {
      while (cluster.cores() < cores) {
        Thread.sleep(50);
      }
      MeasureOverhead measure = new MeasureOverhead(cluster);
      measure.run(new Load(10_000, 1, 0, UP, DOWN)); // until what is compiled is compiled
      if (!Files.exists(out)) {
        Files.writeString(out, HEADER);
      }
      for (int repeat = 0; repeat < REPEATS; repeat++) {
        for (Load load : loads(cores)) {
          Files.writeString(out, measure.run(load), StandardOpenOption.APPEND);
        }
      }
    }
  }

  /** Four that keep the driver as busy as this machine can, and one that leaves it time. */
  private static List<Load> loads(int cores) {
    long nanos = 1_000 * MILLI * cores / RATE;
    return List.of(
        new Load(TASKS, 1, 0, UP, DOWN),
        new Load(16 * TASKS, 16, 0, UP, DOWN),
        new Load(TASKS, 1, 0, MUCH, DOWN),
        new Load(TASKS, 1, 0, UP, MUCH),
        new Load(TASKS / 2, 1, nanos, UP, DOWN));
  }

  private String run(Load load) throws InterruptedException {
    // Made before the clock runs: what the sweep's own tasks cost is measured by itself.
    List<SweepTask> tasks = new ArrayList<>();
    SweepTask like = EchoExecutor.task(0, load.pointNanos(), load.up(), load.down());
    IntStream.range(0, load.points())
        .forEach(
            index ->
                tasks.add(
                    new SweepTask(
                        like.kind(), index, like.key(), like.folder(), like.text(), like.files())));
    executorCpuNanos.set(0);
    ended.set(0);
    Map<String, Long> before = cpu();
    long begin = System.nanoTime();
    new Dispatch(
            cluster,
            files,
            tasks.iterator(),
            (task, result) -> {},
            CancelToken.NEVER,
            BatchSize.always(load.batch()))
        .run();
    double wall = (System.nanoTime() - begin) / 1e9;
    for (int wait = 0; wait < 100 && ended.get() < load.tasks(); wait++) {
      Thread.sleep(20);
    }
    Map<String, Long> after = cpu();
    int tasksDone = load.tasks();
    int cores = cluster.cores();
    double taskMillis = load.batch() * load.pointNanos() / (double) MILLI;
    return String.format(
        Locale.ROOT,
        "%d,%d,%d,%d,%.3f,%d,%d,%.3f,%.1f,%.1f,%.1f,%.1f,%.1f,%.1f,%.1f,%.2f%n",
        cluster.context().statusTracker().getExecutorInfos().length - 1,
        cores,
        tasksDone,
        load.batch(),
        load.pointNanos() / (double) MILLI,
        load.up(),
        load.down(),
        wall,
        micros(before, after, "main") / tasksDone,
        micros(before, after, "dag-scheduler-event-loop") / tasksDone,
        micros(before, after, "dispatcher-CoarseGrainedScheduler") / tasksDone,
        micros(before, after, "task-result-getter") / tasksDone,
        micros(before, after, "rpc-") / tasksDone,
        micros(before, after, "spark-listener") / tasksDone,
        executorCpuNanos.get() / MICROS / tasksDone,
        wall * 1000 * cores / tasksDone - taskMillis);
  }

  /** CPU time of this process's threads, by name, ns. */
  private static Map<String, Long> cpu() {
    Map<String, Long> cpu = new HashMap<>();
    for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
      if (thread != null) {
        cpu.merge(
            thread.getThreadName(), THREADS.getThreadCpuTime(thread.getThreadId()), Long::sum);
      }
    }
    return cpu;
  }

  private static double micros(Map<String, Long> before, Map<String, Long> after, String name) {
    return after.entrySet().stream()
            .filter(each -> each.getKey().startsWith(name))
            .mapToLong(each -> each.getValue() - before.getOrDefault(each.getKey(), 0L))
            .sum()
        / MICROS;
  }
}
