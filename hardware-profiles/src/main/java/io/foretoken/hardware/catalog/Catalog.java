package io.foretoken.hardware.catalog;

import io.foretoken.hardware.model.HuggingFaceConfig;
import io.foretoken.hardware.price.Price;
import io.foretoken.hardware.price.PriceChoice;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.problem.Problems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * GPUs, models and prices by name: the shipped ones, and a user's own before them. Names are ids or
 * aliases; letter case does not matter, spaces and underscores are hyphens. A catalogue file is
 * read when the first thing of its kind is asked for, an entry when it is asked for itself.
 *
 * <p>Safe for several threads.
 */
public final class Catalog {
  private final List<Path> own;
  private Shelf<GpuEntry> gpus;
  private Shelf<ModelEntry> models;
  private Prices prices;

  private Catalog(List<Path> own) {
    this.own = own;
  }

  /** What ships with the program. */
  public static Catalog shipped() {
    return new Catalog(List.of());
  }

  /**
   * The shipped catalogue and the user's own entries. An entry with the id of a shipped one takes
   * its place.
   *
   * @param own catalogue files, and folders of which all {@code .yaml} and {@code .yml} files are
   *     read in the order of their names
   * @throws BadInputException with every problem of every file
   */
  public static Catalog with(List<Path> own) {
    Catalog catalog = new Catalog(List.copyOf(own));
    if (!own.isEmpty()) {
      catalog.readOwn();
    }
    return catalog;
  }

  /**
   * This catalogue with more entries of the user's.
   *
   * @param more files and folders, as {@link #with} takes them
   * @throws BadInputException as {@link #with}
   */
  public Catalog and(List<Path> more) {
    if (more.isEmpty()) {
      return this;
    }
    List<Path> all = new ArrayList<>(own);
    all.addAll(more);
    return with(all);
  }

  /** The GPU of that name, if there is one. */
  public Optional<GpuEntry> findGpu(String name) {
    return gpuShelf().find(name);
  }

  /**
   * The GPU of that name.
   *
   * @param origin where the name was written
   * @param path the name's place in the document, such as {@code fleet.main.gpu}; may be empty
   * @throws BadInputException naming the nearest name when there is none
   */
  public GpuEntry gpu(String name, Origin origin, String path) {
    return findGpu(name).orElseThrow(() -> new BadInputException(unknownGpu(name, origin, path)));
  }

  /** The problem of a GPU that is not in the catalogue, for callers that collect problems. */
  public Problem unknownGpu(String name, Origin origin, String path) {
    return gpuShelf().unknown(name, origin, path);
  }

  /** The model of that name, if there is one. */
  public Optional<ModelEntry> findModel(String name) {
    return modelShelf()
        .find(name)
        .map(
            entry ->
                entry.checkpoints().entrySet().stream()
                    .filter(c -> Names.canonical(c.getKey()).equals(Names.canonical(name)))
                    .findFirst()
                    .map(checkpoint -> entry.withPrecision(checkpoint.getValue()))
                    .orElse(entry));
  }

  /**
   * The model of that name; the name of a checkpoint in another number format gives the model with
   * that format.
   *
   * @param origin where the name was written
   * @param path the name's place in the document, such as {@code model}; may be empty
   * @throws BadInputException naming the nearest name when there is none
   */
  public ModelEntry model(String name, Origin origin, String path) {
    return findModel(name)
        .orElseThrow(() -> new BadInputException(unknownModel(name, origin, path)));
  }

  /**
   * The model that a user wrote, be it a name or the path of a {@code config.json} (see {@link
   * HuggingFaceConfig#isPath}).
   *
   * @param folder where relative paths start
   * @param origin where it was written
   * @param path its place in the document, such as {@code model}; may be empty
   * @throws BadInputException as {@link #model} and {@link HuggingFaceConfig#read}
   */
  public ModelEntry modelOrConfig(String nameOrPath, Path folder, Origin origin, String path) {
    if (!HuggingFaceConfig.isPath(nameOrPath)) {
      return model(nameOrPath, origin, path);
    }
    try {
      return ModelEntry.ofConfig(HuggingFaceConfig.read(folder.resolve(nameOrPath)), nameOrPath);
    } catch (InvalidPathException notAPath) {
      throw new BadInputException(
          new Problem(origin, path, "\"" + nameOrPath + "\" is no path", "name a config.json"));
    }
  }

  /** The problem of a model that is not in the catalogue, for callers that collect problems. */
  public Problem unknownModel(String name, Origin origin, String path) {
    return modelShelf().unknown(name, origin, path);
  }

  /**
   * A price of the GPU with that name, chosen as {@link PriceChoice} says; empty when the GPU is
   * not known or nothing matches.
   *
   * @param provider whose price; empty for any
   * @param term such as "spot"; empty for any
   */
  public Optional<Price> price(String gpu, Optional<String> provider, Optional<String> term) {
    return gpuShelf()
        .id(gpu)
        .flatMap(
            id ->
                PriceChoice.of(
                    priceShelf().own(id),
                    priceShelf().shipped(id),
                    provider.map(Names::canonical),
                    term.map(Names::canonical)));
  }

  /** Ids of all GPUs. */
  public List<String> gpuIds() {
    return gpuShelf().ids();
  }

  /** Ids of all models. */
  public List<String> modelIds() {
    return modelShelf().ids();
  }

  /** All GPUs, in the order of the catalogue. Reads every entry. */
  public List<GpuEntry> gpus() {
    return gpuShelf().all();
  }

  /** All models, in the order of the catalogue. Reads every entry. */
  public List<ModelEntry> models() {
    return modelShelf().all();
  }

  /** All prices, the user's first. Reads every entry. */
  public List<Price> prices() {
    return priceShelf().all();
  }

  private synchronized Shelf<GpuEntry> gpuShelf() {
    if (gpus == null) {
      gpus =
          shelf(
              new Shelf<>("GPU", "see: foretoken list gpus"),
              "gpus.yaml",
              GpuRow.class,
              GpuRow::entry);
    }
    return gpus;
  }

  private synchronized Shelf<ModelEntry> modelShelf() {
    if (models == null) {
      models =
          shelf(
              new Shelf<>(
                  "model", "see: foretoken list models; or write the path of a config.json"),
              "models.yaml",
              ModelRow.class,
              ModelRow::entry);
    }
    return models;
  }

  private synchronized Prices priceShelf() {
    if (prices == null) {
      prices = new Prices(ShippedFile.read("prices.yaml"));
    }
    return prices;
  }

  private static <R, E> Shelf<E> shelf(
      Shelf<E> shelf, String file, Class<R> type, Function<R, E> entry) {
    for (ShippedFile.Chunk chunk : ShippedFile.read(file)) {
      shelf.addShipped(chunk.id(), chunk.names(), () -> entry.apply(chunk.bind(file, type)));
    }
    return shelf;
  }

  private void readOwn() {
    Problems problems = new Problems();
    List<OwnFile> files = new ArrayList<>();
    for (Path file : OwnFile.files(own, problems)) {
      OwnFile.read(file, problems).ifPresent(files::add);
    }
    for (OwnFile file : files) {
      file.addGpus(gpuShelf(), problems);
    }
    for (OwnFile file : files) {
      file.addModels(modelShelf(), problems);
    }
    for (OwnFile file : files) {
      file.addPrices(priceShelf(), gpuShelf(), problems);
    }
    problems.throwIfAny();
  }
}
