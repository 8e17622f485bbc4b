package io.foretoken.spark;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.scenario.sweep.FilePack;
import io.foretoken.scenario.sweep.SweepTask;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.broadcast.Broadcast;
import scala.reflect.ClassTag$;

/**
 * The files that tasks name, sent to executors once each: Spark's broadcast variables, which an
 * executor fetches when a task of its first needs them.
 */
final class SentFiles {
  /** Driver and executor hold a file packed and as bytes at the same time. */
  private static final int PARTS_OF_MEMORY = 4;

  private static final long MOST_BYTES = 1L << 30;

  private final Cluster cluster;
  private final long limit;
  private final Map<String, Broadcast<byte[]>> sent = new HashMap<>();

  SentFiles(Cluster cluster) {
    this(cluster, Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / PARTS_OF_MEMORY));
  }

  /**
   * @param limit most bytes of a task's files
   */
  SentFiles(Cluster cluster, long limit) {
    this.cluster = cluster;
    this.limit = limit;
  }

  /**
   * Sends the files of some tasks, as far as they have not been sent.
   *
   * @return contents by hash
   * @throws BadInputException if one cannot be read, has changed since, or is too large
   */
  Map<String, Broadcast<byte[]>> of(List<SweepTask> tasks) {
    Map<String, Broadcast<byte[]>> needed = new HashMap<>();
    for (SweepTask task : tasks) {
      long bytes = 0;
      for (SweepTask.NamedFile file : task.files()) {
        if (!needed.containsKey(file.sha256())) {
          if (!sent.containsKey(file.sha256())) {
            bytes += FilePack.size(task, file);
            if (bytes > limit) {
              throw SparkProblems.filesTooLarge(cluster.master(), file.path(), bytes, limit);
            }
            sent.put(file.sha256(), send(FilePack.of(task, file)));
          }
          needed.put(file.sha256(), sent.get(file.sha256()));
        }
      }
    }
    return needed;
  }

  private Broadcast<byte[]> send(byte[] pack) {
    return cluster.context().broadcast(pack, ClassTag$.MODULE$.apply(byte[].class));
  }
}
