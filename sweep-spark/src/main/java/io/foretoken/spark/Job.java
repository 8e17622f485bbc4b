package io.foretoken.spark;

import io.foretoken.scenario.sweep.SweepTask;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import scala.Function1;
import scala.Function2;
import scala.collection.immutable.Seq;
import scala.concurrent.ExecutionContext;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.BoxedUnit;
import scala.util.Try;

/** A Spark job: groups of points, each a task of Spark's that any executor may take. */
final class Job {
  private final List<List<SweepTask>> groups;
  private SimpleFutureAction<Object> action;

  private Job(List<List<SweepTask>> groups) {
    this.groups = groups;
  }

  /**
   * Something that happened to a job.
   *
   * @param group number of the group that is done, where {@code answer} is there
   * @param answer bytes of an {@link Answer}; null where the job has ended
   * @param failure why it ended early; null where it did not
   */
  @SuppressWarnings("ArrayRecordComponent") // bytes on their way, never compared
  record Event(Job job, int group, byte[] answer, Throwable failure) {}

  /**
   * Starts a job.
   *
   * @param events takes every answer once, and then the end
   */
  static Job start(
      SparkContext context,
      List<List<SweepTask>> groups,
      TaskFunction function,
      BlockingQueue<Event> events) {
    Job job = new Job(groups);
    RDD<byte[]> tasks = job.tasks(context);
    List<Object> numbers = new ArrayList<>();
    for (int group = 0; group < groups.size(); group++) {
      numbers.add(group);
    }
    Seq<Object> partitions = CollectionConverters.asScala(numbers).toSeq();
    // Called on a thread of Spark's that everything waits for: no more than a note is taken.
    Function2<Object, byte[], BoxedUnit> note =
        (group, answer) -> {
          events.add(new Event(job, (Integer) group, answer, null));
          return BoxedUnit.UNIT;
        };
    job.action = context.submitJob(tasks, function, partitions, note, () -> BoxedUnit.UNIT);
    Function1<Try<Object>, Object> end =
        result -> {
          Throwable failure = result.isFailure() ? result.failed().get() : null;
          events.add(new Event(job, -1, null, failure));
          return BoxedUnit.UNIT;
        };
    job.action.onComplete(end, ExecutionContext.global());
    return job;
  }

  /** One partition for every group; Spark sends a partition with its task and nowhere else. */
  private RDD<byte[]> tasks(SparkContext context) {
    List<byte[]> bytes = new ArrayList<>();
    for (List<SweepTask> group : groups) {
      bytes.add(TaskBytes.of(group));
    }
    return JavaSparkContext.fromSparkContext(context).parallelize(bytes, groups.size()).rdd();
  }

  /** The points of each of its tasks. */
  List<List<SweepTask>> groups() {
    return groups;
  }

  /** Stops it; executors are told. */
  void cancel() {
    action.cancel();
  }
}
