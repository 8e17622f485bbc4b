package io.foretoken.hardware.catalog;

import io.foretoken.hardware.price.Price;
import io.foretoken.input.file.TextFile;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.problem.Problems;
import io.foretoken.input.yaml.LocatedYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A user's catalogue file: {@code schema_version: 1} and any of the lists {@code gpus}, {@code
 * models} and {@code prices}, in the schema of the shipped files.
 */
final class OwnFile {
  private final List<Fields> gpus;
  private final List<Fields> models;
  private final List<Fields> prices;

  private OwnFile(Fields fields) {
    gpus = fields.children("gpus");
    models = fields.children("models");
    prices = fields.children("prices");
  }

  /** The files that {@code given} names: files as they are, folders by their YAML files. */
  static List<Path> files(List<Path> given, Problems problems) {
    List<Path> files = new ArrayList<>();
    for (Path path : given) {
      if (!Files.isDirectory(path)) {
        files.add(path);
        continue;
      }
      try (Stream<Path> listing = Files.list(path)) {
        List<Path> found = listing.filter(OwnFile::isYaml).sorted().toList();
        if (found.isEmpty()) {
          problems.add(
              Problem.of(Origin.file(path.toString()), "no .yaml file is in this folder", ""));
        }
        files.addAll(found);
      } catch (IOException failure) {
        problems.addAll(TextFile.unreadable(path, failure));
      }
    }
    return files;
  }

  /** Reads the file's outline; empty, with its problems told, when that fails. */
  static Optional<OwnFile> read(Path file, Problems problems) {
    try {
      Fields fields = new Fields("", LocatedYaml.read(file), problems);
      String version = fields.text("schema_version");
      if (fields.has("schema_version") && !version.equals("1")) {
        fields.problem("schema_version", "found \"" + version + "\"", "this program reads 1");
      }
      OwnFile own = new OwnFile(fields);
      if (!fields.has("gpus") && !fields.has("models") && !fields.has("prices")) {
        problems.add(
            Problem.of(
                Origin.file(file.toString()),
                "none of the lists gpus, models and prices is here",
                "write at least one"));
      }
      fields.finish();
      return Optional.of(own);
    } catch (BadInputException failure) {
      problems.addAll(failure);
      return Optional.empty();
    }
  }

  void addGpus(Shelf<GpuEntry> shelf, Problems problems) {
    List<GpuEntry> known = gpus.isEmpty() ? List.of() : shelf.all();
    for (Fields gpu : gpus) {
      int before = problems.size();
      GpuEntry entry = GpuReader.read(gpu);
      gpu.finish();
      if (problems.size() == before) {
        KnownHardware.check(gpu, entry, known);
      }
      if (!entry.id().isEmpty()) {
        shelf.addOwn(entry.id(), entry.aliases(), gpu.origin(), entry, problems);
      }
    }
  }

  void addModels(Shelf<ModelEntry> shelf, Problems problems) {
    for (Fields model : models) {
      ModelEntry entry = ModelReader.read(model);
      model.finish();
      List<String> names = new ArrayList<>(entry.aliases());
      names.addAll(entry.checkpoints().keySet());
      if (!entry.id().isEmpty()) {
        shelf.addOwn(entry.id(), names, model.origin(), entry, problems);
      }
    }
  }

  void addPrices(Prices shelf, Shelf<GpuEntry> gpuShelf, Problems problems) {
    for (Fields row : prices) {
      Price price = PriceReader.read(row);
      row.finish();
      Optional<String> id = gpuShelf.id(price.gpu());
      if (id.isPresent()) {
        shelf.addOwn(price.of(id.get()));
      } else if (row.has("gpu")) {
        problems.add(gpuShelf.unknown(price.gpu(), row.origin("gpu"), "gpu"));
      }
    }
  }

  private static boolean isYaml(Path file) {
    String name = file.toString();
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }
}
