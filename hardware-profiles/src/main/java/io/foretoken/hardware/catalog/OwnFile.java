package io.foretoken.hardware.catalog;

import io.foretoken.input.bind.Default;
import io.foretoken.input.bind.RecordBinder;
import io.foretoken.input.file.TextFile;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.problem.Problems;
import io.foretoken.input.yaml.LocatedNode;
import io.foretoken.input.yaml.LocatedYaml;
import io.foretoken.input.yaml.MapNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A user's catalogue file, its entries not bound yet, so that a bad one does not hide what is wrong
 * with the others. {@link CatalogFile} is its schema.
 */
record OwnFile(
    int schemaVersion,
    @Default("[]") List<LocatedNode> gpus,
    @Default("[]") List<LocatedNode> models,
    @Default("[]") List<LocatedNode> prices) {

  /** The files that {@code given} names: files as they are, folders by their YAML files. */
  static List<Path> files(List<Path> given, Problems problems) {
    List<Path> files = new ArrayList<>();
    for (Path path : given) {
      if (Files.isDirectory(path)) {
        files.addAll(yamlFiles(path, problems));
      } else {
        files.add(path);
      }
    }
    return files;
  }

  /** Reads the file's outline; empty, with its problems told, when that fails. */
  static Optional<OwnFile> read(Path file, Problems problems) {
    try {
      MapNode map = LocatedYaml.readMap(file);
      OwnFile own = RecordBinder.bind(map, OwnFile.class, problems);
      if (own == null) {
        return Optional.empty();
      }
      if (own.schemaVersion != 1) {
        problems.add(
            map.get("schema_version").origin(),
            "schema_version",
            "found " + own.schemaVersion,
            "this program reads version 1");
      }
      if (own.gpus.isEmpty() && own.models.isEmpty() && own.prices.isEmpty()) {
        problems.add(
            Problem.of(
                Origin.file(file.toString()),
                "no entry is in the lists gpus, models and prices",
                "write at least one"));
      }
      return Optional.of(own);
    } catch (BadInputException failure) {
      problems.addAll(failure);
      return Optional.empty();
    }
  }

  void addGpus(Shelf<GpuEntry> shelf, Problems problems) {
    List<GpuEntry> known = gpus.isEmpty() ? List.of() : shelf.all();
    for (int i = 0; i < gpus.size(); i++) {
      Row.bind(gpus.get(i), GpuRow.class, "gpus[" + i + "]", problems)
          .ifPresent(
              row -> {
                GpuChecks.check(row, known);
                GpuEntry entry = row.value().entry();
                shelf.addOwn(entry.id(), entry.aliases(), row.origin(), entry, problems);
              });
    }
  }

  void addModels(Shelf<ModelEntry> shelf, Problems problems) {
    for (int i = 0; i < models.size(); i++) {
      Row.bind(models.get(i), ModelRow.class, "models[" + i + "]", problems)
          .ifPresent(
              row -> {
                ModelChecks.check(row);
                ModelEntry entry = row.value().entry();
                List<String> names = new ArrayList<>(entry.aliases());
                names.addAll(entry.checkpoints().keySet());
                shelf.addOwn(entry.id(), names, row.origin(), entry, problems);
              });
    }
  }

  void addPrices(Prices shelf, Shelf<GpuEntry> gpuShelf, Problems problems) {
    for (int i = 0; i < prices.size(); i++) {
      String path = "prices[" + i + "]";
      Row.bind(prices.get(i), PriceRow.class, path, problems)
          .ifPresent(
              row -> {
                PriceRow.check(row);
                String gpu = row.value().gpu();
                gpuShelf
                    .id(gpu)
                    .ifPresentOrElse(
                        id -> shelf.addOwn(row.value().price(id)),
                        () ->
                            problems.add(gpuShelf.unknown(gpu, row.origin("gpu"), path + ".gpu")));
              });
    }
  }

  private static List<Path> yamlFiles(Path folder, Problems problems) {
    try (Stream<Path> listing = Files.list(folder)) {
      List<Path> found =
          listing
              .filter(file -> file.toString().endsWith(".yaml") || file.toString().endsWith(".yml"))
              .sorted()
              .toList();
      if (found.isEmpty()) {
        problems.add(
            Problem.of(
                Origin.file(folder.toString()),
                "no .yaml file is in this folder",
                "put a catalogue file there, or name one"));
      }
      return found;
    } catch (IOException failure) {
      problems.addAll(TextFile.unreadable(folder, failure));
      return List.of();
    }
  }
}
