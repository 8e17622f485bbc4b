package io.foretoken.ui.viewmodel;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.input.file.TextFile;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.yaml.LocatedYaml;
import io.foretoken.scenario.resolve.ScenarioResolver;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.scenario.text.YamlEdit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The scenario that is open: its text with an undo history, its file, and what a check in the
 * background says of it. Every method returns at once.
 */
public final class ScenarioDocument {
  private final Background background;
  private final Notices notices;
  private final ScenarioResolver resolver = new ScenarioResolver(Catalog.shipped());
  private final Published<ScenarioState> state = new Published<>(ScenarioState.NOTHING);
  private TextHistory history = new TextHistory("");
  private String saved = "";
  private Optional<Path> file = Optional.empty();
  private long revision;

  ScenarioDocument(Background background, Notices notices) {
    this.background = background;
    this.notices = notices;
  }

  /** What there is to show. */
  public Published<ScenarioState> state() {
    return state;
  }

  /** Reads a file in place of what is open; says so where it cannot be read. */
  public void open(Path path) {
    background.quickly(
        () -> {
          try {
            String text = TextFile.read(path, LocatedYaml.MAX_BYTES);
            notices.clear();
            begin(text, Optional.of(path), text);
          } catch (BadInputException e) {
            notices.problem(e.getMessage(), Optional.empty());
          }
        });
  }

  /** Takes a text that is in no file in place of what is open. */
  public void begin(String text) {
    begin(text, Optional.empty(), "");
  }

  private void begin(String text, Optional<Path> from, String savedText) {
    synchronized (this) {
      history = new TextHistory(text);
      file = from;
      saved = savedText;
    }
    changed();
  }

  /** Writes the text into its file, or another. */
  public void save(Path path) {
    String text = state.get().text();
    background.quickly(
        () -> {
          try {
            SafeFile.write(path, out -> out.write(text.getBytes(SafeFile.TEXT)));
            synchronized (this) {
              file = Optional.of(path);
              saved = text;
            }
            notices.done("Saved " + path.getFileName());
            changed();
          } catch (IOException e) {
            notices.problem(SafeFile.words(path, e), Optional.of("Save it elsewhere"));
          }
        });
  }

  /** Takes the editor's text. */
  public void edit(String text) {
    synchronized (this) {
      if (text.equals(history.current())) {
        return;
      }
      history.change(text);
    }
    changed();
  }

  /**
   * Sets the value at a path, as a field of the form does; comments and everything else stay as
   * they are.
   *
   * @param value YAML on one line
   */
  public void set(String path, String value) {
    try {
      edit(YamlEdit.set(state.get().text(), path, value));
    } catch (BadInputException e) {
      notices.problem(e.getMessage(), Optional.empty());
    }
  }

  /** Goes back a step. */
  public void undo() {
    synchronized (this) {
      history.undo();
    }
    changed();
  }

  /** Goes forth a step. */
  public void redo() {
    synchronized (this) {
      history.redo();
    }
    changed();
  }

  private void changed() {
    long mine;
    String text;
    synchronized (this) {
      mine = ++revision;
      text = history.current();
      boolean edited = !text.equals(saved);
      boolean canUndo = history.canUndo();
      boolean canRedo = history.canRedo();
      Optional<Path> from = file;
      state.update(
          before ->
              new ScenarioState(
                  mine,
                  text,
                  from,
                  edited,
                  canUndo,
                  canRedo,
                  before.checkedRevision(),
                  before.problems(),
                  before.tree(),
                  before.form(),
                  before.memory(),
                  before.valid()));
    }
    background.quickly(() -> check(mine));
  }

  /** Checks the newest text; a check that has been overtaken does nothing. */
  private void check(long mine) {
    ScenarioState now = state.get();
    if (now.revision() != mine) {
      return;
    }
    Optional<ScenarioTree> tree = now.tree();
    Optional<MemoryShares> memory = now.memory();
    Optional<ScenarioState.Valid> valid = now.valid();
    List<Problem> problems = List.of();
    try {
      tree = Optional.of(tree(now));
      memory = resolver.memory(tree.get()).map(MemoryShares::of).or(now::memory);
      PreparedRun run = resolver.resolve(tree.get(), false);
      valid = Optional.of(new ScenarioState.Valid(mine, tree.get(), run));
    } catch (BadInputException e) {
      problems = e.problems();
    }
    ScenarioState checked =
        new ScenarioState(
            mine,
            now.text(),
            now.file(),
            now.edited(),
            now.canUndo(),
            now.canRedo(),
            mine,
            problems,
            tree,
            List.of(),
            memory,
            valid);
    List<FormField> form = ScenarioForm.of(checked, Catalog.shipped());
    state.update(
        before ->
            before.revision() != mine
                ? before
                : new ScenarioState(
                    mine,
                    checked.text(),
                    before.file(),
                    before.edited(),
                    before.canUndo(),
                    before.canRedo(),
                    mine,
                    checked.problems(),
                    checked.tree(),
                    form,
                    checked.memory(),
                    checked.valid()));
  }

  private static ScenarioTree tree(ScenarioState now) {
    String name = now.fileName();
    int dot = name.lastIndexOf('.');
    Path folder =
        now.file()
            .map(path -> path.toAbsolutePath().normalize().getParent())
            .orElse(Path.of("").toAbsolutePath());
    if (now.text().isBlank()) {
      throw new BadInputException(
          Problem.of(Origin.at(name, 1, 1), "the text is empty", "write at least one key"));
    }
    return new ScenarioTree(
        LocatedYaml.parseMap(now.text(), name), folder, dot > 0 ? name.substring(0, dot) : name);
  }
}
