package io.foretoken.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.scenario.sweep.SweepTask;
import io.foretoken.scenario.sweep.TaskExecutors;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What crosses between driver and executors. */
class WireTest {
  private static final SweepTask TASK =
      new SweepTask(
          "point",
          3,
          "key",
          "/home/größe",
          "{a: \"ü\"}",
          List.of(new SweepTask.NamedFile("a.csv", "0f"), new SweepTask.NamedFile("/b", "1f")));

  @Test
  void tasksComeBackAsTheyWere() {
    SweepTask without = new SweepTask("run", 0, "", "", "x".repeat(100_000), List.of());

    assertThat(TaskBytes.tasks(TaskBytes.of(List.of(TASK, without))))
        .containsExactly(TASK, without);
  }

  @Test
  void answersComeBackAsTheyWere() {
    Answer answer = Answer.of(new Answer("node7", "abc", 5, List.of(new byte[] {1, 2})).bytes());

    assertThat(answer.host()).isEqualTo("node7");
    assertThat(answer.program()).isEqualTo("abc");
    assertThat(answer.nanos()).isEqualTo(5);
    assertThat(answer.results()).hasSize(1).first().isEqualTo(new byte[] {1, 2});
  }

  @Test
  void theFunctionSurvivesSerialisation() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new TaskFunction("abc", Map.of()));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isInstanceOf(TaskFunction.class);
    }
  }

  /** A build is known by what is in it: not by where it is, but by every byte. */
  @Test
  void aProgramIsKnownByItsContent(@TempDir Path one, @TempDir Path other) throws IOException {
    for (Path folder : List.of(one, other)) {
      Files.createDirectories(folder.resolve("META-INF"));
      Files.writeString(folder.resolve("A.class"), "code");
      Files.writeString(folder.resolve("META-INF/MANIFEST.MF"), folder.toString());
    }
    String before = ProgramFingerprint.of(Set.of(one));

    assertThat(ProgramFingerprint.of(Set.of(other))).isEqualTo(before).hasSize(16);
    Files.writeString(other.resolve("A.class"), "Code");
    assertThat(ProgramFingerprint.of(Set.of(other))).isNotEqualTo(before);
    assertThat(ProgramFingerprint.of(TaskExecutors.installed()))
        .isEqualTo(ExecutorProcess.current().program());
  }

  @Test
  void anExecutorWithAnotherProgramIsNamed() {
    BadInputException problem =
        SparkProblems.otherProgram(
            "spark://m:7077", new Answer("node7", "old", 0, List.of()), "new");

    assertThat(problem)
        .hasMessageContaining("spark://m:7077")
        .hasMessageContaining(
            "the executor on node7 has another build of this program (old, here new)")
        .hasMessageContaining("--resume");
  }

  @Test
  void anExecutorThatRunsOutOfMemoryIsExplained() {
    Exception failure =
        new Exception(
            "Job aborted due to stage failure: Task 1 in stage 0.0 failed 4 times, most recent"
                + " failure: Lost task 1.3 in stage 0.0: java.lang.OutOfMemoryError: Java heap"
                + " space\n\tat x.Y\nDriver stacktrace:");

    assertThat(SparkProblems.failed("spark://m:7077", failure, List.of(List.of(), List.of(TASK))))
        .hasMessageContaining("point 3: ")
        .hasMessageContaining("OutOfMemoryError: Java heap space")
        .hasMessageContaining("spark.executor.memory=4g")
        .hasMessageNotContaining("x.Y");
  }

  /** 0.4 s of work make a task: 40 points of 10 ms, one point of more than 0.4 s. */
  @Test
  void shortPointsTravelTogether() {
    BatchSize size = new BatchSize();
    assertThat(size.points()).isEqualTo(1);
    size.took(10, 100_000_000L);
    assertThat(size.points()).isEqualTo(40);
    size.took(1, 60_000_000_000L);
    assertThat(size.points()).isEqualTo(1);
    BatchSize shortest = new BatchSize();
    shortest.took(1000, 1000);
    assertThat(shortest.points()).isEqualTo(64);
  }
}
