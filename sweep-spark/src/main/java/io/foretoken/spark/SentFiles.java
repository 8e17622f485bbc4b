package io.foretoken.spark;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.scenario.sweep.FilePack;
import io.foretoken.scenario.sweep.SweepTask;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  /** A file on its way. */
  private record Sent(long bytes, Broadcast<byte[]> pack) {}

  private final Cluster cluster;
  private final long limit;
  private final Map<String, Sent> sent = new HashMap<>();

  SentFiles(Cluster cluster) {
    this(cluster, Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / PARTS_OF_MEMORY));
  }

  /**
   * @param limit most bytes of all files of one task
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
      Set<String> counted = new HashSet<>();
      for (SweepTask.NamedFile file : task.files()) {
        if (counted.add(file.sha256())) {
          // Whoever does the task holds all of its files, also those that others had sent.
          bytes += bytes(task, file);
          if (bytes > limit) {
            throw SparkProblems.filesTooLarge(cluster.master(), file.path(), bytes, limit);
          }
          needed.put(file.sha256(), send(task, file).pack());
        }
      }
    }
    return needed;
  }

  private long bytes(SweepTask task, SweepTask.NamedFile file) {
    Sent known = sent.get(file.sha256());
    return known == null ? FilePack.size(task, file) : known.bytes();
  }

  private Sent send(SweepTask task, SweepTask.NamedFile file) {
    Sent known = sent.get(file.sha256());
    if (known != null) {
      return known;
    }
    byte[] pack = FilePack.of(task, file);
    Sent now =
        new Sent(
            FilePack.size(task, file),
            cluster.context().broadcast(pack, ClassTag$.MODULE$.apply(byte[].class)));
    sent.put(file.sha256(), now);
    return now;
  }
}
