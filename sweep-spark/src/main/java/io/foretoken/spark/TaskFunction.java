package io.foretoken.spark;

import io.foretoken.scenario.sweep.SweepTask;
import io.foretoken.sim.CancelToken;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.broadcast.Broadcast;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/**
 * What Spark runs on an executor: some tasks, one after the other. The form of this class is part
 * of what crosses, so it stays as it is from version to version: an executor with another version
 * can then say so.
 */
final class TaskFunction extends AbstractFunction1<Iterator<byte[]>, byte[]>
    implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String program;
  private final HashMap<String, Broadcast<byte[]>> packs;

  /**
   * @param program what program the driver has
   * @param packs contents of the files that the tasks name, by their hash
   */
  TaskFunction(String program, Map<String, Broadcast<byte[]>> packs) {
    this.program = program;
    this.packs = new HashMap<>(packs);
  }

  @Override
  public byte[] apply(Iterator<byte[]> tasks) {
    TaskContext context = TaskContext.get();
    CancelToken cancel = context::isInterrupted;
    ExecutorProcess process = ExecutorProcess.current();
    String host = SparkEnv.get().blockManager().blockManagerId().host();
    if (!process.program().equals(program)) {
      return new Answer(host, process.program(), 0, List.of()).bytes();
    }
    long begin = System.nanoTime();
    List<byte[]> results = new ArrayList<>();
    for (SweepTask task : TaskBytes.tasks(tasks.next())) {
      results.add(process.run(task, hash -> packs.get(hash).value(), cancel));
      if (cancel.isCancelled()) {
        // What a run that was told to stop has by then is no result.
        throw new TaskKilledException("not wanted any more");
      }
    }
    return new Answer(host, program, System.nanoTime() - begin, results).bytes();
  }
}
