package io.foretoken.spark;

import io.foretoken.scenario.sweep.RunnerSettings;
import io.foretoken.scenario.sweep.SweepRunner;
import io.foretoken.scenario.sweep.SweepTask;
import io.foretoken.sim.CancelToken;
import java.util.Iterator;

/**
 * Runs tasks on Apache Spark: in this process ({@code local[N]}, the default), on a standalone
 * cluster, or wherever {@code spark-submit} has started the program. Connects when it is first run
 * and stays connected until it is closed.
 */
public final class SparkSweepRunner implements SweepRunner {
  private final RunnerSettings settings;
  private Cluster cluster;
  private SentFiles files;

  /** For {@link java.util.ServiceLoader}. */
  public SparkSweepRunner() {
    this(RunnerSettings.DEFAULT);
  }

  private SparkSweepRunner(RunnerSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "spark";
  }

  @Override
  public SweepRunner with(RunnerSettings other) {
    return new SparkSweepRunner(other);
  }

  @Override
  public void run(Iterator<SweepTask> tasks, int workers, Results results, CancelToken cancel)
      throws InterruptedException {
    if (!tasks.hasNext()) {
      return; // all is in the journal: no machine is needed
    }
    if (cluster == null) {
      cluster = Cluster.connect(settings);
      files = new SentFiles(cluster);
    }
    new Dispatch(cluster, files, tasks, results, cancel).run();
  }

  @Override
  public void close() {
    if (cluster != null) {
      cluster.close();
      cluster = null;
    }
  }
}
