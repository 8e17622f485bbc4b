package io.foretoken.cli;

import io.foretoken.hardware.catalog.Catalog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The option that adds a user's own GPUs, models and prices to the catalogue. */
final class CatalogOption {
  @Option(
      names = "--catalog",
      paramLabel = "DIR",
      description =
          "Folder (or file) with GPUs, models and prices of your own, which come before the shipped"
              + " ones. Repeatable.")
  private List<Path> own = new ArrayList<>();

  /** The shipped catalogue and the user's. */
  Catalog catalog() {
    return Catalog.with(own);
  }

  /** The files and folders given. */
  List<Path> files() {
    return List.copyOf(own);
  }
}
