package io.foretoken.ui.view;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.Stage;

/** The system's own file dialogs. */
public final class SystemDialogs implements Dialogs {
  private final Stage stage;

  /** Dialogs above a window. */
  public SystemDialogs(Stage stage) {
    this.stage = stage;
  }

  @Override
  public Optional<Path> open() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Open a scenario");
    chooser
        .getExtensionFilters()
        .addAll(
            new FileChooser.ExtensionFilter("Scenarios", "*.yaml", "*.yml"),
            new FileChooser.ExtensionFilter("All files", "*"));
    return Optional.ofNullable(chooser.showOpenDialog(stage)).map(File::toPath);
  }

  @Override
  public List<Path> benchmarkFiles() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Choose results of a benchmark tool");
    List<File> files = chooser.showOpenMultipleDialog(stage);
    return files == null ? List.of() : files.stream().map(File::toPath).toList();
  }

  @Override
  public Optional<Path> save(String fileName) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Save");
    chooser.setInitialFileName(fileName);
    return Optional.ofNullable(chooser.showSaveDialog(stage)).map(File::toPath);
  }
}
