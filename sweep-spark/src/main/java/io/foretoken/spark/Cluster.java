package io.foretoken.spark;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.scenario.sweep.RunnerSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;

/** A connection to a Spark cluster, with at least one executor at the other end. */
final class Cluster implements AutoCloseable {
  private static final String STANDALONE = "spark://";
  private static final int MILLIS = 1000;
  private static final long MOST_STOP_MILLIS = 5000;

  private final SparkContext context;
  private final String master;
  private final Executors executors;

  private Cluster(SparkContext context, String master, Executors executors) {
    this.context = context;
    this.master = master;
    this.executors = executors;
  }

  /**
   * Connects.
   *
   * @throws BadInputException if the master does not answer within the time of the settings, or
   *     hands no executor out
   * @throws InterruptedException if this thread is interrupted
   */
  static Cluster connect(RunnerSettings settings) throws InterruptedException {
    SparkConf conf = ClusterConf.of(settings);
    String master = conf.get("spark.master");
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(settings.timeoutSeconds());
    if (master.startsWith(STANDALONE)) {
      knock(master, settings.timeoutSeconds());
    }
    Executors executors = new Executors();
    SparkContext context = start(conf, master, settings.timeoutSeconds(), executors);
    Cluster cluster = new Cluster(context, master, executors);
    boolean isThere =
        ClusterConf.isLocal(conf)
            || context.statusTracker().getExecutorInfos().length > 1
            || executors.await(end - System.nanoTime());
    if (!isThere) {
      cluster.abandon();
      throw SparkProblems.noExecutor(master, settings.timeoutSeconds());
    }
    return cluster;
  }

  /** Spark tries a master for a minute whatever the reason; a closed port tells at once. */
  private static void knock(String master, int seconds) {
    String found = "";
    String[] addresses = master.substring(STANDALONE.length()).split(",", -1);
    for (String address : addresses) {
      int colon = address.lastIndexOf(':');
      try (Socket socket = new Socket()) {
        int port = Integer.parseInt(address.substring(colon + 1));
        InetSocketAddress where =
            new InetSocketAddress(address.substring(0, Math.max(0, colon)), port);
        if (where.isUnresolved()) {
          found = "there is no machine called " + where.getHostString();
        } else {
          socket.connect(where, seconds * MILLIS / addresses.length);
          return;
        }
      } catch (IOException e) {
        found = String.valueOf(e.getMessage());
      } catch (IllegalArgumentException e) {
        found = "\"" + address + "\" is no host:port";
      }
    }
    throw SparkProblems.silent(master, seconds, found);
  }

  private static SparkContext start(SparkConf conf, String master, int seconds, Executors executors)
      throws InterruptedException {
    CompletableFuture<SparkContext> started = new CompletableFuture<>();
    Thread starter =
        new Thread(
            () -> {
              try {
                SparkContext context = new SparkContext(conf);
                context.addSparkListener(executors);
                if (!started.complete(context)) {
                  context.stop();
                }
              } catch (Throwable e) {
                started.completeExceptionally(e);
              }
            },
            "start-spark");
    // It waits for a master that may never answer, and must not keep the process.
    starter.setDaemon(true);
    starter.start();
    try {
      return started.get(seconds, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      started.cancel(false);
      throw SparkProblems.silent(master, seconds, "nothing came back within " + seconds + " s");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw SparkProblems.unusable(master, e.getCause());
    }
  }

  SparkContext context() {
    return context;
  }

  /** What the user calls it. */
  String master() {
    return master;
  }

  /** Tasks that it runs at a time, as far as it has machines by now. */
  int cores() {
    return Math.max(1, context.defaultParallelism());
  }

  /** A result has come, so executors work. */
  void answered() {
    executors.answered();
  }

  /**
   * Fails where executors come and go without a result.
   *
   * @throws BadInputException with what the last one ended with
   */
  void check() {
    if (executors.areOnlyLost()) {
      throw SparkProblems.executorsEnd(master, executors.lost(), executors.lastReason());
    }
  }

  /** Stops without waiting for the other end. */
  private Thread abandon() {
    Thread stopper = new Thread(context::stop, "stop-spark");
    stopper.setDaemon(true);
    stopper.start();
    return stopper;
  }

  /** Stops; a machine that no longer answers is not waited for, as Spark would for two minutes. */
  @Override
  public void close() {
    try {
      abandon().join(MOST_STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
