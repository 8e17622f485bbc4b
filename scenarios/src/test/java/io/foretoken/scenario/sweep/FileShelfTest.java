package io.foretoken.scenario.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.scenario.statistic.ReplicationPlan;
import io.foretoken.sim.CancelToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks whose files are on another machine only. */
class FileShelfTest {
  private static final String TRACE = "arrival_s,input_tokens,output_tokens\n0,100,10\n0.5,80,20\n";
  private static final String CATALOG =
      """
      gpus:
        - id: h100-half
          vendor: nvidia
      """;

  @TempDir private Path there;
  @TempDir private Path here;

  @BeforeEach
  void files() throws IOException {
    Files.createDirectories(there.resolve("traces"));
    Files.writeString(there.resolve("traces/few.csv"), TRACE);
  }

  /** The point with its files at home; then with its files moved by content and the home gone. */
  @Test
  void resultsAreTheBytesOfTheMachineThatHasTheFiles() throws IOException {
    SweepTask task = task("traces/few.csv");
    byte[] athome = TaskExecutors.installed().run(task, CancelToken.NEVER);
    Map<String, byte[]> packs = packs(task);
    Files.delete(there.resolve("traces/few.csv"));

    byte[] elsewhere = remote(task, packs);

    assertThat(text(elsewhere)).isEqualTo(text(athome)).startsWith("{\"figures\":");
  }

  @Test
  void absolutePathsAreFoundToo() throws IOException {
    SweepTask task = task(there.resolve("traces/few.csv").toString());
    byte[] athome = TaskExecutors.installed().run(task, CancelToken.NEVER);
    Map<String, byte[]> packs = packs(task);
    Files.delete(there.resolve("traces/few.csv"));

    assertThat(text(remote(task, packs))).isEqualTo(text(athome)).startsWith("{\"figures\":");
  }

  /** What is wrong with a file is said with the user's path, not with that of the copy. */
  @Test
  void failuresNameTheUsersFiles() throws IOException {
    Files.writeString(there.resolve("traces/few.csv"), TRACE + "oops,1,1\n");
    for (String name : List.of("traces/few.csv", there.resolve("traces/few.csv").toString())) {
      SweepTask task = task(name);
      byte[] athome = TaskExecutors.installed().run(task, CancelToken.NEVER);

      assertThat(text(remote(task, packs(task))))
          .isEqualTo(text(athome))
          .startsWith("{\"failure\":")
          .doesNotContain(here.toString());
    }
  }

  @Test
  void aFolderOfCataloguesTravelsAsAWhole() throws IOException {
    Path folder = Files.createDirectories(there.resolve("own"));
    Files.writeString(folder.resolve("gpus.yaml"), CATALOG);
    Files.writeString(folder.resolve("notes.txt"), "not a catalogue");
    SweepTask.NamedFile named = new ScenarioFiles(there).ofPaths(List.of(folder)).get(0);
    SweepTask task = new SweepTask("point", 0, "key", there.toString(), "{}", List.of(named));

    Path copy = here.resolve("copy");
    FilePack.unpack(FilePack.of(task, named), copy);

    assertThat(copy.resolve("gpus.yaml")).hasContent(CATALOG);
    assertThat(copy.resolve("notes.txt")).doesNotExist();
    assertThat(FilePack.hash(copy)).isEqualTo(named.sha256());
    assertThat(FilePack.size(task, named)).isEqualTo(CATALOG.length());
  }

  @Test
  void aFileThatChangedSinceIsNotSent() throws IOException {
    SweepTask task = task("traces/few.csv");
    Files.writeString(there.resolve("traces/few.csv"), TRACE + "1,5,5\n");

    assertThatThrownBy(() -> packs(task))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("few.csv")
        .hasMessageContaining("has changed since the sweep began");
  }

  private byte[] remote(SweepTask task, Map<String, byte[]> packs) {
    TaskExecutors executors = TaskExecutors.installed();
    return new FileShelf(here)
        .run(task, packs::get, local -> executors.run(local, CancelToken.NEVER));
  }

  private static Map<String, byte[]> packs(SweepTask task) {
    Map<String, byte[]> packs = new HashMap<>();
    task.files().forEach(file -> packs.put(file.sha256(), FilePack.of(task, file)));
    return packs;
  }

  private SweepTask task(String trace) throws IOException {
    Path file = there.resolve("replay.yaml");
    Files.writeString(
        file,
        """
        model: llama-3.1-8b
        fleet: [{pool: main, gpu: h100, engine: {name: vllm}}]
        workload: {trace: {file: "%s"}}
        """
            .formatted(trace));
    SweepPlan plan =
        SweepPlan.of(
            ScenarioTree.read(file),
            new SweepOptions(
                List.of("fleet.main.engine.batching.max_num_seqs=4"),
                OptionalInt.empty(),
                Optional.of(SweepLoad.AT_RATE),
                ReplicationPlan.ONCE,
                List.of(),
                "1"));
    SweepTask task = plan.task(0);
    assertThat(task.files()).hasSize(1);
    return task;
  }

  private static String text(byte[] result) {
    return new String(result, StandardCharsets.UTF_8);
  }
}
