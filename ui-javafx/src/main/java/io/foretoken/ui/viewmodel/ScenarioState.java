package io.foretoken.ui.viewmodel;

import io.foretoken.input.problem.Problem;
import io.foretoken.scenario.report.Provenance;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.scenario.run.PreparedRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A scenario as the window has it.
 *
 * @param revision rises with every change of the text
 * @param text as it stands in the editor; empty with nothing open
 * @param file where it was read from or saved to
 * @param edited whether the file says something else
 * @param canUndo whether there is an earlier text
 * @param canRedo whether there is a later one
 * @param checkedRevision revision that {@code problems} are about
 * @param problems what is wrong with it, in the words of the command line
 * @param tree its tree, where it is YAML
 * @param form the same as fields
 * @param memory what the weights leave for the KV cache, where the text says enough for that
 * @param valid the last text that could run
 */
public record ScenarioState(
    long revision,
    String text,
    Optional<Path> file,
    boolean edited,
    boolean canUndo,
    boolean canRedo,
    long checkedRevision,
    List<Problem> problems,
    Optional<ScenarioTree> tree,
    List<FormField> form,
    Optional<MemoryShares> memory,
    Optional<Valid> valid) {
  /** Nothing open. */
  public static final ScenarioState NOTHING =
      new ScenarioState(
          0,
          "",
          Optional.empty(),
          false,
          false,
          false,
          0,
          List.of(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty());

  /**
   * A text that can run.
   *
   * @param revision of the text
   * @param tree what it says
   * @param run what it means
   */
  public record Valid(long revision, ScenarioTree tree, PreparedRun run) {}

  /** Whether there is a scenario. */
  public boolean isOpen() {
    return revision > 0;
  }

  /** Whether charts show an older text than the editor, because this one has problems. */
  public boolean showsOlderText() {
    return !problems.isEmpty() && valid.isPresent();
  }

  /** How far the step times of the last valid text can be trusted, with its sign. */
  public String provenance() {
    return valid
        .map(last -> last.run().facts().provenance())
        .map(word -> Provenance.ring(word) + " " + word)
        .orElse("");
  }

  /** Engine and seed of the last valid text. */
  public String engine() {
    return valid.map(last -> last.run().engine() + ", seed " + last.run().seed()).orElse("");
  }

  /** Name of the file, or what stands for it. */
  public String fileName() {
    return file.map(path -> path.getFileName().toString()).orElse("unsaved.yaml");
  }
}
