package io.foretoken.validation.table;

import io.foretoken.input.csv.CsvLimits;
import io.foretoken.input.csv.CsvReader;
import io.foretoken.input.file.TextFile;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The CSV files of a folder and of the folders below it, by their columns. */
public final class CsvFolder {
  private static final int DEPTH = 4;

  private final Path folder;
  private final Map<Path, List<String>> headers = new LinkedHashMap<>();
  private final Map<Path, List<Problem>> unreadable = new LinkedHashMap<>();

  private CsvFolder(Path folder) {
    this.folder = folder;
  }

  /** Reads the headers of all files whose names end in .csv or .csv.gz, in order of their paths. */
  public static CsvFolder scan(Path folder) {
    CsvFolder scanned = new CsvFolder(folder);
    try (Stream<Path> files = Files.find(folder, DEPTH, (path, unused) -> isCsv(path))) {
      files.sorted().forEach(scanned::readHeader);
    } catch (IOException e) {
      throw TextFile.unreadable(folder, e);
    }
    return scanned;
  }

  private static boolean isCsv(Path path) {
    String name = path.getFileName().toString();
    return (name.endsWith(".csv") || name.endsWith(".csv.gz")) && Files.isRegularFile(path);
  }

  private void readHeader(Path file) {
    try (CsvReader csv = CsvReader.open(file, CsvLimits.DEFAULT)) {
      headers.put(file, List.copyOf(csv.header()));
    } catch (BadInputException e) {
      unreadable.put(file, e.problems());
    }
  }

  /** The files that have all the columns, in order of their paths. */
  public List<Path> filesWith(Collection<String> columns) {
    return headers.entrySet().stream()
        .filter(entry -> entry.getValue().containsAll(columns))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** A file's name below the folder's parent, the same on every machine. */
  public String name(Path file) {
    return folder.getFileName() + "/" + folder.relativize(file).toString().replace('\\', '/');
  }

  /** A file's name without folders and endings: {@code requests/a.csv.gz} becomes {@code a}. */
  public static String stem(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.lastIndexOf(".csv"));
  }

  /** What is wrong with the files that could not be opened. */
  public List<Problem> problems() {
    return unreadable.values().stream().flatMap(List::stream).toList();
  }

  /** What is wrong with a file of that {@link #stem} that could not be opened; empty for none. */
  public Optional<Problem> problemOf(String stem) {
    return unreadable.entrySet().stream()
        .filter(entry -> stem(entry.getKey()).equals(stem))
        .map(entry -> entry.getValue().get(0))
        .findFirst();
  }
}
