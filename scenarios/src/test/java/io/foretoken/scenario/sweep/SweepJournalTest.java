package io.foretoken.scenario.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.sim.CancelToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepJournalTest {
  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("journal.jsonl");
  }

  private SweepJournal open(SweepPlan plan) {
    return SweepJournal.open(folder, plan, false, SmallSweep.ORIGIN);
  }

  /** Runs the sweep on the journal as it is; gives the points that were simulated again. */
  private int resume(SweepPlan plan, String expected) throws IOException, InterruptedException {
    int[] counts = new int[2];
    try (SweepJournal journal = open(plan)) {
      SweepResult result =
          Sweep.run(
              plan,
              new LocalSweepRunner(),
              2,
              Optional.of(journal),
              (done, resumed, all) -> {
                counts[0] = done;
                counts[1] = resumed;
              },
              CancelToken.NEVER);
      assertThat(SmallSweep.files(result)).isEqualTo(expected);
    }
    return counts[0] - counts[1];
  }

  /**
   * Whatever a killed process has left of the last two lines, the sweep ends with the same bytes,
   * and simulates again only what was not complete.
   */
  @Test
  void cutAtEveryByteOfItsLastLines() throws Exception {
    String scenario = SmallSweep.SCENARIO.replace("duration: 3s", "duration: 1s, warmup: 200ms");
    String grid = "fleet.main.engine.batching.max_num_seqs=2,4,8";
    SweepPlan plan = SmallSweep.plan(scenario, "1", grid);
    String expected = SmallSweep.files(SmallSweep.run(plan, 1, Optional.empty()));
    try (SweepJournal journal = open(plan)) {
      SmallSweep.run(plan, 1, Optional.of(journal));
    }
    byte[] whole = Files.readAllBytes(file());
    int[] ends = lineEnds(whole);
    assertThat(ends).hasSize(4);
    for (int cut = ends[1]; cut <= whole.length; cut += cut < ends[1] + 60 ? 1 : 7) {
      Files.write(file(), Arrays.copyOf(whole, cut));
      int complete = cut < ends[2] ? 1 : cut < whole.length ? 2 : 3;
      assertThat(resume(plan, expected)).as("cut at byte " + cut).isEqualTo(3 - complete);
      assertThat(lineEnds(Files.readAllBytes(file()))).hasSize(4);
    }
  }

  /** A process killed in its first line has done nothing yet. */
  @Test
  void cutAtEveryByteOfItsFirstLine() throws Exception {
    SweepPlan plan = SmallSweep.of(SmallSweep.GRID);
    try (SweepJournal journal = open(plan)) {
      assertThat(journal.size()).isZero();
    }
    byte[] whole = Files.readAllBytes(file());
    for (int cut = 0; cut <= whole.length; cut++) {
      Files.write(file(), Arrays.copyOf(whole, cut));
      try (SweepJournal journal = open(plan)) {
        assertThat(journal.notes()).isEmpty();
      }
      assertThat(Files.readAllBytes(file())).isEqualTo(whole);
    }
  }

  @Test
  void aLineDamagedInTheMiddleIsSimulatedAgain() throws Exception {
    SweepPlan plan = SmallSweep.of(SmallSweep.GRID);
    String expected = SmallSweep.files(SmallSweep.run(plan, 1, Optional.empty()));
    try (SweepJournal journal = open(plan)) {
      SmallSweep.run(plan, 1, Optional.of(journal));
    }
    List<String> lines = Files.readAllLines(file());
    lines.set(2, lines.get(2).replaceFirst("\"ttft_mean_s\":0", "\"ttft_mean_s\":1"));
    Files.write(file(), lines);
    try (SweepJournal journal = open(plan)) {
      assertThat(journal.notes())
          .singleElement()
          .asString()
          .contains("journal.jsonl:3")
          .contains("damaged");
      assertThat(journal.size()).isEqualTo(3);
    }
    assertThat(resume(plan, expected)).isEqualTo(1);
  }

  @Test
  void aGridMayGrow() throws Exception {
    SweepPlan small = SmallSweep.of("fleet.main.engine.batching.max_num_seqs=1,8");
    try (SweepJournal journal = open(small)) {
      SmallSweep.run(small, 1, Optional.of(journal));
    }
    SweepPlan large = SmallSweep.of(SmallSweep.GRID);
    String expected = SmallSweep.files(SmallSweep.run(large, 1, Optional.empty()));
    assertThat(resume(large, expected)).isEqualTo(2);
  }

  @Test
  void journalsThatAreNotThisOne() throws IOException {
    open(SmallSweep.of(SmallSweep.GRID)).close();
    refuses(
        SmallSweep.plan(SmallSweep.SCENARIO.replace("small", "other"), "1", SmallSweep.GRID),
        "another scenario, small");
    refuses(
        SmallSweep.plan(SmallSweep.SCENARIO.replace("10/s", "9/s"), "1", SmallSweep.GRID),
        "with other values or options");
    refuses(
        SmallSweep.plan(SmallSweep.SCENARIO, "2", SmallSweep.GRID),
        "begun by version 1, and this is 2");
    Files.writeString(file(), "point,ttft\n0,1\n");
    refuses(SmallSweep.of(SmallSweep.GRID), "not the journal of a sweep");
    Files.write(file(), new byte[] {(byte) 0xff, 0, 1, 2, '\n', 3});
    refuses(SmallSweep.of(SmallSweep.GRID), "not the journal of a sweep");
  }

  private void refuses(SweepPlan plan, String words) throws IOException {
    byte[] before = Files.readAllBytes(file());
    assertThatThrownBy(() -> open(plan))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("journal.jsonl:1:1")
        .hasMessageContaining(words)
        .hasMessageContaining("--force");
    assertThat(Files.readAllBytes(file())).isEqualTo(before);
  }

  @Test
  void oneProcessAtATime() throws IOException {
    SweepPlan plan = SmallSweep.of(SmallSweep.GRID);
    try (SweepJournal journal = open(plan)) {
      assertThat(journal.notes()).isEmpty();
      assertThatThrownBy(() -> open(plan))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("another sweep is writing");
    }
    open(plan).close();
  }

  /** Linux has a device that is always full. */
  @Test
  void aFullDiskIsSaid() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.isWritable(full), "no /dev/full here");
    Files.createSymbolicLink(file(), full);
    assertThatThrownBy(() -> open(SmallSweep.of(SmallSweep.GRID)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("No space left")
        .hasMessageContaining("--resume");
  }

  private static int[] lineEnds(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return IntStream.range(0, text.length())
        .filter(at -> text.charAt(at) == '\n')
        .map(at -> at + 1)
        .toArray();
  }
}
