package io.foretoken.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.scenario.sweep.SweepRunners;
import io.foretoken.scenario.sweep.SweepTask;
import io.foretoken.sim.CancelToken;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files on their way to executors. */
class SentFilesTest {
  private static Cluster cluster;

  @TempDir Path folder;

  @BeforeAll
  static void connect() throws InterruptedException {
    cluster = Cluster.connect(SmallSweep.spark(Map.of()));
  }

  @AfterAll
  static void close() {
    cluster.close();
  }

  /** The trace goes with the tasks: it is gone before the first of them starts. */
  @Test
  void filesOfTheDriverReachTheExecutors() throws Exception {
    Path trace = folder.resolve("few.csv");
    Files.writeString(trace, "arrival_s,input_tokens,output_tokens\n0,100,10\n0.5,80,20\n");
    Files.writeString(
        folder.resolve("replay.yaml"),
        """
        model: llama-3.1-8b
        fleet: [{pool: main, gpu: h100, engine: {name: vllm}}]
        workload: {trace: {file: few.csv}}
        """);
    List<SweepTask> tasks =
        SmallSweep.tasks(SmallSweep.plan(ScenarioTree.read(folder.resolve("replay.yaml")), "4,8"));
    Map<Integer, String> expected = new TreeMap<>();
    SweepRunners.installed()
        .named(SweepRunners.LOCAL, Origin.argument("--runner"))
        .run(
            tasks.iterator(),
            1,
            (task, result) -> expected.put(task.index(), text(result)),
            CancelToken.NEVER);

    TaskFunction function =
        new TaskFunction(ExecutorProcess.current().program(), new SentFiles(cluster).of(tasks));
    Files.delete(trace);

    assertThat(results(tasks, function)).isEqualTo(expected);
    assertThat(expected).hasSize(2);
    assertThat(expected.get(0)).contains("\"figures\"");
  }

  private static Map<Integer, String> results(List<SweepTask> tasks, TaskFunction function)
      throws InterruptedException {
    BlockingQueue<Job.Event> events = new LinkedBlockingQueue<>();
    List<List<SweepTask>> groups = tasks.stream().map(List::of).toList();
    Job.start(cluster.context(), groups, function, events);
    Map<Integer, String> results = new TreeMap<>();
    for (int event = 0; event <= tasks.size(); event++) {
      Job.Event next = events.poll(60, TimeUnit.SECONDS);
      assertThat(next.failure()).isNull();
      if (next.answer() != null) {
        results.put(
            tasks.get(next.group()).index(), text(Answer.of(next.answer()).results().get(0)));
      }
    }
    return results;
  }

  private static String text(byte[] result) {
    return new String(result, StandardCharsets.UTF_8);
  }

  @Test
  void filesThatFillTheMemoryAreNotSent() throws Exception {
    SentFiles files = new SentFiles(cluster, 1000);

    assertThatThrownBy(() -> files.of(List.of(task(file("a.csv", 2000)))))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("a.csv")
        .hasMessageContaining("spark.executor.memory");
  }

  /**
   * 600 and 600 bytes are more than 1,000, whether or not an earlier task had the first of them.
   */
  @Test
  void filesThatHaveBeenSentCountToo() throws Exception {
    SentFiles files = new SentFiles(cluster, 1000);
    SweepTask.NamedFile first = file("a.csv", 600);
    SweepTask.NamedFile second = file("b.csv", 600);

    assertThat(files.of(List.of(task(first), task(second)))).hasSize(2);
    assertThatThrownBy(() -> files.of(List.of(task(first, second))))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("with b.csv");
  }

  /** The same content under two names is sent once and counts once. */
  @Test
  void aFileIsSentOnce() throws Exception {
    SentFiles files = new SentFiles(cluster, 1000);
    SweepTask.NamedFile first = file("a.csv", 600);
    SweepTask.NamedFile other = new SweepTask.NamedFile("copy.csv", first.sha256());
    Files.copy(folder.resolve("a.csv"), folder.resolve("copy.csv"));

    Object pack = files.of(List.of(task(first, other))).get(first.sha256());
    assertThat(pack).isNotNull();
    assertThat(files.of(List.of(task(other))).get(first.sha256())).isSameAs(pack);
  }

  private SweepTask.NamedFile file(String name, int bytes) throws Exception {
    byte[] content = name.substring(0, 1).repeat(bytes).getBytes(StandardCharsets.UTF_8);
    Files.write(folder.resolve(name), content);
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
    return new SweepTask.NamedFile(name, HexFormat.of().formatHex(hash));
  }

  private SweepTask task(SweepTask.NamedFile... files) {
    return new SweepTask("point", 0, "", folder.toString(), "{}", List.of(files));
  }
}
