package io.foretoken.scenario.resolve;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.catalog.ModelEntry;
import io.foretoken.hardware.model.HuggingFaceConfig;
import io.foretoken.input.bind.Located;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A model as people name it: by a name of the catalogue, or by the path of a config.json. */
public final class ModelReference {
  private ModelReference() {}

  /**
   * The model, or empty with problems added.
   *
   * @param path the reference's own path in the document, or the option
   * @param folder where relative paths of a file start; those of arguments start at the working
   *     folder
   */
  public static Optional<ModelEntry> find(
      Catalog catalog, Located<String> written, String path, Path folder, Problems problems) {
    if (!HuggingFaceConfig.isPath(written.value())) {
      Optional<ModelEntry> model = catalog.findModel(written.value());
      if (model.isEmpty()) {
        problems.add(catalog.unknownModel(written.value(), written.origin(), path));
      }
      return model;
    }
    return FileReference.resolve(written, path, folder, problems)
        .flatMap(file -> read(catalog, file, written, path, problems));
  }

  private static Optional<ModelEntry> read(
      Catalog catalog, Path file, Located<String> written, String path, Problems problems) {
    if (!Files.exists(file)) {
      problems.add(
          written.origin(),
          path,
          "there is no file " + file,
          "name the config.json of a checkpoint, or the folder that it lies in");
      return Optional.empty();
    }
    try {
      return Optional.of(
          catalog.modelOrConfig(file.toString(), Path.of(""), written.origin(), path));
    } catch (BadInputException e) {
      problems.addAll(e);
      return Optional.empty();
    }
  }
}
