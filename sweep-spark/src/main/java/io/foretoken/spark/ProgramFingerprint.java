package io.foretoken.spark;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.input.problem.Problem;
import io.foretoken.scenario.sweep.TaskExecutor;
import io.foretoken.scenario.sweep.TaskExecutors;
import io.foretoken.sim.Simulation;
import io.foretoken.workload.Workload;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A hash of everything that a result depends on beside its task: classes and resources of the
 * program's own modules. Two machines with the same hash give the same bytes.
 */
final class ProgramFingerprint {
  private static final int DIGITS = 16;
  private static final String MANIFESTS = "META-INF/MANIFEST.MF";

  private ProgramFingerprint() {}

  /** Of the program that runs here. */
  static String of(TaskExecutors executors) {
    Set<Path> places = new TreeSet<>();
    for (Class<?> each :
        List.of(
            Simulation.class,
            Problem.class,
            Catalog.class,
            Workload.class,
            TaskExecutors.class,
            ProgramFingerprint.class)) {
      places.add(place(each));
    }
    for (TaskExecutor executor : executors.all()) {
      places.add(place(executor.getClass()));
    }
    return of(places);
  }

  /** Of jars and folders of classes, in any order and wherever they are. */
  static String of(Set<Path> places) {
    try {
      List<String> hashes = new ArrayList<>();
      for (Path place : places) {
        hashes.add(content(place));
      }
      hashes.sort(null);
      MessageDigest all = digest();
      hashes.forEach(hash -> all.update(HexFormat.of().parseHex(hash)));
      return HexFormat.of().formatHex(all.digest()).substring(0, DIGITS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The jar, or the folder of classes, that a class is from. */
  static Path place(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null) {
      throw new IllegalStateException(type + " is from nowhere");
    }
    try {
      return Path.of(source.getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String content(Path place) throws IOException {
    if (Files.isDirectory(place)) {
      return contentBelow(place);
    }
    try (FileSystem jar = FileSystems.newFileSystem(place, (ClassLoader) null)) {
      return contentBelow(jar.getPath("/"));
    }
  }

  private static String contentBelow(Path root) throws IOException {
    MessageDigest digest = digest();
    List<Path> files;
    try (Stream<Path> all = Files.walk(root)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    TreeSet<String> names = new TreeSet<>();
    files.forEach(file -> names.add(root.relativize(file).toString()));
    names.remove(MANIFESTS);
    for (String name : names) {
      digest.update(name.getBytes(StandardCharsets.UTF_8));
      try (InputStream in = Files.newInputStream(root.resolve(name))) {
        digest.update(in.readAllBytes());
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }
}
